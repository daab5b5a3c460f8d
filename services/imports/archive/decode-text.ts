/** What Windows' western code page has between 0x80 and 0x9f; everything else in it is as in Unicode. */
const windows = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/**
 * A text file's words: UTF-8, UTF-16 where it says so by its first bytes or begins with "<" in it, and else what old
 * western computers wrote, so that one file from long ago does not arrive full of question marks.
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return utf16(bytes.subarray(2), true);
  if (first === 0xfe && second === 0xff) return utf16(bytes.subarray(2), false);
  if (first === 0x3c && second === 0) return utf16(bytes, true);
  if (first === 0 && second === 0x3c) return utf16(bytes, false);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return inPieces(bytes, (byte) => (byte >= 0x80 && byte < 0xa0 ? windows.charCodeAt(byte - 0x80) : byte));
  }
}

function utf16(bytes: Uint8Array, isLittle: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const units = Uint16Array.from({ length: bytes.length >> 1 }, (_, at) => view.getUint16(2 * at, isLittle));
  // Half of a letter from a damaged file could be stored nowhere.
  return inPieces(units, (unit) => unit).replace(/\p{Surrogate}/gu, "\ufffd");
}

/** A few thousand letters at a time: a call with millions of arguments is too much for any engine. */
function inPieces(codes: Uint8Array | Uint16Array, letter: (code: number) => number): string {
  let text = "";
  for (let at = 0; at < codes.length; at += 4_096) {
    text += String.fromCharCode(...Array.from(codes.subarray(at, at + 4_096), letter));
  }
  return text;
}
