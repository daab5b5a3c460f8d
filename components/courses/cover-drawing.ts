import type { CourseCard } from "@/services/courses/course";
import { randomFrom } from "@/components/ui/hash";

/** A shape of a cover, as attributes of one SVG element. */
export type CoverShape =
  | { tag: "path"; d: string; fill?: string; stroke?: string; width?: number; opacity?: number }
  | {
      tag: "circle";
      cx: number;
      cy: number;
      r: number;
      fill?: string;
      stroke?: string;
      width?: number;
      opacity?: number;
    }
  | { tag: "rect"; x: number; y: number; w: number; h: number; fill: string; opacity?: number };

export type CoverDrawing = { ground: string; shapes: CoverShape[] };

type Category = CourseCard["category"];
type Tones = { ground: string; deep: string; mid: string; pale: string; spark: string };
type Brush = {
  random: () => number;
  between: (low: number, high: number) => number;
  whole: (low: number, high: number) => number;
  tones: Tones;
};

export const coverWidth = 480;
export const coverHeight = 270;

const hues: Record<Category, [own: number, spark: number]> = {
  science: [248, 82],
  mathematics: [285, 60],
  technology: [205, 45],
  language: [38, 205],
  arts: [8, 88],
  humanities: [70, 25],
  health: [155, 50],
  craft: [52, 170],
  business: [225, 75],
};

const round = (value: number) => Math.round(value * 10) / 10;

function tonesOf(category: Category, random: () => number): Tones {
  const [own, sparkHue] = hues[category];
  const hue = Math.round(own + (random() - 0.5) * 22);
  const sparkChroma = sparkHue > 120 ? 0.075 : 0.128;
  const isNight = random() < 0.55;
  return isNight
    ? {
        ground: `oklch(0.34 0.062 ${hue})`,
        deep: `oklch(0.27 0.055 ${hue})`,
        mid: `oklch(0.5 0.08 ${hue})`,
        pale: `oklch(0.86 0.045 ${hue})`,
        spark: `oklch(0.8 ${sparkChroma} ${sparkHue})`,
      }
    : {
        ground: `oklch(0.88 0.038 ${hue})`,
        deep: `oklch(0.38 0.075 ${hue})`,
        mid: `oklch(0.7 0.075 ${hue})`,
        pale: `oklch(0.955 0.018 ${hue})`,
        spark: `oklch(0.66 ${sparkChroma} ${sparkHue})`,
      };
}

const painters: Record<Category, (brush: Brush) => CoverShape[]> = {
  science: paintOrbits,
  mathematics: paintCurve,
  technology: paintCircuit,
  language: paintVoices,
  arts: paintStrokes,
  humanities: paintHills,
  health: paintLeaves,
  craft: paintWeave,
  business: paintSteps,
};

/** Draws a course's cover: the subject decides the motif and the hues, the course's id decides everything else, always the same way. */
export function drawCover(courseId: string, category: Category): CoverDrawing {
  const random = randomFrom(courseId);
  const tones = tonesOf(category, random);
  const between = (low: number, high: number) => low + random() * (high - low);
  const whole = (low: number, high: number) => Math.floor(between(low, high + 1));
  return { ground: tones.ground, shapes: painters[category]({ random, between, whole, tones }) };
}

function paintOrbits({ between, whole, random, tones }: Brush): CoverShape[] {
  const cx = between(150, 340);
  const cy = between(110, 190);
  const shapes: CoverShape[] = [];
  for (let star = 0; star < 26; star += 1) {
    shapes.push({
      tag: "circle",
      cx: round(random() * 480),
      cy: round(random() * 270),
      r: round(between(0.6, 1.9)),
      fill: tones.pale,
      opacity: 0.75,
    });
  }
  const rings = whole(4, 6);
  for (let ring = rings; ring >= 1; ring -= 1) {
    const r = round(26 + ring * between(27, 34));
    if (ring === rings)
      shapes.push({ tag: "circle", cx: round(cx), cy: round(cy), r, fill: tones.deep, opacity: 0.55 });
    shapes.push({ tag: "circle", cx: round(cx), cy: round(cy), r, stroke: tones.mid, width: 1.4 });
    const angle = random() * Math.PI * 2;
    const isSpark = ring === 2;
    shapes.push({
      tag: "circle",
      cx: round(cx + Math.cos(angle) * r),
      cy: round(cy + Math.sin(angle) * r),
      r: isSpark ? 11 : round(between(3.5, 8)),
      fill: isSpark ? tones.spark : tones.pale,
    });
  }
  shapes.push({ tag: "circle", cx: round(cx), cy: round(cy), r: round(between(19, 26)), fill: tones.pale });
  return shapes;
}

