/** The encodings of subtitle programs from before Unicode, by the languages that were written in them. */
const older: readonly (readonly [encoding: string, languages: string])[] = [
  ["windows-1250", "bs cs hr hu pl ro sk sl sq"],
  ["windows-1251", "be bg kk ky mk mn ru sr tg uk"],
  ["windows-1253", "el"],
  ["windows-1254", "az tr"],
  ["windows-1255", "he iw yi"],
  ["windows-1256", "ar fa ps ur"],
  ["windows-1257", "et lt lv"],
  ["windows-1258", "vi"],
  ["windows-874", "th"],
  ["shift_jis", "ja"],
  ["euc-kr", "ko"],
  ["gb18030", "zh"],
];

/**
 * The text of a caption file, whatever a subtitle program wrote it in: UTF-8, UTF-16 with or without its mark, or (where
 * its bytes are no UTF-8) as Windows wrote its language.
 */
export function decodeCaptions(bytes: Uint8Array, language: string): string {
  const [first, second, , fourth] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  // Such a file begins with a number or a time, whose letters are half of zeros.
  if (second === 0 && fourth === 0) return new TextDecoder("utf-16le").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return new TextDecoder(encodingOf(language)).decode(bytes);
    throw error;
  }
}

function encodingOf(language: string): string {
  const plain = language.toLowerCase().split("-")[0] ?? "";
  return older.find(([, languages]) => languages.split(" ").includes(plain))?.[0] ?? "windows-1252";
}
