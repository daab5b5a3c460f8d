/** What is told of each word: its folded text and where it stands in the original, `end` exclusive. */
export type VisitToken = (text: string, start: number, end: number) => void;

// Marks that people leave out when they type. Marks that make another letter (Thai, Devanagari, kana) stay.
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;
const LETTERS: Record<string, string> = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ł: "l", ı: "i", þ: "th" };
const NOT_ASCII = /[^\u0000-\u007f]/;
const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const WORD = "[\\p{L}\\p{N}\\p{M}]+(?:['’][\\p{L}\\p{N}]{1,2}(?![\\p{L}\\p{N}\\p{M}]))?";
const LONGEST_WORD = 64;

const segmenter = new Intl.Segmenter("en", { granularity: "word" });

/** Text as it is compared: no case, no accents, no compatibility forms. */
export function fold(text: string): string {
  if (!NOT_ASCII.test(text)) return text.toLowerCase();
  const plain = text.normalize("NFKD").replace(MARKS, "").normalize("NFC").toLowerCase();
  return plain.replace(/[ßæœøđðłıþ]/g, (letter) => LETTERS[letter] ?? letter);
}

function isAlphanumeric(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90);
}

// Most text is ASCII, and then words are found without a regular expression.
function visitAscii(text: string, visit: VisitToken) {
  const lower = text.toLowerCase();
  const { length } = lower;
  let at = 0;
  while (at < length) {
    if (!isAlphanumeric(lower.charCodeAt(at))) {
      at++;
      continue;
    }
    const start = at;
    while (at < length && isAlphanumeric(lower.charCodeAt(at))) at++;
    let word = lower.slice(start, at);
    // "baker's" is one word and so is "don't"; "l'eau" and "O'Reilly" are two.
    if (lower.charCodeAt(at) === 39) {
      let after = at + 1;
      while (after < length && isAlphanumeric(lower.charCodeAt(after))) after++;
      if (after > at + 1 && after <= at + 3) {
        word += lower.slice(at + 1, after);
        at = after;
      }
    }
    visit(word.length > LONGEST_WORD ? word.slice(0, LONGEST_WORD) : word, start, at);
  }
}

const patterns = new Map<string, RegExp>();

function patternFor(separators: string): RegExp {
  const found = patterns.get(separators);
  if (found) return found;
  const single = separators ? `|[${separators.replace(/[\\\]^-]/g, "\\$&")}]` : "";
  const made = new RegExp(WORD + single, "gu");
  patterns.set(separators, made);
  return made;
}

/**
 * Finds the words of a text, in order. A character of `separators` is a word of its own; scripts that write no spaces
 * are divided by their dictionary.
 */
export function visitTokens(text: string, separators: string, visit: VisitToken): void {
  if (!separators && !NOT_ASCII.test(text)) return visitAscii(text, visit);
  for (const match of text.matchAll(patternFor(separators))) {
    const word = match[0];
    const start = match.index;
    if (WITHOUT_SPACES.test(word)) {
      for (const piece of segmenter.segment(word)) {
        const at = start + piece.index;
        if (piece.isWordLike) visit(fold(piece.segment).slice(0, LONGEST_WORD), at, at + piece.segment.length);
      }
    } else {
      const folded = fold(word).replace(/['’]/g, "");
      visit(folded.slice(0, LONGEST_WORD), start, start + word.length);
    }
  }
}

/** The folded words of a text. */
export function tokens(text: string, separators = ""): string[] {
  const found: string[] = [];
  visitTokens(text, separators, (word) => found.push(word));
  return found;
}
