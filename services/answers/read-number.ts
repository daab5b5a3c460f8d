const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const plainDigits = (text: string) =>
  text
    .replace(/[\u0660-\u0669]/g, (d) => String(d.charCodeAt(0) - 0x0660))
    .replace(/[\u06f0-\u06f9]/g, (d) => String(d.charCodeAt(0) - 0x06f0));

/**
 * The number a student typed, or null when it cannot be told which one was meant. Reads "1,5", "1.5e3", "1 000,5",
 * "1.234.567", "2×10^-3", "3/4", signs of every kind, and the unit behind it when the question has one. "1,500" is
 * refused: it is one and a half for some readers and fifteen hundred for others.
 */
export function readNumber(typed: string, unit: string | null): number | null {
  const powered = typed.replace(/10([⁻-]?)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)/g, (_, sign: string, digits: string) => {
    return `10^${sign ? "-" : ""}${[...digits].map((d) => superscripts.indexOf(d)).join("")}`;
  });
  const text = plainDigits(withoutUnit(powered.normalize("NFKC"), unit?.normalize("NFKC") ?? null))
    .replace(/[\u2212\u2012\u2013\uFE63\uFF0D]/g, "-")
    .replace(/[\s'’_]/g, "")
    .replace(/٫/g, ".")
    .replace(/٬/g, "")
    .replace(/[×x*·]10\^\(?([+-]?\d+)\)?$/i, "e$1");
  const parts = text.split("/");
  if (parts.length > 2) return null;
  const [top, bottom] = parts.map(readDecimal);
  if (top === undefined || top === null) return null;
  if (parts.length === 1) return top;
  return bottom === null || bottom === undefined || bottom === 0 ? null : top / bottom;
}

/** Takes the unit off the end; it may be left out, and upper and lower case count as the same. */
function withoutUnit(text: string, unit: string | null): string {
  const trimmed = text.trim();
  if (!unit || !trimmed.toLowerCase().endsWith(unit.trim().toLowerCase())) return trimmed;
  return trimmed.slice(0, trimmed.length - unit.trim().length);
}

function readDecimal(text: string): number | null {
  const match = /^([+-]?)([\d.,]*\d[\d.,]*)(?:e([+-]?\d{1,4}))?$/i.exec(text);
  const digits = match?.[2] === undefined ? null : decimalPoint(match[2]);
  if (!match || digits === null) return null;
  const value = Number(`${match[1] ?? ""}${digits}${match[3] === undefined ? "" : `e${match[3]}`}`);
  return Number.isFinite(value) ? value : null;
}

/** Digits with at most one "." from digits with points and commas in them; null when they can be read in two ways. */
function decimalPoint(digits: string): string | null {
  const commas = digits.split(",").length - 1;
  const points = digits.split(".").length - 1;
  if (commas && points) {
    const decimal = digits.lastIndexOf(",") > digits.lastIndexOf(".") ? "," : ".";
    const grouping = decimal === "," ? "." : ",";
    const [whole = "", fraction = "", ...more] = digits.split(decimal);
    return more.length === 0 && isGrouped(whole, grouping) && !fraction.includes(grouping)
      ? `${whole.split(grouping).join("")}.${fraction}`
      : null;
  }
  if (commas > 1) return isGrouped(digits, ",") ? digits.split(",").join("") : null;
  if (points > 1) return isGrouped(digits, ".") ? digits.split(".").join("") : null;
  if (commas === 1) return /^[1-9]\d{0,2},\d{3}$/.test(digits) ? null : digits.replace(",", ".");
  return digits;
}

const isGrouped = (whole: string, mark: string) => {
  const [first = "", ...groups] = whole.split(mark);
  return /^\d{1,3}$/.test(first) && groups.every((group) => /^\d{3}$/.test(group));
};
