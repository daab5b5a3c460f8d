import { expect, test } from "vitest";
import { nextDigestAt } from "./next-digest";

const at = (text: string) => Date.parse(text);
test.each([
  ["daily", null, "2026-11-30T06:59:00Z", "2026-11-30T07:00:00Z"],
  ["daily", null, "2026-11-30T07:00:00Z", "2026-12-01T07:00:00Z"],
  ["daily", "Asia/Kolkata", "2026-11-30T00:00:00Z", "2026-11-30T01:30:00Z"],
  ["daily", "Pacific/Auckland", "2026-11-30T20:00:00Z", "2026-12-01T18:00:00Z"],
  ["weekly", null, "2026-11-30T06:00:00Z", "2026-11-30T07:00:00Z"],
  ["weekly", null, "2026-11-30T08:00:00Z", "2026-12-07T07:00:00Z"],
  ["weekly", "America/Los_Angeles", "2026-12-06T23:00:00Z", "2026-12-07T15:00:00Z"],
  // Clocks go forward on 28 March 2027 in Lisbon, and back on 31 October.
  ["daily", "Europe/Lisbon", "2027-03-27T08:00:00Z", "2027-03-28T06:00:00Z"],
  ["daily", "Europe/Lisbon", "2027-10-30T08:00:00Z", "2027-10-31T07:00:00Z"],
] as const)("a %s digest in %s after %s goes out at %s", (every, zone, now, expected) => {
  expect(new Date(nextDigestAt(at(now), every, zone)).toISOString()).toBe(new Date(expected).toISOString());
});
