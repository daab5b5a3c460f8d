import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { openLmdbStore } from "../store/lmdb-store";
import { parseDocument } from "../values/documents";
import type { Database, QueryJson } from "./database";
import { openDatabase } from "./open-database";

const folder = mkdtempSync(join(tmpdir(), "runtime-crash-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const writer = fileURLToPath(new URL("crash-writer.ts", import.meta.url));

/** Starts a writer on the folder, kills it after so many acknowledgements, and returns every acknowledgement that arrived. */
function writeAndKill(afterAcknowledgements: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", "tsx", writer, folder], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let printed = "";
    const whole = () =>
      printed
        .slice(0, printed.lastIndexOf("\n") + 1)
        .split("\n")
        .filter(Boolean);
    child.stdout.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
      if (whole().length >= afterAcknowledgements) child.kill("SIGKILL");
    });
    child.on("error", reject);
    child.on("close", () => resolve(whole()));
  });
}

function readAll(database: Database, tableName: string): Record<string, unknown>[] {
  const rows: Record<string, unknown>[] = [];
  const query: QueryJson = { source: { type: "FullTableScan", tableName, order: null }, operators: [] };
  for (let cursor: string | null = null, done = false; !done;) {
    const reader = database.read();
    const page = reader.page({ query, cursor, endCursor: null, pageSize: 5_000 });
    reader.end();
    rows.push(...page.page.map(({ json }) => parseDocument(json)));
    cursor = page.continueCursor;
    done = page.isDone;
  }
  return rows;
}

describe("a process that is killed", () => {
  it("[ST6] [TX4] loses no acknowledged mutation, doubles none, and leaves none half done", async () => {
    const acknowledged = new Set<string>();
    for (const count of [40, 1, 150, 75]) {
      for (const token of await writeAndKill(count)) acknowledged.add(token);
      const database = await openDatabase({ store: openLmdbStore({ folder }) });
      const parts = new Map<string, number[]>();
      for (const { token, part } of readAll(database, "rows")) {
        parts.set(token as string, [...(parts.get(token as string) ?? []), part as number]);
      }
      expect([...acknowledged].filter((token) => !parts.has(token))).toEqual([]);
      expect([...parts.values()].filter((some) => some.join() !== "0,1,2")).toEqual([]);
      expect(readAll(database, "counter")).toMatchObject([{ n: parts.size }]);
      await database.close();
    }
  }, 120_000);
});
