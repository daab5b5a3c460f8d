import { describe, expect, it } from "vitest";
import { formatWhen } from "./when";

const now = Date.parse("2026-11-20T12:00:00Z");
const options = { now, locale: "en", timeZone: "UTC" };

describe("a moment is said in the reader's words", () => {
  it.each([
    ["2026-11-20T12:00:20Z", "now"],
    ["2026-11-20T11:48:00Z", "12 minutes ago"],
    ["2026-11-20T09:30:00Z", "today 09:30"],
    ["2026-11-19T17:00:00Z", "yesterday 17:00"],
    ["2026-11-21T17:00:00Z", "tomorrow 17:00"],
    ["2026-11-16T08:05:00Z", "Monday 08:05"],
    ["2026-03-03T08:05:00Z", "March 3"],
    ["2025-03-03T08:05:00Z", "March 3, 2025"],
  ])("%s is %s", (at, words) => {
    expect(formatWhen(Date.parse(at), options)).toBe(words);
  });

  it("the day is the reader's own, not the server's", () => {
    const lateInLisbon = Date.parse("2026-11-19T23:30:00Z");
    expect(formatWhen(lateInLisbon, { ...options, timeZone: "Asia/Tokyo" })).toBe("today 08:30");
  });
});
