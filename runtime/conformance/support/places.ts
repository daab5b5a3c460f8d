import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The project that the tests serve. */
export const fixtureDir = join(import.meta.dirname, "../fixture/convex");
export const adminKey = "the-admin-key-of-the-tests";

/** A fresh folder, removed at the end of the test that asked for it. */
export function temporaryFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "runtime-conformance-"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
