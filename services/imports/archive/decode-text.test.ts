import { expect, test } from "vitest";
import { decodeText } from "./decode-text";

const utf8 = (text: string) => new TextEncoder().encode(text);

test.each([
  ["UTF-8", utf8("Zoë – naïve 漢字"), "Zoë – naïve 漢字"],
  ["UTF-8 with its mark", utf8("\ufeff<course/>"), "<course/>"],
  ["UTF-16, low byte first", Uint8Array.of(0xff, 0xfe, 0x5a, 0, 0xeb, 0), "Zë"],
  ["UTF-16, high byte first", Uint8Array.of(0xfe, 0xff, 0, 0x5a, 0, 0xeb), "Zë"],
  ["UTF-16 without its mark, low byte first", Uint8Array.of(0x3c, 0, 0x5a, 0, 0x3e, 0), "<Z>"],
  ["UTF-16 without its mark, high byte first", Uint8Array.of(0, 0x3c, 0, 0x5a, 0, 0x3e), "<Z>"],
  ["UTF-16 with half a letter", Uint8Array.of(0xff, 0xfe, 0x3d, 0xd8, 0x5a, 0), "\ufffdZ"],
  ["an old western page", Uint8Array.of(0x5a, 0xeb, 0x20, 0x93, 0x61, 0x94, 0x20, 0x80), "Zë “a” €"],
  ["nothing", new Uint8Array(), ""],
])("%s", (_, bytes, text) => {
  expect(decodeText(bytes)).toBe(text);
});
test("a text of millions of letters is read whole", () => {
  const bytes = new Uint8Array(3_000_000).fill(0xe9);
  expect(decodeText(bytes)).toBe("é".repeat(3_000_000));
});
