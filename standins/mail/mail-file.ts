import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { breakSeal, readSeal, sealFile } from "../shared/seal";

/** A mail that a real service would have sent; `at` in ms. */
export const mail = z.object({
  id: z.string(),
  at: z.number(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  html: z.string().default(""),
  headers: z.record(z.string(), z.string()).default({}),
  tags: z.record(z.string(), z.string()).default({}),
  /** The sender's name for this very request, and a digest of what it said. */
  once: z.object({ key: z.string(), said: z.string() }).nullable().default(null),
});
export type Mail = z.infer<typeof mail>;

/** A line of the file: a mail, or that one of its events was taken by the school. */
const line = z.union([mail, z.object({ told: z.string() })]);

/** How many mails are kept. */
const KEPT = 1_000;

/**
 * Keeps the newest thousand mails in a file, and which of their events have been told. What is kept is on the disk. Lines
 * that cannot be read are set aside; `log` is told of them, and of a file that somebody else has changed.
 */
export async function openMailFile(folder: string, log: (line: string) => void) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, "outbox.jsonl");
  const seal = readSeal(file);
  const { read, damaged } = readLines(file);
  if (seal === "gone" || seal === "changed")
    log(`${file} ${seal === "gone" ? "is empty or missing" : "has changed since it was closed"}: mails may be lost.`);
  if (damaged.length > 0) {
    const aside = join(folder, "outbox-damaged.txt");
    appendFileSync(aside, damaged.map((text) => `${text}\n`).join(""), { mode: 0o600 });
    log(`${damaged.length} lines of ${file} cannot be read; they are in ${aside} now.`);
  }
  let mails = read.flatMap((one) => ("told" in one ? [] : [one])).slice(-KEPT);
  const told = new Set(read.flatMap((one) => ("told" in one ? [one.told] : [])));
  const isKept = new Set(mails.map(({ id }) => id));
  for (const one of told) if (!isKept.has(one.split("/")[0] ?? "")) told.delete(one);
  const lines = [...mails, ...[...told].map((one) => ({ told: one }))];
  writeFileSync(`${file}.new`, lines.map((one) => `${JSON.stringify(one)}\n`).join(""), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  breakSeal(file);
  const handle = await open(file, "a", 0o600);
  let writing: Promise<void> = Promise.resolve();

  const append = (one: z.input<typeof line>): Promise<void> => {
    writing = writing.then(async () => {
      await handle.appendFile(`${JSON.stringify(one)}\n`);
      await handle.datasync();
    });
    return writing;
  };
  return {
    /** Oldest first. */
    mails: (): readonly Mail[] => mails,
    isTold: (event: string) => told.has(event),
    async keep(one: Mail): Promise<void> {
      await append(one);
      mails = [...mails, one].slice(-KEPT);
    },
    async noteTold(event: string): Promise<void> {
      told.add(event);
      await append({ told: event });
    },
    async close(): Promise<void> {
      await writing;
      await handle.close();
      sealFile(file);
    },
  };
}

function readLines(file: string): { read: z.infer<typeof line>[]; damaged: string[] } {
  const texts = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  // The last line of a process that was killed while writing is half a mail: nobody was told that it was taken.
  const last = texts.pop();
  const whole = texts.filter((text) => text !== "").map((text) => ({ text, found: readLine(text) }));
  const end = last ? readLine(last) : null;
  return {
    read: [...whole.flatMap(({ found }) => found ?? []), ...(end ? [end] : [])],
    damaged: whole.flatMap(({ text, found }) => (found ? [] : [text])),
  };
}

function readLine(text: string): z.infer<typeof line> | null {
  try {
    return line.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
