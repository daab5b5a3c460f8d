/** How many characters of a word count; what comes after them is not indexed. */
const longestTerm = 32;

const words = /[\p{L}\p{N}\p{M}]+/gu;
/** Scripts that are written without spaces between words: a run of them is cut into words by the dictionary. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const plainAscii = /^[\p{ASCII}]*$/u;
const accents = /[\u0300-\u036f]/g;
const segmenter = new Intl.Segmenter("und", { granularity: "word" });

/** Which rules cut texts into terms: an index made by other ones is made anew. */
export const termRules = `1/unicode-${process.versions.unicode ?? "?"}/icu-${process.versions.icu ?? "?"}`;

/** Lower case, one form for each character, and without the accents that a hurried reader leaves out. */
function folded(text: string): string {
  if (plainAscii.test(text)) return text.toLowerCase();
  return text.normalize("NFKD").replace(accents, "").normalize("NFC").toLowerCase();
}

/** The terms of a text in their order, repeated ones included: letters, marks and digits; everything else divides them. */
export function termsOf(text: string): string[] {
  const terms: string[] = [];
  for (const [run] of folded(text).matchAll(words)) {
    if (!unspaced.test(run)) terms.push(run.slice(0, longestTerm));
    else
      for (const { segment, isWordLike } of segmenter.segment(run))
        if (isWordLike === true) terms.push(segment.slice(0, longestTerm));
  }
  return terms;
}
