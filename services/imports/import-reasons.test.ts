import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as z from "zod";
import { failureReasons } from "./import-failure";
import { changeReasons, gravest, lossReasons } from "./import-reasons";

const words = z
  .object({ reasons: z.record(z.string(), z.string()), failures: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(new URL("../../messages/en/imports.json", import.meta.url), "utf8")));

test("whatever is reported of an import has a sentence, and no sentence is left over", () => {
  expect(Object.keys(words.reasons).sort()).toEqual([...changeReasons, ...lossReasons].sort());
  expect(Object.keys(words.failures).sort()).toEqual([...failureReasons].sort());
});
test("of several reasons an item names the gravest", () => {
  expect(gravest(new Set(["link_broken", "scripts_removed"]))).toBe("scripts_removed");
  expect(gravest(new Set())).toBeNull();
});
