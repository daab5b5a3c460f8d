import { SourceMap, type SourceMapPayload } from "node:module";
import { entrySource } from "./build-script";
import type { Script } from "./project";

/** Finds where in the project's files the lines of evaluated scripts come from. */
export class ScriptPositions {
  readonly #maps = new Map<string, { readonly text: string; map: SourceMap | null }>();
  readonly #root: string;

  /** Paths are told relative to `root`. */
  constructor(root: string) {
    this.#root = root;
  }

  add(name: string, script: Script): void {
    this.#maps.set(name, { text: script.map, map: null });
  }

  /** The lines of a stack that lie in the project's own files, with their places there. */
  readonly where = (stack: string): string[] =>
    (this.#root === "/" ? stack : stack.replaceAll(`${this.#root}/`, ""))
      .split("\n")
      .map((line) => this.#locate(line))
      .filter((line) => line !== null);

  #locate(line: string): string | null {
    const found = /(convex-(?:isolate|node)-\d+\.js):(\d+):(\d+)/.exec(line);
    const script = this.#maps.get(found?.[1] ?? "");
    if (found === null || script === undefined) return null;
    // Maps are large and errors are rare: a map is read when it is first needed.
    script.map ??= new SourceMap(JSON.parse(script.text) as SourceMapPayload);
    const entry = script.map.findEntry(Number(found[2]) - 1, Number(found[3]) - 1);
    if (!("originalSource" in entry) || /node_modules/.test(entry.originalSource)) return null;
    const source = entry.originalSource.replace(/^(\.\.\/)+/, "");
    if (source === entrySource || source.endsWith(`/${entrySource}`)) return null;
    const caller = /at (?:async )?([^\s(]+) \(/.exec(line)?.[1];
    const place = `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
    return caller && !caller.includes("/") ? `    at ${caller} (${place})` : `    at ${place}`;
  }
}
