/** The name under which a script finds the function that every turn of its loops calls. */
export const loopTick = "convexLoopTick";

type Opener = "(" | "for (" | "[" | "{" | "${";

/** Words after which a slash begins a regular expression. */
const beforeExpression = new Set(
  "return typeof case in of delete void throw new instanceof do else yield await".split(" "),
);
const word = /[A-Za-z$_#\\\u0080-\uffff][\w$\\\u0080-\uffff]*/y;
const startsWord = /[A-Za-z$_#\\\u0080-\uffff]/;
const isDigit = (char: string) => char >= "0" && char <= "9";
const number = /\.?\d[\w.]*/y;
const blank = /\s+/y;
const emptyTest = /\s*;/y;

/**
 * Lets every turn of the `while`, `do` and three-part `for` loops of a script call `convexLoopTick()`, so that a loop that
 * never ends can be left with an error. `code` is what esbuild prints, not minified: a loop's head begins with "for (" or
 * "while (", and a method of that name does not. Lines stay; what follows on a loop's line moves to the right.
 */
export function guardLoops(code: string): string {
  const inserts: { at: number; text: string }[] = [];
  const open: { kind: Opener; isTested: boolean }[] = [];
  // Whether a value has just ended: then a slash divides.
  let afterValue = false;
  let last = "";
  let at = 0;

  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    return pattern.exec(code)?.[0] ?? null;
  };
  const skipQuoted = (quote: string) => {
    for (at++; at < code.length && code[at] !== quote; at++) if (code[at] === "\\") at++;
    at++;
  };
  /** Goes on within a template to its end, or into the next expression in it. */
  const skipTemplate = () => {
    for (; at < code.length; at++) {
      if (code[at] === "\\") at++;
      else if (code[at] === "`") {
        at++;
        afterValue = true;
        return;
      } else if (code[at] === "$" && code[at + 1] === "{") {
        at += 2;
        open.push({ kind: "${", isTested: true });
        afterValue = false;
        return;
      }
    }
  };
  const skipRegExp = () => {
    let isInClass = false;
    for (at++; at < code.length; at++) {
      const char = code[at];
      if (char === "\\") at++;
      else if (char === "[") isInClass = true;
      else if (char === "]") isInClass = false;
      else if (char === "/" && !isInClass) break;
    }
    at++;
  };

  while (at < code.length) {
    const char = code[at]!;
    if (char <= " " || char > "~") {
      const space = match(blank);
      at += space?.length ?? 0;
      if (space !== null) continue;
    }
    if (char === "/" && code[at + 1] === "/") {
      at = code.indexOf("\n", at);
      if (at < 0) break;
      continue;
    }
    if (char === "/" && code[at + 1] === "*") {
      at = code.indexOf("*/", at) + 2;
      continue;
    }
    const before = last;
    last = char;
    if (char === '"' || char === "'") {
      skipQuoted(char);
      afterValue = true;
    } else if (char === "`") {
      at++;
      skipTemplate();
    } else if (char === "/") {
      // A bracket may end a value or a head: esbuild sets a division apart by blanks.
      const isDivision = afterValue && (!")}".includes(before) || (code[at - 1] === " " && code[at + 1] === " "));
      if (isDivision) {
        at++;
        afterValue = false;
      } else {
        skipRegExp();
        afterValue = true;
      }
    } else if (isDigit(char) || (char === "." && isDigit(code[at + 1] ?? ""))) {
      at += match(number)!.length;
      afterValue = true;
    } else if (startsWord.test(char)) {
      const name = match(word)!;
      at += name.length;
      last = name;
      afterValue = before === "." || !beforeExpression.has(name);
      if (before === "." || (name !== "for" && name !== "while") || !code.startsWith(" (", at)) continue;
      at += 2;
      last = "(";
      afterValue = false;
      open.push({ kind: name === "for" ? "for (" : "(", isTested: false });
      if (name === "while") inserts.push({ at, text: `${loopTick}(), ` });
    } else {
      at++;
      afterValue = char === ")" || char === "]" || char === "}";
      if (char === "(" || char === "[" || char === "{") open.push({ kind: char, isTested: true });
      else if (afterValue) {
        if (open.pop()?.kind === "${") skipTemplate();
      } else if ((char === "+" || char === "-") && before === char && code[at - 2] === char) {
        // After `x++` a slash divides; before an expression no slash follows.
        afterValue = true;
      } else if (char === ";") {
        const head = open.at(-1);
        if (head?.kind !== "for (" || head.isTested) continue;
        head.isTested = true;
        emptyTest.lastIndex = at;
        inserts.push({ at, text: emptyTest.test(code) ? ` ${loopTick}(), true` : ` ${loopTick}(),` });
      }
    }
  }

  let guarded = "";
  let from = 0;
  for (const insert of inserts) {
    guarded += code.slice(from, insert.at) + insert.text;
    from = insert.at;
  }
  return guarded + code.slice(from);
}
