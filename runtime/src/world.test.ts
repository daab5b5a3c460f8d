import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, it } from "vitest";

/** The door itself; what an action is given of the real world; and what only a person's own machine runs. */
const mayAsk = [/^world\.ts$/, /^functions\/(sandbox|watch-files)\.ts$/, /^cli\//, /\.test\.ts$/];
const asks = /\b(Date\.now|performance\.now|Math\.random|setTimeout|setInterval|setImmediate)\(|new Date\(\)/;

it("[SM1] nothing but the door of the world asks the machine for the time, a timer or chance", () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map(({ parentPath, name }) => join(parentPath, name));
  const asking = files
    .filter((file) => asks.test(readFileSync(file, "utf8").replace(/^\s*(\/\/|\*|\/\*\*).*$/gm, "")))
    .map((file) => relative(import.meta.dirname, file).replaceAll("\\", "/"));
  expect(asking).toContain("world.ts");
  expect(asking.filter((file) => !mayAsk.some((pattern) => pattern.test(file)))).toEqual([]);
});
