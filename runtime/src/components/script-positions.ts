import { SourceMap, type SourceMapPayload } from "node:module";
import { entrySource } from "./build-script";
import type { Insert } from "./guards";
import type { Script } from "./project";

type Known = { readonly script: Script; readonly inserts: readonly Insert[]; map: SourceMap | null };

/** Finds where in the project's files the lines of evaluated scripts come from. */
export class ScriptPositions {
  readonly #scripts = new Map<string, Known>();
  readonly #root: string;

  /** Paths are told relative to `root`. */
  constructor(root: string) {
    this.#root = root;
  }

  /** `inserts` is what was put into the script's code before it was evaluated. */
  add(name: string, script: Script, inserts: readonly Insert[]): void {
    this.#scripts.set(name, { script, inserts, map: null });
  }

  /** The lines of a stack that lie in the project's own files, with their places there. */
  readonly where = (stack: string): string[] =>
    (this.#root === "/" ? stack : stack.replaceAll(`${this.#root}/`, ""))
      .split("\n")
      .map((line) => this.#locate(line))
      .filter((line) => line !== null);

  #locate(line: string): string | null {
    const found = /(convex-(?:isolate|node)-\d+\.js):(\d+):(\d+)/.exec(line);
    const known = this.#scripts.get(found?.[1] ?? "");
    if (found === null || known === undefined) return null;
    // Maps are large and errors are rare: a map is read when it is first needed.
    known.map ??= new SourceMap(JSON.parse(known.script.map) as SourceMapPayload);
    const row = Number(found[2]) - 1;
    const entry = known.map.findEntry(row, columnBefore(known, row, Number(found[3]) - 1));
    if (!("originalSource" in entry) || /node_modules/.test(entry.originalSource)) return null;
    const source = entry.originalSource.replace(/^(\.\.\/)+/, "");
    if (source === entrySource || source.endsWith(`/${entrySource}`)) return null;
    const caller = /at (?:async )?([^\s(]+) \(/.exec(line)?.[1];
    const place = `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
    return caller && !caller.includes("/") ? `    at ${caller} (${place})` : `    at ${place}`;
  }
}

/** The column in a script as it was, for one in the script with what was put into it; lines are the same in both. */
function columnBefore({ script: { code }, inserts }: Known, row: number, column: number): number {
  let start = 0;
  for (let passed = 0; passed < row; passed++) start = code.indexOf("\n", start) + 1;
  const nextLine = code.indexOf("\n", start);
  const end = nextLine === -1 ? code.length : nextLine;
  let shift = 0;
  for (const { at, text } of inserts) {
    if (at < start) continue;
    const place = at - start + shift;
    if (at > end || place > column) break;
    // What lies within the insert itself lies where it was put in.
    shift += Math.min(text.length, column - place);
  }
  return column - shift;
}
