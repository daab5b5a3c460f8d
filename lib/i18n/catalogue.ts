import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import compile from "icu-minify/compile";
import * as z from "zod";
import type { Locale } from "./locales";
import { accented, pseudoMessage, reversed } from "@/services/shared/pseudo";

/** A tree of messages: a file's name is its first step. */
export type Messages = { [key: string]: string | Messages };

const tree: z.ZodType<Messages> = z.lazy(() => z.record(z.string(), z.union([z.string(), tree])));

/** Reads every `<namespace>.json` of a folder into one catalogue. */
export async function readCatalogue(folder: string): Promise<Messages> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
  const files = await Promise.all(
    names.map(async (name) => {
      const file = tree.safeParse(JSON.parse(await readFile(join(folder, name), "utf8")));
      if (!file.success) throw new Error(`messages: ${name} may hold only texts and groups of texts`);
      return [name.slice(0, -".json".length), file.data] as const;
    }),
  );
  return Object.fromEntries(files);
}

/** Turns a catalogue into that of a pseudo-locale; English stays as it is. */
export function localized(messages: Messages, locale: Locale): Messages {
  if (locale === "en") return messages;
  const change = locale === "en-XA" ? accented : reversed;
  const walk = (group: Messages): Messages =>
    Object.fromEntries(
      Object.entries(group).map(([key, value]) => [
        key,
        typeof value === "string" ? pseudoMessage(value, change) : walk(value),
      ]),
    );
  return walk(messages);
}

/**
 * Messages as they travel to the pages: taken apart here, so that no page carries the reader of their syntax (20 KB).
 * `next.config.ts` gives pages the formatter that understands this form.
 */
export type CompiledMessages = { [key: string]: ReturnType<typeof compile> | CompiledMessages };
export function compiled(messages: Messages): CompiledMessages {
  return Object.fromEntries(
    Object.entries(messages).map(([key, value]) => [
      key,
      typeof value === "string" ? plain(compile(value)) : compiled(value),
    ]),
  );
}

/** Only objects with the usual prototype travel to a browser. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

const folder = join(process.cwd(), "messages", "en");
const kept = new Map<Locale, Promise<CompiledMessages>>();

/** The catalogue of a locale; read once, except while developing. */
export function messagesFor(locale: Locale): Promise<CompiledMessages> {
  const found = process.env.NODE_ENV === "production" ? kept.get(locale) : undefined;
  if (found) return found;
  const loading = readCatalogue(folder).then((messages) => compiled(localized(messages, locale)));
  kept.set(locale, loading);
  return loading;
}
