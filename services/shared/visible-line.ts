/** Control characters, and those that turn the words around them the other way. */
const unruly = /[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff]/gu;
/** Nothing that anybody could see. */
const unseen = /^[\p{Cf}\p{Z}\u115f\u1160\u3164\uffa0]*$/u;

/** A name or title as it may stand in a line of a screen or letter: empty where there would be nothing to see. */
export function visibleLine(text: string): string {
  const line = text.replace(unruly, "").trim();
  return unseen.test(line) ? "" : line;
}
