import { describe, expect, it } from "vitest";
import { termsOf } from "./terms";

describe("terms", () => {
  it("[SE2] are words in lower case without accents, also where no spaces are written", () => {
    expect(termsOf("Don't PANIC: it's 42!")).toEqual(["don", "t", "panic", "it", "s", "42"]);
    expect(termsOf("Música, ÉCOLE und Straße")).toEqual(["musica", "ecole", "und", "straße"]);
    expect(termsOf("한국어 Ελλάδα हिन्दी")).toEqual(["한국어", "ελλαδα", "हिन्दी"]);
    expect(termsOf("私は学校に行く").length).toBeGreaterThan(3);
    expect(termsOf("x".repeat(50))).toEqual(["x".repeat(32)]);
  });
});
