import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { DamagedStoreError } from "./key-value-store";
import { openLmdbStore } from "./lmdb-store";
import { MemoryStore } from "./memory-store";
import { storeContract } from "./store-contract";

const root = mkdtempSync(join(tmpdir(), "runtime-store-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let count = 0;
const newFolder = () => join(root, `data-${count++}`);

storeContract("memory", async () => new MemoryStore());
let folder = "";
storeContract(
  "LMDB",
  async () => openLmdbStore({ folder: (folder = newFolder()) }),
  async (store) => {
    await store.close();
    return openLmdbStore({ folder });
  },
);

describe("a data folder", () => {
  it("[ST7] is readable by its owner alone", async () => {
    const folder = newFolder();
    const store = openLmdbStore({ folder });
    const modes = [folder, join(folder, "data.mdb"), join(folder, "lock")].map((path) => statSync(path).mode & 0o777);
    await store.close();
    expect(modes).toEqual([0o700, 0o600, 0o600]);
  });

  it("[ST8] is refused while it is held, and free again after closing", async () => {
    const folder = newFolder();
    const store = openLmdbStore({ folder });
    expect(() => openLmdbStore({ folder })).toThrow(`already in use by process ${process.pid}`);
    await store.close();
    await openLmdbStore({ folder }).close();
    expect(existsSync(join(folder, "lock"))).toBe(false);
  });

  it("[ST8] left by a process that was killed is taken over", async () => {
    const folder = newFolder();
    await openLmdbStore({ folder }).close();
    const dead = spawnSync(process.execPath, ["-e", ""]).pid;
    writeFileSync(join(folder, "lock"), JSON.stringify({ pid: dead, started: "1" }));
    await openLmdbStore({ folder }).close();
  });

  it("[ST9] with a changed byte in a record is reported as damaged when the record is read", async () => {
    const folder = newFolder();
    const store = openLmdbStore({ folder });
    const key = new TextEncoder().encode("k");
    await store.commit([{ key, value: "the quick brown fox jumps" }]);
    await store.close();
    const file = join(folder, "data.mdb");
    const data = readFileSync(file);
    const at = data.indexOf("quick");
    expect(at).toBeGreaterThan(0);
    data[at]! ^= 1;
    writeFileSync(file, data);
    const damaged = openLmdbStore({ folder });
    const snapshot = damaged.snapshot();
    expect(() => snapshot.get(key)).toThrow(DamagedStoreError);
    snapshot.close();
    await damaged.close();
  });

  it("[ST9] with a file that is something else or cut off is refused when it is opened", async () => {
    const other = newFolder();
    await openLmdbStore({ folder: other }).close();
    writeFileSync(join(other, "data.mdb"), "not a database ".repeat(2000));
    expect(() => openLmdbStore({ folder: other })).toThrow(DamagedStoreError);

    const cut = newFolder();
    const store = openLmdbStore({ folder: cut });
    await store.commit(
      Array.from({ length: 500 }, (_, i) => ({ key: new TextEncoder().encode(`k${i}`), value: "x".repeat(400) })),
    );
    await store.close();
    truncateSync(join(cut, "data.mdb"), 3 * 4096);
    expect(() => openLmdbStore({ folder: cut })).toThrow(DamagedStoreError);
  });
});
