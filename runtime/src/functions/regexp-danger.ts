import { setFlagsFromString } from "node:v8";

/**
 * How long a text may be before a regular expression could be busy with it for long. V8's own engine tries one way after the
 * other; with these flags it hands over to one whose time is linear after 50,000 wrong ways, when that one knows all that the
 * expression uses. It knows neither look-around and back-references nor the flags i, u, v and d.
 */
setFlagsFromString("--enable-experimental-regexp-engine");
setFlagsFromString("--enable-experimental-regexp-engine-on-excessive-backtracks");

/** Steps that take about a tenth of a second. */
const mostSteps = 1e8;
/** Characters with which two ways for each are as many steps. */
const longestExponential = 26;
/** With so many characters the handing over comes in time; beyond, one greedy loop alone may take steps in their square, uncounted. */
const longestLinear = 30_000;
/** A repetition with fewer numbers of turns to choose from counts as a choice and not as a loop. */
const fewTurns = 10;

const kept = new Map<string, number>();
const mostKept = 5_000;

/** How many characters of text an expression cannot be kept busy with; Infinity when no text can do so. */
export function longestSafeText(source: string, flags: string): number {
  const key = `${flags}/${source}`;
  let length = kept.get(key);
  if (length === undefined) {
    length = measure(source, flags);
    if (kept.size < mostKept) kept.set(key, length);
  }
  return length;
}

function measure(source: string, flags: string): number {
  const { loops, isNested, endsInLoop } = shapeOf(source, flags);
  if (loops === 0 && !isNested) return Infinity;
  // A loop at the very end has nothing after it that could fail.
  if (loops === 1 && !isNested && endsInLoop) return Infinity;
  const isAnchored = (source.startsWith("^") && !flags.includes("m") && !source.includes("|")) || flags.includes("y");
  const power = loops + (isAnchored ? 0 : 1);
  if (power === 1 && !isNested) return Infinity;
  if (isLinear(source, flags)) return longestLinear;
  return isNested ? longestExponential : Math.floor(mostSteps ** (1 / power));
}

/** Whether the linear engine can take over; the flag `l` asks for it at once and is refused where it cannot. */
function isLinear(source: string, flags: string): boolean {
  try {
    new RegExp(source, `${flags}l`);
    return true;
  } catch {
    return false;
  }
}

type Shape = {
  /** Repetitions that have many numbers of turns to choose from. */
  loops: number;
  /** Whether something is repeated that has a choice within: the ways may be as many as two to the power of the text. */
  isNested: boolean;
  /** Whether the expression ends in a repetition. */
  endsInLoop: boolean;
};

/** Reads no more of an expression than how its repetitions lie in each other. */
function shapeOf(source: string, flags: string): Shape {
  const shape: Shape = { loops: 0, isNested: false, endsInLoop: false };
  /** For each open group whether it has a choice within; the expression itself comes first. */
  const groups = [false];
  let hasAtomChoice = false;
  for (let at = 0; at < source.length;) {
    const repeated = repetitionAt(source, at);
    if (repeated !== null) {
      const { length, least, most } = repeated;
      if (hasAtomChoice && most > 1) shape.isNested = true;
      if (most - least > fewTurns) shape.loops += 1;
      if (most > least) groups[groups.length - 1] = true;
      at += length;
      shape.endsInLoop = at === source.length;
      continue;
    }
    hasAtomChoice = false;
    const character = source[at];
    if (character === "\\") at += escapeLength(source, at, flags);
    else if (character === "[") at += classLength(source, at, flags);
    else if (character === "(") {
      groups.push(false);
      at += source[at + 1] === "?" ? 2 : 1;
    } else if (character === ")") {
      hasAtomChoice = groups.pop() ?? false;
      if (hasAtomChoice) groups[groups.length - 1] = true;
      at += 1;
    } else {
      if (character === "|") groups[groups.length - 1] = true;
      at += 1;
    }
  }
  return shape;
}

function repetitionAt(source: string, at: number): { length: number; least: number; most: number } | null {
  const lazy = (length: number) => length + (source[at + length] === "?" ? 1 : 0);
  if (source[at] === "*") return { length: lazy(1), least: 0, most: Infinity };
  if (source[at] === "+") return { length: lazy(1), least: 1, most: Infinity };
  if (source[at] === "?") return { length: lazy(1), least: 0, most: 1 };
  if (source[at] !== "{") return null;
  const end = source.indexOf("}", at);
  const numbers = /^(\d+)(,?)(\d*)$/.exec(source.slice(at + 1, end));
  if (end === -1 || numbers === null) return null;
  const least = Number(numbers[1]);
  const most = numbers[2] === "" ? least : numbers[3] === "" ? Infinity : Number(numbers[3]);
  return { length: lazy(end + 1 - at), least, most };
}

function escapeLength(source: string, at: number, flags: string): number {
  const hasBraces = /[uv]/.test(flags) && /[pPu]/.test(source[at + 1] ?? "") && source[at + 2] === "{";
  return hasBraces ? source.indexOf("}", at) + 1 - at : 2;
}

function classLength(source: string, start: number, flags: string): number {
  let depth = 0;
  for (let at = start; at < source.length; at++) {
    if (source[at] === "\\") at += 1;
    else if (source[at] === "[" && (depth === 0 || flags.includes("v"))) depth += 1;
    else if (source[at] === "]" && --depth === 0) return at + 1 - start;
  }
  return source.length - start;
}
