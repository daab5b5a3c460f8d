import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openDatabase } from "../src/database/open-database";
import { openLmdbStore } from "../src/store/lmdb-store";
import { Chance } from "./chance";
import { share, type Report, type Torture } from "./report";
import type { Found } from "./reader-process";

const damages = 150;
const rows = 600;
const pageSize = 4096;
const reader = fileURLToPath(new URL("reader-process.ts", import.meta.url));
const kinds = [
  "a bit flipped",
  "a page zeroed",
  "cut off",
  "power cut while moving",
  "journal cut off",
  "journal bit flipped",
] as const;

/** A folder with known rows: some in the data file, the newest only in the journal. */
async function build(folder: string): Promise<Map<string, string>> {
  const truth = new Map<string, string>();
  const database = await openDatabase({ store: openLmdbStore({ folder }) });
  for (let batch = 0; batch < rows / 20; batch++) {
    const { value } = await database.mutate(async (tx) =>
      Array.from({ length: 20 }, (_, i) =>
        tx.insert("rows", { batch, i, text: `row ${batch} ${i} `.repeat(1 + (i % 9) * 8) }),
      ),
    );
    const look = database.read();
    for (const id of value) truth.set(id, look.get(id)?.json ?? "");
    look.end();
  }
  await database.close();
  return truth;
}

/** Reads a folder in a process of its own: damage may end it, and must not end this one. */
async function readBack(folder: string, ids: readonly string[]): Promise<Found | { signal: string; said: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", reader, folder, JSON.stringify(ids)], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let said = "";
  child.stdout.on("data", (data: Buffer) => (out += data.toString()));
  child.stderr.on("data", (data: Buffer) => (said += data.toString()));
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  if (code === 0) return JSON.parse(out) as Found;
  return { signal: signal ?? `exit ${code}`, said: said.slice(0, 400) };
}

/** Files of a data folder lose bits, pages or their end: what is served is right, and what is not is told in a sentence. */
export async function corruptFiles({ seed, size, say }: Torture): Promise<Report> {
  const chance = new Chance(`${seed}/corruption`);
  const root = mkdtempSync(join(tmpdir(), "runtime-corruption-"));
  const counts: Record<string, number> = {
    damages: 0,
    "refused when opened": 0,
    "told when read": 0,
    "not met by any read": 0,
    "ended the process": 0,
  };
  const add = (what: string) => (counts[what] = (counts[what] ?? 0) + 1);
  const wrong: string[] = [];
  try {
    const whole = join(root, "whole");
    const truth = await build(whole);
    const open = await leaveOpen(root, whole, truth);
    for (let i = 0; i < share(size, damages); i++) {
      const kind = kinds[i % kinds.length]!;
      const folder = join(root, `damaged ${i}`);
      const isCut = kind === "power cut while moving";
      const isOfJournal = kind.startsWith("journal");
      cpSync(isOfJournal ? open.folder : whole, folder, { recursive: true });
      const expected = isOfJournal ? open.truth : truth;
      harm(kind, folder, chance, open.moved);
      add("damages");
      const found = await readBack(folder, [...expected.keys()]);
      rmSync(folder, { recursive: true, force: true });
      if ("signal" in found) {
        add("ended the process");
        say(`${kind}: ${found.signal} ${found.said}`);
        if (!/SIGSEGV|SIGBUS|SIGABRT/.test(found.signal)) wrong.push(`${kind}: ${found.said}`);
        continue;
      }
      const truths = new Set(expected.values());
      const lies = found.rows.filter((row) => !truths.has(row));
      if (lies.length > 0) wrong.push(`${kind}: ${lies.length} rows are served that never were, such as ${lies[0]}`);
      if (found.damage === null && found.lost > 0 && kind !== "journal bit flipped" && kind !== "journal cut off")
        wrong.push(`${kind}: ${found.lost} rows are gone and nothing is said`);
      if (isCut && (found.damage !== null || found.lost > 0)) wrong.push(`${kind}: ${found.damage ?? "rows are gone"}`);
      add(!found.opened ? "refused when opened" : found.damage !== null ? "told when read" : "not met by any read");
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
  return { counts, wrong };
}

/** The same folder with more rows that lie in the journal only, as a killed process leaves it. */
async function leaveOpen(root: string, whole: string, before: ReadonlyMap<string, string>) {
  const [moved, folder] = [join(root, "moved"), join(root, "left open")];
  cpSync(whole, moved, { recursive: true });
  const database = await openDatabase({ store: openLmdbStore({ folder: moved }) });
  const truth = new Map(before);
  for (let i = 0; i < 30; i++) {
    const { value } = await database.mutate(async (tx) => tx.insert("rows", { late: i }));
    const look = database.read();
    truth.set(value, look.get(value)?.json ?? "");
    look.end();
  }
  cpSync(moved, folder, { recursive: true });
  rmSync(join(folder, "lock"), { force: true });
  await database.close();
  return { folder, moved, truth };
}

function harm(kind: (typeof kinds)[number], folder: string, chance: Chance, moved: string): void {
  const file = join(folder, "data.mdb");
  const journal =
    readdirSync(folder)
      .map((name) => join(folder, name))
      .find((path) => path.includes("journal-") && readFileSync(path).includes("late")) ?? "";
  switch (kind) {
    case "a bit flipped":
      return flip(file, chance, 0, readFileSync(file).length);
    case "a page zeroed": {
      const bytes = readFileSync(file);
      const page = 2 + chance.below(bytes.length / pageSize - 2);
      bytes.fill(0, page * pageSize, (page + 1) * pageSize);
      return writeFileSync(file, bytes);
    }
    case "cut off":
      return truncateSync(file, chance.below(readFileSync(file).length));
    case "power cut while moving": {
      // Any part of the pages of a later state has reached the disk, but not the head page that would make them count.
      const [bytes, later] = [readFileSync(file), readFileSync(join(moved, "data.mdb"))];
      const torn = Buffer.alloc(Math.max(bytes.length, later.length));
      bytes.copy(torn);
      for (let at = 2 * pageSize; at < later.length; at += pageSize)
        if (chance.happens(0.5)) later.copy(torn, at, at, at + pageSize);
      return writeFileSync(file, torn);
    }
    case "journal cut off": {
      const bytes = readFileSync(journal);
      bytes.fill(0, chance.below(bytes.lastIndexOf("late") + 20));
      return writeFileSync(journal, bytes);
    }
    case "journal bit flipped":
      return flip(journal, chance, 0, readFileSync(journal).lastIndexOf("late"));
  }
}

function flip(file: string, chance: Chance, from: number, to: number): void {
  const bytes = readFileSync(file);
  const at = from + chance.below(to - from);
  bytes[at] = bytes[at]! ^ (1 << chance.below(8));
  writeFileSync(file, bytes);
}
