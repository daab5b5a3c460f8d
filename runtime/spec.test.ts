import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";

const folders = ["src", "conformance", "torture"];
const own = "spec.test.ts";
const rule = /\[([A-Z]{2}\d+)\]/g;

function filesOf(folder: string): string[] {
  return readdirSync(join(import.meta.dirname, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/node_modules|[/\\]\.tmp/.test(entry.parentPath))
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => /\.test\.tsx?$|-contract\.ts$/.test(file) && !file.endsWith(own));
}

const declared = [
  ...readFileSync(join(import.meta.dirname, "SPEC.md"), "utf8").matchAll(/^- \*\*\[([A-Z]{2}\d+)\]\*\*/gm),
].map(([, name = ""]) => name);
const cited = new Map<string, string>();
for (const file of folders.flatMap(filesOf))
  for (const [, name = ""] of readFileSync(file, "utf8").matchAll(rule))
    cited.set(name, relative(import.meta.dirname, file));

describe("SPEC.md", () => {
  it("gives each number to one rule", () => {
    expect(declared.filter((name, at) => declared.indexOf(name) !== at)).toEqual([]);
    expect(declared.length).toBeGreaterThan(100);
  });

  it("has no rule without a test that cites it", () => {
    expect(declared.filter((name) => !cited.has(name))).toEqual([]);
  });

  it("has every rule that a test cites", () => {
    const unknown = [...cited].filter(([name]) => !declared.includes(name));
    expect(unknown.map(([name, file]) => `${name} in ${file}`)).toEqual([]);
  });
});