function paintCurve({ between, whole, tones }: Brush): CoverShape[] {
  const shapes: CoverShape[] = [];
  let grid = "";
  for (let x = 30; x < 480; x += 30) grid += `M${x} 0V270`;
  for (let y = 15; y < 270; y += 30) grid += `M0 ${y}H480`;
  shapes.push({ tag: "path", d: grid, stroke: tones.mid, width: 0.8, opacity: 0.5 });
  const [a, b] = (
    [
      [3, 2],
      [5, 4],
      [3, 4],
      [5, 2],
      [4, 3],
    ] as const
  )[whole(0, 4)] ?? [3, 2];
  const shift = between(0.3, 1.3);
  const lissajous = (scaleX: number, scaleY: number, phase: number) => {
    const points: string[] = [];
    for (let step = 0; step <= 140; step += 1) {
      const t = (step / 140) * Math.PI * 2;
      points.push(`${round(240 + Math.sin(a * t + phase) * scaleX)} ${round(135 + Math.sin(b * t) * scaleY)}`);
    }
    return `M${points.join("L")}Z`;
  };
  shapes.push({ tag: "path", d: lissajous(188, 104, shift), stroke: tones.deep, width: 9, opacity: 0.45 });
  shapes.push({ tag: "path", d: lissajous(188, 104, shift), stroke: tones.pale, width: 3 });
  shapes.push({ tag: "path", d: lissajous(188, 104, shift + 0.16), stroke: tones.spark, width: 1.6 });
  return shapes;
}

function paintCircuit({ random, tones }: Brush): CoverShape[] {
  const size = 54;
  let lines = "";
  let other = "";
  const shapes: CoverShape[] = [];
  for (let row = 0; row < 5; row += 1) {
    for (let column = 0; column < 9; column += 1) {
      const x = column * size - 3;
      const y = row * size;
      const h = size / 2;
      const turn = random() < 0.5;
      const one = turn
        ? `M${x + h} ${y}A${h} ${h} 0 0 1 ${x} ${y + h}`
        : `M${x + h} ${y}A${h} ${h} 0 0 0 ${x + size} ${y + h}`;
      const two = turn
        ? `M${x + size} ${y + h}A${h} ${h} 0 0 0 ${x + h} ${y + size}`
        : `M${x} ${y + h}A${h} ${h} 0 0 1 ${x + h} ${y + size}`;
      if (random() < 0.3) other += one + two;
      else lines += one + two;
      if (random() < 0.14) shapes.push({ tag: "circle", cx: x + h, cy: y, r: 6.5, fill: tones.spark });
    }
  }
  return [
    { tag: "path", d: lines + other, stroke: tones.deep, width: 15, opacity: 0.5 },
    { tag: "path", d: lines, stroke: tones.mid, width: 7 },
    { tag: "path", d: other, stroke: tones.pale, width: 7 },
    ...shapes,
  ];
}

function paintVoices({ between, whole, tones }: Brush): CoverShape[] {
  const shapes: CoverShape[] = [];
  const speak = (cx: number, cy: number, rings: number, step: number, colours: string[]) => {
    for (let ring = rings; ring >= 1; ring -= 1) {
      shapes.push({
        tag: "circle",
        cx: round(cx),
        cy: round(cy),
        r: round(ring * step),
        fill: colours[ring % colours.length] ?? tones.mid,
      });
    }
  };
  speak(between(60, 130), between(190, 270), whole(6, 8), between(26, 31), [tones.deep, tones.mid]);
  speak(between(350, 430), between(0, 70), whole(4, 6), between(24, 29), [tones.pale, tones.mid]);
  speak(between(300, 380), between(200, 250), 3, between(14, 18), [tones.spark, tones.pale]);
  return shapes;
}

function paintStrokes({ between, tones }: Brush): CoverShape[] {
  const colours = [tones.deep, tones.mid, tones.pale, tones.spark, tones.mid, tones.deep];
  const shapes: CoverShape[] = colours.map((stroke, index) => {
    const y = 20 + index * 44 + between(-18, 18);
    return {
      tag: "path",
      d: `M${round(between(-60, 60))} ${round(y)}C${round(between(100, 180))} ${round(y - between(40, 120))} ${round(between(250, 330))} ${round(y + between(40, 130))} ${round(between(420, 540))} ${round(y + between(-40, 30))}`,
      stroke,
      width: round(between(16, 44)),
      opacity: 0.92,
    };
  });
  return [
    ...shapes,
    {
      tag: "circle",
      cx: round(between(320, 410)),
      cy: round(between(55, 110)),
      r: round(between(24, 36)),
      fill: tones.spark,
    },
  ];
}

