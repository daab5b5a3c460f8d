import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { FileStore } from "./file-store";

const folder = mkdtempSync(join(tmpdir(), "runtime-files-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const uuid = "c21e98ad-04ce-4046-b8cb-610d332e5cc2";
async function* bytes(...chunks: string[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

it("[FS11] what a killed server has left of a file does not stand in the way of the same file, and is cleared away", async () => {
  const files = new FileStore(folder);
  for (const left of [`${uuid}.part`, `${uuid}.0.part`]) writeFileSync(join(folder, left), "hal");
  expect(await files.save(bytes("whole ", "file"), 100, uuid)).toMatchObject({ uuid, size: 10 });
  // A server that was killed after the file and before the row that names it.
  await files.save(bytes("whole ", "file"), 100, uuid);
  expect((await files.read(uuid)).toString()).toBe("whole file");
  await files.removeUnnamed((name) => name === uuid, Date.now() + 1_000);
  expect(readdirSync(folder)).toEqual([uuid]);
});

it("[FS11] nothing stays of a file whose bytes end in an error", async () => {
  const files = new FileStore(folder);
  const torn = (async function* () {
    yield Buffer.from("ha");
    throw new Error("torn");
  })();
  await expect(files.save(torn, 100)).rejects.toThrow("torn");
  await expect(files.save(bytes("too large"), 3)).rejects.toThrow("larger than 3 bytes");
  expect(readdirSync(folder)).toEqual([uuid]);
});
