import { describe, expect, it } from "vitest";
import { serve, keepInMemory } from "./support/harness";
import { existsSync } from "node:fs";
import { join } from "node:path";

keepInMemory();

it("[ST14] over the memory store nothing is written where LMDB would be", async () => {
  const served = await serve();
  expect(existsSync(join(served.dataDir, "database"))).toBe(false);
  await served.stop();
});

describe("[ST14] over the memory store", async () => {
  await import("./functions.test");
  await import("./sync.test");
  await import("./http.test");
  await import("./jobs.test");
  await import("./documents.test");
  await import("./search.test");
});
