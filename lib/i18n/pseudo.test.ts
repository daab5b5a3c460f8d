import { join } from "node:path";
import { createTranslator, IntlErrorCode } from "next-intl";
import { describe, expect, it } from "vitest";
import { localized, readCatalogue, type Messages } from "./catalogue";
import { accented, pseudoMessage, reversed } from "@/services/shared/pseudo";

describe("a pseudo-locale", () => {
  it("is accented and longer, and leaves arguments alone", () => {
    expect(pseudoMessage("Hello {name}, welcome", accented)).toBe("Ĥéļļö~~ {name}, ŵéļçöɱé~~");
  });
  it("changes the words inside plural branches and not their keywords", () => {
    expect(pseudoMessage("{count, plural, =0 {none} one {# lesson} other {# lessons}}", accented)).toBe(
      "{count, plural, =0 {ñöñé~~} one {# ļéššöñ~~} other {# ļéššöñš~~}}",
    );
  });
  it("leaves tags and quoted syntax alone", () => {
    expect(pseudoMessage("Press <key>go</key> for '{'x'}'", (words) => words.toUpperCase())).toBe(
      "PRESS <key>GO</key> FOR '{'X'}'",
    );
  });
  it("turns words around from right to left", () => {
    expect(reversed("Go on")).toBe("\u202eGo on\u202c");
  });
});

describe("the message catalogue", () => {
  const flatten = (group: Messages, path: string[] = []): [string, string][] =>
    Object.entries(group).flatMap(([key, value]): [string, string][] =>
      typeof value === "string" ? [[[...path, key].join("."), value]] : flatten(value, [...path, key]),
    );

  const unreadableIn = (messages: Messages, locale: string): string[] => {
    const unreadable: string[] = [];
    const translate = createTranslator({
      locale,
      messages,
      onError: (error) => {
        if (error.code === IntlErrorCode.INVALID_MESSAGE) unreadable.push(error.message);
      },
    });
    for (const [key] of flatten(messages)) translate(key as never);
    return unreadable;
  };

  it("a message with a brace that never closes is found", () => {
    expect(unreadableIn({ ui: { broken: "Hello {name" } }, "en")).toHaveLength(1);
  });

  it.each(["en", "en-XA", "ar-XB"] as const)("every message of %s can be read as ICU", async (locale) => {
    expect(unreadableIn(localized(await readCatalogue(join(process.cwd(), "messages", "en")), locale), locale)).toEqual(
      [],
    );
  });
});
