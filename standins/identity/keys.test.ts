import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openSigningKeys, rotate } from "./keys";

const DAY = 86_400_000;

describe("the keys that sign tokens", () => {
  it("stay the same from start to start, readable by their owner's account alone", async () => {
    const folder = mkdtempSync(join(tmpdir(), "keys-"));
    const first = await openSigningKeys(folder, 0, "school");
    const second = await openSigningKeys(folder, DAY, "another name");
    expect([second.kid, second.issuer, second.jwks]).toEqual([
      first.kid,
      "https://identity-school.doctrina.invalid",
      first.jwks,
    ]);
    expect(statSync(join(folder, "keys.json")).mode & 0o077).toBe(0);
  });

  it("are replaced after three months by the key that was published all along, and the old one stays published for an hour", async () => {
    const first = await rotate([], 0);
    const next = first.find(({ state }) => state === "next");
    const replaced = await rotate(first, 91 * DAY);
    expect(replaced.find(({ state }) => state === "signing")?.kid).toBe(next?.kid);
    expect(replaced.map(({ state }) => state).sort()).toEqual(["next", "retired", "signing"]);
    const later = await rotate(replaced, 91 * DAY + 3_600_001);
    expect(later.map(({ state }) => state).sort()).toEqual(["next", "signing"]);
  });

  it.each([
    ["cut off", (text: string) => text.slice(0, text.length / 2)],
    ["emptied", () => ""],
    ["of another shape", () => '{"keys": 3}'],
    // One letter of the modulus: the file reads well, and nobody could be let in.
    ["changed in one place", (text: string) => text.replace(/"n":"(.{40})./g, (_, n) => `"n":"${String(n)}_`)],
  ])("are made anew when their file is %s, under the same issuer, and that is said", async (_, damage) => {
    const folder = mkdtempSync(join(tmpdir(), "keys-"));
    const file = join(folder, "keys.json");
    const before = await openSigningKeys(folder, 0, "school");
    writeFileSync(file, damage(readFileSync(file, "utf8")));
    const said: string[] = [];
    const after = await openSigningKeys(folder, 0, "school", (line) => said.push(line));
    expect([after.issuer, after.kid !== before.kid, said]).toEqual([
      before.issuer,
      true,
      [`${file} was damaged; it has new keys now. Nobody has to sign in again.`],
    ]);
    expect((await openSigningKeys(folder, 0, "school")).kid).toBe(after.kid);
  });
});
