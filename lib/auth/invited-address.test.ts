import { expect, test } from "vitest";
import { invitedAddress } from "./invited-address";

test("an invitation's link fills in its address", () => {
  expect(invitedAddress("ada@school.example")).toBe("ada@school.example");
  expect(invitedAddress("ada+maps@school.example")).toBe("ada+maps@school.example");
});
test.each([
  undefined,
  "",
  "ada",
  "ada@school",
  "a b@school.example",
  "<b>@school.example",
  `${"a".repeat(250)}@b.example`,
  ["a@b.example", "c@d.example"],
])("%j is no address and fills in nothing", (asked) => {
  expect(invitedAddress(asked)).toBeNull();
});
