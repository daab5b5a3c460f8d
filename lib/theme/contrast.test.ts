import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

type Oklch = { l: number; c: number; h: number };

const css = readFileSync(join(process.cwd(), "app", "globals.css"), "utf8");

/** The custom properties of the block that follows a selector. */
function tokensOf(selector: string): Map<string, string> {
  const block = css.slice(css.indexOf("{", css.indexOf(selector)) + 1);
  const body = block.slice(0, block.indexOf("}"));
  return new Map(
    [...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name ?? "", value?.trim() ?? ""]),
  );
}

/** Works out the arithmetic that the tokens use: numbers, l c h, + - * /, calc min max clamp. */
function evaluate(text: string, given: Oklch): number {
  const signs = text.match(/[\d.]+|[a-z]+|[-+*/(),]/g) ?? [];
  let at = 0;
  const sum = (): number => {
    let value = product();
    while (signs[at] === "+" || signs[at] === "-") value = signs[at++] === "+" ? value + product() : value - product();
    return value;
  };
  const product = (): number => {
    let value = atom();
    while (signs[at] === "*" || signs[at] === "/") value = signs[at++] === "*" ? value * atom() : value / atom();
    return value;
  };
  const list = (): number[] => {
    at += 1;
    const values = [sum()];
    while (signs[at] === ",") {
      at += 1;
      values.push(sum());
    }
    at += 1;
    return values;
  };
  const atom = (): number => {
    const sign = signs[at] ?? "";
    if (sign === "(") return list()[0] ?? Number.NaN;
    at += 1;
    if (sign === "l" || sign === "c" || sign === "h") return given[sign];
    if (/^[a-z]/.test(sign)) {
      const [a = 0, b = 0, c = 0] = list();
      if (sign === "min") return Math.min(a, b);
      if (sign === "max") return Math.max(a, b);
      if (sign === "clamp") return Math.min(Math.max(a, b), c);
      return a;
    }
    return Number(sign);
  };
  return sum();
}

function parts(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  for (const letter of text) {
    if (letter === "(") depth += 1;
    if (letter === ")") depth -= 1;
    if (letter === " " && depth === 0) found.push("");
    else found[Math.max(0, found.length - 1)] = (found.at(-1) ?? "") + letter;
  }
  return found;
}

function colour(name: string, tokens: Map<string, string>): Oklch {
  const value = tokens.get(name) ?? "";
  const inside = value.slice("oklch(".length, -1);
  const from = /^from var\(--([\w-]+)\) /.exec(inside);
  const given = from ? colour(from[1] ?? "", tokens) : { l: 0, c: 0, h: 0 };
  const [l = "", c = "", h = ""] = parts(from ? inside.slice(from[0].length) : inside);
  return { l: evaluate(l, given), c: evaluate(c, given), h: evaluate(h, given) };
}

function luminance({ l, c, h }: Oklch): number {
  const a = c * Math.cos((h * Math.PI) / 180);
  const b = c * Math.sin((h * Math.PI) / 180);
  const [long, medium, short] = [
    (l + 0.3963377774 * a + 0.2158037573 * b) ** 3,
    (l - 0.1055613458 * a - 0.0638541728 * b) ** 3,
    (l - 0.0894841775 * a - 1.291485548 * b) ** 3,
  ] as const;
  const clamp = (value: number) => Math.min(1, Math.max(0, value));
  const red = clamp(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short);
  const green = clamp(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short);
  const blue = clamp(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const contrast = (one: Oklch, other: Oklch): number => {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
};

const grounds = ["paper", "raised", "sunken"] as const;
const texts = ["ink", "muted", "faint", "amber-ink", "danger-ink", "link", "accent-ink"] as const;

describe.each([
  ["light", ":root {\n  color-scheme: light;"],
  ["dark", "@variant dark {\n    color-scheme: dark;"],
])("in the %s theme", (_theme, selector) => {
  const fixed = tokensOf(selector);
  const withAccent = (accent: string) => new Map([...fixed, ["accent", accent]]);
  const standard = withAccent(tokensOf(":root {").get("accent") ?? "");

  it.each(grounds.flatMap((ground) => texts.map((text) => [text, ground] as const)))(
    "%s on %s can be read (4.5:1)",
    (text, ground) => {
      expect(contrast(colour(text, standard), colour(ground, standard))).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each([
    ["amber-ink", "amber-soft"],
    ["danger-ink", "danger-soft"],
    ["on-danger", "danger"],
    ["on-danger", "danger-hover"],
  ])("%s on %s can be read (4.5:1)", (text, ground) => {
    expect(contrast(colour(text, standard), colour(ground, standard))).toBeGreaterThanOrEqual(4.5);
  });

  it("the edge of a control stands out from every ground (3:1)", () => {
    const weakest = Math.min(
      ...grounds.map((ground) => contrast(colour("line-strong", standard), colour(ground, standard))),
    );
    expect(weakest).toBeGreaterThanOrEqual(3);
  });

  it("any accent a school may choose can be read, on it and in it", () => {
    const unreadable: string[] = [];
    for (let hue = 0; hue < 360; hue += 15) {
      for (const lightness of [0.25, 0.45, 0.6, 0.8]) {
        const accent = `oklch(${lightness} 0.13 ${hue})`;
        const tokens = withAccent(accent);
        const pairs = [
          ["on-accent", "accent-fill"],
          ["on-accent", "accent-fill-hover"],
          ["accent-ink", "accent-soft"],
          ...grounds.map((ground) => ["accent-ink", ground] as const),
        ] as const;
        for (const [text, ground] of pairs) {
          const ratio = contrast(colour(text, tokens), colour(ground, tokens));
          if (ratio < 4.5) unreadable.push(`${text} on ${ground} with ${accent}: ${ratio.toFixed(2)}`);
        }
      }
    }
    expect(unreadable).toEqual([]);
  });
});
