import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DamagedFileError, openLmdbFile } from "./lmdb-file";

const newFile = () => join(mkdtempSync(join(tmpdir(), "lmdb-")), "kept.mdb");
const openKept = (file: string) => openLmdbFile(file, "what was kept", {});

/** A file that keeps one value and was closed. */
async function written(): Promise<string> {
  const file = newFile();
  const kept = openKept(file);
  kept.env.putSync("name", "Ada");
  await kept.close();
  return file;
}

describe("a file of LMDB", () => {
  it("keeps what was written from opening to opening", async () => {
    const file = await written();
    const kept = openKept(file);
    expect(kept.env.get("name")).toBe("Ada");
    await kept.close();
  });

  const damages: [string, (file: string) => void, RegExp][] = [
    ["flipped", (file) => flip(file, 9_000), /is damaged: it has changed since/],
    ["flipped in its head", (file) => flip(file, 24), /is damaged: it has changed since/],
    ["cut off", (file) => truncateSync(file, 6_000), /is damaged: it has changed since/],
    ["emptied", (file) => truncateSync(file, 0), /is empty/],
    ["gone", (file) => rmSync(file), /is missing/],
  ];
  it.each(damages)("that was %s after it was closed is refused in a sentence", async (_, damage, sentence) => {
    const file = await written();
    damage(file);
    expect(() => openKept(file)).toThrow(DamagedFileError);
    expect(() => openKept(file)).toThrow(sentence);
    expect(() => openKept(file)).toThrow(/It keeps what was kept\. Restore the data folder from a backup\./);
  });

  it("that somebody put there is taken when its seal is taken away, as the refusal says", async () => {
    const file = await written();
    writeFileSync(file, readFileSync(await written()));
    writeFileSync(`${file}-seal`, `closed ${"0".repeat(64)}\n`);
    expect(() => openKept(file)).toThrow(`delete ${file}-seal`);
    rmSync(`${file}-seal`);
    const kept = openKept(file);
    expect(kept.env.get("name")).toBe("Ada");
    await kept.close();
  });

  it("of a process that was killed is looked at by its heads and its length", async () => {
    const file = await written();
    for (const seal of ["open\n", "", "closed or so"]) {
      writeFileSync(`${file}-seal`, seal);
      await openKept(file).close();
    }
    writeFileSync(`${file}-seal`, "open\n");
    truncateSync(file, 6_000);
    expect(() => openKept(file)).toThrow(/is cut off: it has 6000 of \d+ bytes/);
    truncateSync(file, 0);
    expect(() => openKept(file)).toThrow(/is empty/);
    writeFileSync(file, "no heads at all".repeat(1_000));
    expect(() => openKept(file)).toThrow(/is damaged\. It keeps/);
  });
});

function flip(file: string, at: number): void {
  const bytes = readFileSync(file);
  bytes[at] = (bytes[at] ?? 0) ^ 4;
  writeFileSync(file, bytes);
}
