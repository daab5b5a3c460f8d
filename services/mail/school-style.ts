/** In whose name and colours letters go out. */
export type SchoolStyle = {
  name: string;
  /** Where the school is, without a slash at the end; every link of a letter begins with it. */
  origin: string;
  /** The accent on light and on dark paper, as #rrggbb. */
  accent: string;
  darkAccent: string;
};

/** A school in the house's own green, as long as it has chosen no colour. Mail programs read no oklch. */
export const schoolStyle = (name: string, origin: string): SchoolStyle => ({
  name,
  origin: new URL(origin).origin,
  accent: "#1f6b4f",
  darkAccent: "#7cc6a6",
});

/** Black or white, whichever can be read better on a colour (#rrggbb). */
export function onColour(colour: string): "#ffffff" | "#10201a" {
  const linear = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const [red = 0, green = 0, blue = 0] = linear;
  // 0.179 is where black and white stand out equally well.
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? "#10201a" : "#ffffff";
}
