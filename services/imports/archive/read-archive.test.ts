import { gzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { readArchive } from "./read-archive";
import { usualLimits, type ArchiveLimits } from "./tar-reader";
import { inPieces, tarGzOf, tarOf, type TestEntry } from "./tar-writer.testing";

async function read(bytes: Uint8Array, limits: Partial<ArchiveLimits> = {}, piece = 1_000) {
  const files: Record<string, string> = {};
  await readArchive(
    inPieces(bytes, piece),
    ({ path }) => {
      const pieces: Uint8Array[] = [];
      return {
        take: (p) => pieces.push(p.slice()),
        done: () => (files[path] = pieces.map((p) => new TextDecoder().decode(p)).join("")),
      };
    },
    { ...usualLimits, ...limits },
  );
  return files;
}

const long = `course/${"deep/".repeat(40)}file.xml`;

describe("an archive is read as it arrives", () => {
  test.each([1, 7, 511, 512, 513, 100_000])("in pieces of %i bytes", async (size) => {
    const entries = [
      { path: "course/", type: "5" },
      { path: "course/a.txt", content: "first" },
      { path: "course/empty", content: "" },
      { path: "./course/b.txt", content: "x".repeat(1_024) },
      { path: long, content: "far", mode: "pax" as const },
    ];
    const files = { "course/a.txt": "first", "course/empty": "", "course/b.txt": "x".repeat(1_024), [long]: "far" };
    expect(await read(tarGzOf(entries), {}, size)).toEqual(files);
    expect(await read(tarOf(entries), {}, size)).toEqual(files);
  });
});

describe("what is no honest archive is refused", () => {
  const one: TestEntry[] = [{ path: "course/a.txt", content: "some words to read" }];
  const refused: [string, string, Uint8Array, Partial<ArchiveLimits>?][] = [
    ["nothing", "not_archive", new Uint8Array(0)],
    ["a text", "not_archive", new TextEncoder().encode("hello, I am no archive at all")],
    ["a picture", "not_archive", new Uint8Array(2_000).fill(137)],
    ["gzip of something else", "archive_damaged", gzipSync(new TextEncoder().encode("hello ".repeat(200)))],
    ["half of an archive", "archive_damaged", tarGzOf([{ path: "a", content: noise(4_000) }]).subarray(0, 2_000)],
    ["an archive without its end", "archive_damaged", tarOf(one).subarray(0, 1_024)],
    [
      "an archive cut inside a file",
      "archive_damaged",
      tarOf([{ path: "a", content: "x".repeat(900) }]).subarray(0, 1_000),
    ],
    ["a wrong checksum", "archive_damaged", broken(tarOf(one), 10)],
    ["a path that climbs out", "archive_path", tarGzOf([{ path: "course/../../etc/passwd", content: "x" }])],
    ["an absolute path", "archive_path", tarGzOf([{ path: "/etc/passwd", content: "x" }])],
    ["a path of another system", "archive_path", tarGzOf([{ path: "course\\..\\boot.ini", content: "x" }])],
    ["a drive letter", "archive_path", tarGzOf([{ path: "C:/boot.ini", content: "x" }])],
    ["a long path that climbs out", "archive_path", tarGzOf([{ path: "../secret", content: "x", mode: "pax" }])],
    [
      "one that was cut off before its checksum",
      "archive_damaged",
      tarGzOf([{ path: "a", content: "x" }]).slice(0, -8),
    ],
    ["one whose checksum is another file's", "archive_damaged", broken(tarGzOf([{ path: "a", content: "x" }]), -6)],
    ["a symbolic link", "archive_link", tarGzOf([{ path: "course/a", type: "2", link: "/etc/passwd" }])],
    ["a hard link", "archive_link", tarGzOf([{ path: "course/a", type: "1", link: "course/b" }])],
    ["a device", "archive_device", tarGzOf([{ path: "course/null", type: "3" }])],
    ["a pipe", "archive_device", tarGzOf([{ path: "course/pipe", type: "6" }])],
    ["10,000 files", "archive_many", tarGzOf(Array.from({ length: 10_000 }, (_, n) => ({ path: `course/f${n}` })))],
    [
      "a file too large",
      "archive_file_large",
      tarGzOf([{ path: "a", content: "x".repeat(2_000) }]),
      { fileBytes: 1_000 },
    ],
    [
      "too much altogether",
      "archive_large",
      tarGzOf([1, 2, 3].map((n) => ({ path: `f${n}`, content: noise(900) }))),
      { totalBytes: 2_000, entries: 3 },
    ],
    [
      "a bomb",
      "archive_bomb",
      gzipSync(tarOf([{ path: "a", content: new Uint8Array(40 * 1024 * 1024) }]), { level: 9 }),
    ],
  ];
  test.each(refused)("%s: %s", async (_what, reason, bytes, limits) => {
    await expect(read(bytes, limits, 4_096)).rejects.toMatchObject({ name: "ImportFailure", reason });
  });
});

/** Bytes that do not pack, the same each time. */
function noise(length: number): Uint8Array {
  let state = 7;
  return Uint8Array.from({ length }, () => (state = (state * 1_103_515_245 + 12_345) & 0x7fffffff) >> 16);
}

function broken(bytes: Uint8Array, at: number): Uint8Array {
  const copy = bytes.slice();
  const place = at < 0 ? copy.length + at : at;
  copy[place] = (copy[place] ?? 0) ^ 255;
  return copy;
}

test("reading ends when it is told to", async () => {
  const opened: string[] = [];
  const entries = [1, 2, 3].map((n) => ({ path: `f${n}`, content: noise(40_000) }));
  const isWhole = await readArchive(
    inPieces(tarOf(entries)),
    ({ path }) => {
      opened.push(path);
      return null;
    },
    usualLimits,
    () => Promise.resolve(opened.length < 2),
  );
  expect([isWhole, opened]).toEqual([false, ["f1", "f2"]]);
});

test("a file of two members, one packed after the other, is read whole", async () => {
  const bytes = tarOf([{ path: "a", content: noise(3_000) }]);
  const two = [gzipSync(bytes.subarray(0, 1_000)), gzipSync(bytes.subarray(1_000))];
  const both = new Uint8Array(two[0]!.length + two[1]!.length);
  both.set(two[0]!);
  both.set(two[1]!, two[0]!.length);
  const opened: string[] = [];
  await readArchive(inPieces(both), ({ path }) => {
    opened.push(path);
    return null;
  });
  expect(opened).toEqual(["a"]);
});
