import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold, tokens, visitTokens } from "./tokenise";

describe("words", () => {
  it.each([
    ["The Baker's Loaf, 2nd ed.", ["the", "bakers", "loaf", "2nd", "ed"]],
    ["l'eau d’Évian O'Reilly don't", ["l", "eau", "d", "evian", "o", "reilly", "dont"]],
    ["Straße Ærø Łódź Þór", ["strasse", "aero", "lodz", "thor"]],
    ["Ελλάδα Ёлка", ["ελλαδα", "елка"]],
    ["データサイエンス入門", ["データ", "サイエンス", "入門"]],
    ["สวัสดีชาวโลก", ["สวัสดี", "ชาว", "โลก"]],
    ["한국어 수업", ["한국어", "수업"]],
    ["مَدْرَسَة", ["مدرسة"]],
    ["  …!?  ", []],
  ])("of %j", (text, expected) => {
    expect(tokens(text)).toEqual(expected);
  });

  it("may have a sign as a word where an index says so", () => {
    expect(tokens("C++ and C#", "+#")).toEqual(["c", "+", "+", "and", "c", "#"]);
    expect(tokens("C++ and C#")).toEqual(["c", "and", "c"]);
  });

  it("say where they stand: what stands there reads the same alone", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (text) => {
        let last = 0;
        visitTokens(text, "", (word, start, end) => {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeLessThanOrEqual(text.length);
          last = end;
          expect(fold(text.slice(start, end)).replace(/['’]/g, "").slice(0, 64)).toBe(word);
        });
      }),
      { numRuns: 500 },
    );
  });
});
