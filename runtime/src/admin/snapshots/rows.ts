import { jsonToConvex, type JSONValue } from "convex/values";
import type { Fields } from "../../values/documents";

/** What the official command line calls the formats of a table. */
export type TableFormat = "csv" | "jsonLines" | "jsonArray";

/** A file that does not hold the rows it should; the message names the line. */
export class ImportError extends Error {
  override readonly name = "ImportError";
}

/** The id that a row brings; the empty text when it brings none. */
export function idOf(row: Fields): string {
  return typeof row._id === "string" ? row._id : "";
}

const longestLine = 16 << 20;
const largestArray = 64 << 20;

/** The lines of a text as they come; a line that never ends is refused. */
async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
  let rest = "";
  const decode = (part?: Uint8Array) => {
    try {
      return part === undefined ? decoder.decode() : decoder.decode(part, { stream: true });
    } catch {
      throw new ImportError("The file is not text in UTF-8.");
    }
  };
  for await (const part of bytes) {
    const lines = (rest + decode(part)).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > longestLine) throw new ImportError(`A line is longer than ${longestLine} characters.`);
    yield* lines;
  }
  yield rest + decode();
}

function rowOf(parsed: unknown, place: string): Fields {
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed))
    throw new ImportError(`${place} is not an object.`);
  try {
    return jsonToConvex(parsed as JSONValue) as Fields;
  } catch (error) {
    throw new ImportError(`${place} holds a value that Convex does not know: ${(error as Error).message}`);
  }
}

async function* jsonLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Fields> {
  let number = 0;
  for await (const line of linesOf(bytes)) {
    number += 1;
    if (line.trim() === "") continue;
    let parsed: unknown;
    try {
      parsed = JSON.parse(line);
    } catch {
      throw new ImportError(`Line ${number} is not JSON.`);
    }
    yield rowOf(parsed, `Line ${number}`);
  }
}

async function* jsonArray(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Fields> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of bytes) {
    size += part.length;
    if (size > largestArray)
      throw new ImportError(`A JSON array may have ${largestArray >> 20} MiB. Use JSON lines (.jsonl) for more.`);
    parts.push(part);
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.concat(parts).toString("utf8"));
  } catch {
    throw new ImportError("The file is not JSON.");
  }
  if (!Array.isArray(parsed)) throw new ImportError("The file is not a JSON array.");
  for (const [at, row] of (parsed as unknown[]).entries()) yield rowOf(row, `Item ${at + 1}`);
}

/** Splits CSV into records; a quoted cell may hold commas, quotes and line ends. */
async function* records(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
  let cells: string[] = [];
  let cell = "";
  let isQuoted = false;
  let number = 0;
  for await (const raw of linesOf(bytes)) {
    number += 1;
    const line = raw.endsWith("\r") && !isQuoted ? raw.slice(0, -1) : raw;
    for (let i = 0; i < line.length; i++) {
      const char = line[i]!;
      if (isQuoted && char === '"' && line[i + 1] === '"') cell += line[++i];
      else if (char === '"' && (isQuoted || cell === "")) isQuoted = !isQuoted;
      else if (char === "," && !isQuoted) {
        cells.push(cell);
        cell = "";
      } else if (char !== "\r" || isQuoted || i < line.length - 1) cell += char;
    }
    if (isQuoted) {
      cell += "\n";
      if (cell.length > longestLine) throw new ImportError(`The quoted cell before line ${number} does not end.`);
      continue;
    }
    if (cells.length > 0 || cell !== "") yield [...cells, cell];
    cells = [];
    cell = "";
  }
  if (isQuoted) throw new ImportError("The last quoted cell does not end.");
}

function valueOf(cell: string): string | number {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cell.trim()) ? Number(cell) : cell;
}

async function* csv(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Fields> {
  let names: string[] | null = null;
  let number = 0;
  for await (const cells of records(bytes)) {
    number += 1;
    if (names === null) {
      names = cells.map((name) => name.trim());
      const wrong = names.find((name) => !/^[A-Za-z_]\w*$/.test(name));
      if (wrong !== undefined)
        throw new ImportError(`The column ${JSON.stringify(wrong)} has no name that a field may have.`);
      continue;
    }
    const columns = names;
    if (cells.length !== columns.length)
      throw new ImportError(`Record ${number} has ${cells.length} cells for ${columns.length} columns.`);
    yield Object.fromEntries(cells.map((cell, i) => [columns[i]!, columns[i] === "_id" ? cell : valueOf(cell)]));
  }
}

/** The rows of a file as they come; throws ImportError where it holds none. */
export function rowsOf(format: TableFormat, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Fields> {
  return format === "csv" ? csv(bytes) : format === "jsonArray" ? jsonArray(bytes) : jsonLines(bytes);
}
