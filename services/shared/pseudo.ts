const accents: Record<string, string> = {
  a: "á",
  b: "ƀ",
  c: "ç",
  d: "đ",
  e: "é",
  f: "ƒ",
  g: "ĝ",
  h: "ĥ",
  i: "î",
  j: "ĵ",
  k: "ķ",
  l: "ļ",
  m: "ɱ",
  n: "ñ",
  o: "ö",
  p: "þ",
  r: "ŕ",
  s: "š",
  t: "ţ",
  u: "û",
  v: "ṽ",
  w: "ŵ",
  y: "ý",
  z: "ž",
  A: "Å",
  B: "Ɓ",
  C: "Ç",
  D: "Ð",
  E: "É",
  F: "Ƒ",
  G: "Ĝ",
  H: "Ĥ",
  I: "Î",
  J: "Ĵ",
  K: "Ķ",
  L: "Ļ",
  M: "Ṁ",
  N: "Ñ",
  O: "Ö",
  P: "Þ",
  R: "Ŕ",
  S: "Š",
  T: "Ţ",
  U: "Û",
  W: "Ŵ",
  Y: "Ý",
  Z: "Ž",
};

/** Accents every letter and makes a text about a third longer, as German or Finnish would. */
export function accented(text: string): string {
  const letters = Array.from(text, (letter) => accents[letter] ?? letter).join("");
  const words = text.split(/\s+/u).filter((word) => /\p{L}/u.test(word)).length;
  return words === 0
    ? letters
    : letters.replace(
        /(\p{L})(\P{L}*)$/u,
        (_all, last: string, rest: string) => `${last}${"~".repeat(Math.ceil(words * 1.4))}${rest}`,
      );
}

/** Wraps each run of words in marks that turn it from right to left. */
export const reversed = (text: string): string =>
  text.replace(/\p{L}[\p{L}\p{N}'’.,\s-]*\p{L}|\p{L}/gu, (words) => `\u202e${words}\u202c`);

/**
 * Applies `change` to the words of an ICU message and to nothing else: arguments, plural keywords, tags and quoted
 * syntax stay as they are.
 */
export function pseudoMessage(message: string, change: (words: string) => string): string {
  const [text] = readWords(message, 0, false);
  return text;

  function readWords(source: string, from: number, nested: boolean): [text: string, next: number] {
    let out = "";
    let words = "";
    let at = from;
    const flush = () => {
      out += words && change(words);
      words = "";
    };
    while (at < source.length) {
      const sign = source.charAt(at);
      if (sign === "}" && nested) break;
      if (sign === "'" && /['{}<#]/.test(source.charAt(at + 1))) {
        const end = source.charAt(at + 1) === "'" ? at + 1 : endOfQuote(source, at + 1);
        flush();
        out += source.slice(at, end + 1);
        at = end + 1;
      } else if (sign === "{") {
        flush();
        const [argument, next] = readArgument(source, at);
        out += argument;
        at = next;
      } else if (sign === "<" && /[a-z/]/i.test(source.charAt(at + 1))) {
        const end = source.indexOf(">", at);
        flush();
        out += source.slice(at, end + 1);
        at = end + 1;
      } else if (sign === "#" && nested) {
        flush();
        out += sign;
        at += 1;
      } else {
        words += sign;
        at += 1;
      }
    }
    flush();
    return [out, at];
  }

  function readArgument(source: string, from: number): [text: string, next: number] {
    const head = /^\{\s*[\w.]+\s*,\s*(?:plural|select|selectordinal)\s*,/.exec(source.slice(from));
    if (!head) {
      const end = source.indexOf("}", from);
      return [source.slice(from, end + 1), end + 1];
    }
    let out = head[0];
    let at = from + head[0].length;
    while (at < source.length && source.charAt(at) !== "}") {
      if (source.charAt(at) === "{") {
        const [branch, end] = readWords(source, at + 1, true);
        out += `{${branch}}`;
        at = end + 1;
      } else {
        out += source.charAt(at);
        at += 1;
      }
    }
    return [`${out}}`, at + 1];
  }
}

function endOfQuote(source: string, from: number): number {
  for (let at = from + 1; at < source.length; at += 1) {
    if (source.charAt(at) !== "'") continue;
    if (source.charAt(at + 1) !== "'") return at;
    at += 1;
  }
  return source.length - 1;
}
