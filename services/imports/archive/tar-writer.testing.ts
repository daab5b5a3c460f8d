import { gzipSync } from "fflate";

export type TestEntry = { path: string; content?: string | Uint8Array; type?: string; link?: string; mode?: "pax" };

const encoder = new TextEncoder();

/** A tar of hand-made entries, hostile ones too. */
export function tarOf(entries: readonly TestEntry[]): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const { path, content = "", type = "0", link = "", mode } of entries) {
    const bytes = typeof content === "string" ? encoder.encode(content) : content;
    if (mode === "pax") {
      const record = encoder.encode(paxRecord("path", path));
      parts.push(header("pax", record.length, "x", ""), padded(record));
    }
    parts.push(header(mode === "pax" ? "short" : path, type === "0" ? bytes.length : 0, type, link));
    if (type === "0") parts.push(padded(bytes));
  }
  return joined([...parts, new Uint8Array(1_024)]);
}

/** The same, packed. */
export const tarGzOf = (entries: readonly TestEntry[]): Uint8Array => gzipSync(tarOf(entries));

/** A small Open edX course of the given files below "course/"; `vertical` is what its one lesson holds. */
export function olxOf(vertical: string, files: Record<string, string | Uint8Array> = {}): TestEntry[] {
  const all: Record<string, string | Uint8Array> = {
    "course.xml": '<course url_name="run" org="Org" course="C1"/>',
    "course/run.xml": '<course display_name="Small course"><chapter url_name="c1"/></course>',
    "chapter/c1.xml": '<chapter display_name="Chapter"><sequential url_name="s1"/></chapter>',
    "sequential/s1.xml": '<sequential display_name="Section"><vertical url_name="v1"/></sequential>',
    "vertical/v1.xml": `<vertical display_name="Lesson">${vertical}</vertical>`,
    ...files,
  };
  return Object.entries(all).map(([path, content]) => ({ path: `course/${path}`, content }));
}

/** Bytes as they arrive over a network, in pieces of a size. */
export async function* inPieces(bytes: Uint8Array, size = 1_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function header(path: string, size: number, type: string, link: string): Uint8Array {
  const block = new Uint8Array(512);
  block.set(encoder.encode(path).subarray(0, 100));
  block.set(encoder.encode("0000644\0"), 100);
  block.set(encoder.encode(`${size.toString(8).padStart(11, "0")}\0`), 124);
  block.set(encoder.encode("        "), 148);
  block.set(encoder.encode(type), 156);
  block.set(encoder.encode(link).subarray(0, 100), 157);
  block.set(encoder.encode("ustar\x0000"), 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.set(encoder.encode(`${sum.toString(8).padStart(6, "0")}\0 `), 148);
  return block;
}

function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  const length = [2, 3, 4]
    .map((digits) => rest.length + digits)
    .find((total) => String(total).length + rest.length === total);
  return `${length ?? 0}${rest}`;
}

const padded = (bytes: Uint8Array): Uint8Array => joined([bytes, new Uint8Array((512 - (bytes.length % 512)) % 512)]);

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
