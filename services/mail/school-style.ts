import type { SchoolCard } from "../school/school";

/** In whose name and colours letters go out. */
export type SchoolStyle = {
  name: string;
  /** Where the school is, without a slash at the end; every link of a letter begins with it. */
  origin: string;
  /** The accent on light and on dark paper, as #rrggbb. */
  accent: string;
  darkAccent: string;
};

/** What letters are drawn on. */
export const papers = {
  light: { ground: "#f4f1ea", card: "#fffdf9", line: "#e4dfd5", ink: "#2b2822" },
  dark: { ground: "#101617", card: "#182021", line: "#2b3638", ink: "#e6e9e8" },
} as const;
/** The paper that a colour stands out from least: the darkest by day, the lightest in the dark. */
const grounds = { light: papers.light.ground, dark: papers.dark.card };
/** The contrast that words need on their ground. */
const readable = 4.5;

/** How letters of a school look: in its own colour, or in the house's green. Mail programs read no oklch. */
export const schoolStyle = ({ name, accent }: SchoolCard, origin: string): SchoolStyle => ({
  name,
  origin: new URL(origin).origin,
  accent: accent === null ? "#1f6b4f" : readableOn(accent, "light"),
  darkAccent: accent === null ? "#7cc6a6" : readableOn(accent, "dark"),
});

/** A colour as near to the given one as words in it can be read on paper: darker by day, lighter in the dark. */
function readableOn(colour: string, paper: keyof typeof grounds): string {
  const towards = paper === "light" ? 0 : 255;
  const parts = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const mixed = (share: number) => `#${parts.map((part) => hex(Math.round(part + (towards - part) * share))).join("")}`;
  const steps = Array.from({ length: 101 }, (_, step) => mixed(step / 100));
  return steps.find((one) => contrast(one, grounds[paper]) >= readable) ?? mixed(1);
}
const hex = (part: number) => part.toString(16).padStart(2, "0");

/** How well two colours stand out from each other, from 1 to 21 (WCAG). */
export function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** Black or white, whichever can be read better on a colour (#rrggbb). */
export function onColour(colour: string): "#ffffff" | "#10201a" {
  // 0.179 is where black and white stand out equally well.
  return luminance(colour) > 0.179 ? "#10201a" : "#ffffff";
}

function luminance(colour: string): number {
  const linear = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const [red = 0, green = 0, blue = 0] = linear;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
