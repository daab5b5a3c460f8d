import type { AnswerKey } from "../../questions/question";

/**
 * The key of a numeric answer as Open edX writes it: a number, a fraction, a power of ten or a range such as "[1, 5)",
 * with a tolerance that is absolute ("0.5") or a share of the answer ("2%"). Null for what only a program can work out.
 */
export function numberKey(answer: string, tolerance: string, unit: string | null): AnswerKey | null {
  const range = /^([[(])\s*([^,;]+)\s*[,;]\s*([^,;]+)\s*([\])])$/.exec(answer.trim());
  if (range) {
    const from = valueOf(range[2] ?? "");
    const to = valueOf(range[3] ?? "");
    if (from === null || to === null || from > to) return null;
    return {
      kind: "number",
      from: range[1] === "(" ? justAbove(from) : from,
      to: range[4] === ")" ? -justAbove(-to) : to,
      unit,
    };
  }
  const value = valueOf(answer);
  const within = toleranceOf(tolerance, value ?? 0);
  if (value === null || within === null) return null;
  return { kind: "number", from: value - within, to: value + within, unit };
}

function toleranceOf(text: string, value: number): number | null {
  const plain = text.trim();
  if (plain === "") return 0;
  const share = /^(.+?)\s*%$/.exec(plain)?.[1];
  const amount = valueOf(share ?? plain);
  if (amount === null || amount < 0) return null;
  return share === undefined ? amount : (Math.abs(value) * amount) / 100;
}

const constants: Record<string, number> = { pi: Math.PI, e: Math.E };

/** A number, a fraction of two numbers, or π and e by their names. */
function valueOf(text: string): number | null {
  const plain = text.trim().replace(/(\d)[,_](?=\d{3}\b)/g, "$1");
  const [top = "", bottom, ...more] = plain.split("/");
  if (more.length > 0) return null;
  const over = single(top);
  const under = bottom === undefined ? 1 : single(bottom);
  if (over === null || under === null || under === 0) return null;
  const value = over / under;
  return Number.isFinite(value) ? value : null;
}

function single(text: string): number | null {
  const plain = text.trim().toLowerCase();
  if (Object.hasOwn(constants, plain)) return constants[plain] ?? null;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(plain) ? Number(plain) : null;
}

/** The next number that a computer tells apart. */
function justAbove(value: number): number {
  return value + Math.max(Math.abs(value), 1) * Number.EPSILON;
}