function paintHills({ between, tones }: Brush): CoverShape[] {
  const shapes: CoverShape[] = [
    {
      tag: "circle",
      cx: round(between(110, 380)),
      cy: round(between(70, 110)),
      r: round(between(34, 48)),
      fill: tones.spark,
    },
  ];
  const layers: [string, number][] = [
    [tones.pale, 0.9],
    [tones.mid, 0.75],
    [tones.mid, 1],
    [tones.deep, 0.75],
    [tones.deep, 1],
  ];
  layers.forEach(([fill, opacity], index) => {
    const y = 112 + index * 32;
    const swing = between(14, 34);
    const shift = between(0, 90);
    shapes.push({
      tag: "path",
      d: `M0 ${round(y)}C${round(60 + shift)} ${round(y - swing)} ${round(130 + shift)} ${round(y + swing)} ${round(230 + shift / 2)} ${round(y - swing * 0.2)}S${round(400 + shift / 4)} ${round(y - swing)} 480 ${round(y + between(-8, 14))}V270H0Z`,
      fill,
      opacity,
    });
  });
  return shapes;
}

function paintLeaves({ between, tones }: Brush): CoverShape[] {
  const shapes: CoverShape[] = [];
  for (let stem = 0; stem < 5; stem += 1) {
    const x = 30 + stem * 104 + between(-16, 16);
    const lean = between(-36, 36);
    const top = between(10, 80);
    shapes.push({
      tag: "path",
      d: `M${round(x)} 280Q${round(x)} 160 ${round(x + lean)} ${round(top)}`,
      stroke: tones.deep,
      width: 2,
    });
    for (let leaf = 0; leaf < 5; leaf += 1) {
      const along = 0.12 + leaf * 0.19;
      const at = { x: x + lean * along * along, y: 280 - (280 - top) * along };
      const side = leaf % 2 === 0 ? 1 : -1;
      const length = between(38, 56) * (1.1 - along * 0.45);
      const tip = { x: at.x + side * length, y: at.y - length * 0.62 };
      shapes.push({
        tag: "path",
        d: `M${round(at.x)} ${round(at.y)}Q${round(at.x + side * length * 0.2)} ${round(at.y - length * 0.72)} ${round(tip.x)} ${round(tip.y)}Q${round(at.x + side * length * 0.85)} ${round(at.y - length * 0.02)} ${round(at.x)} ${round(at.y)}Z`,
        fill:
          (stem + leaf) % 6 === 4
            ? tones.spark
            : ([tones.deep, tones.mid, tones.pale][(stem * 2 + leaf) % 3] ?? tones.mid),
      });
    }
  }
  return shapes;
}

function paintWeave({ between, whole, tones }: Brush): CoverShape[] {
  const shapes: CoverShape[] = [];
  const band = 30;
  const step = 46;
  const offset = between(-20, 0);
  const sparkColumn = whole(2, 7);
  for (let row = 0; row < 7; row += 1) {
    shapes.push({
      tag: "rect",
      x: -10,
      y: round(offset + row * step),
      w: 500,
      h: band,
      fill: row % 3 === 1 ? tones.deep : tones.mid,
    });
  }
  for (let column = 0; column < 11; column += 1) {
    const fill = column === sparkColumn ? tones.spark : column % 2 === 0 ? tones.pale : tones.mid;
    for (let row = 0; row < 7; row += 1) {
      if ((row + column) % 2 === 1) continue;
      shapes.push({
        tag: "rect",
        x: round(offset + column * step),
        y: round(offset + row * step - (step - band) / 1.2),
        w: band,
        h: round(band + ((step - band) / 1.2) * 2),
        fill,
      });
    }
  }
  return shapes;
}

function paintSteps({ between, tones }: Brush): CoverShape[] {
  const shapes: CoverShape[] = [];
  let height = between(40, 60);
  const tops: string[] = [];
  for (let bar = 0; bar < 9; bar += 1) {
    const x = 24 + bar * 50;
    height = Math.min(225, Math.max(34, height + between(-18, 42)));
    shapes.push({
      tag: "rect",
      x,
      y: round(270 - height),
      w: 34,
      h: round(height),
      fill: bar % 3 === 0 ? tones.pale : bar % 3 === 1 ? tones.mid : tones.deep,
    });
    tops.push(`${x + 17} ${round(270 - height - 16)}`);
  }
  shapes.push({ tag: "path", d: `M${tops.join("L")}`, stroke: tones.spark, width: 3.5 });
  const [cx, cy] = (tops.at(-1) ?? "0 0").split(" ").map(Number);
  shapes.push({ tag: "circle", cx: cx ?? 0, cy: cy ?? 0, r: 8, fill: tones.spark });
  return shapes;
}
