import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const extensions = [".ts", ".tsx", ".js", ".jsx", ".mts", ".mjs", ".cts", ".cjs"];

/** A module of a project: its file and the path functions are called by, such as "stores/courses". */
export type ProjectModule = { readonly file: string; readonly path: string; readonly relative: string };

/** The module path of a file, relative to the functions folder and without its extension. */
export function modulePathOf(relative: string): string {
  return relative.slice(0, relative.lastIndexOf("."));
}

function isModule(relative: string, base: string, file: string): boolean {
  if (!extensions.some((extension) => base.endsWith(extension))) return false;
  if (relative.startsWith("_generated/") || base.startsWith(".") || base.startsWith("#")) return false;
  if (base === "schema.ts" || base === "schema.js") return false;
  if (base.split(".").length > 2 || relative.includes(" ")) return false;
  const isTypeScript = base.endsWith(".ts") || base.endsWith(".tsx");
  return !isTypeScript || /^\s{0,100}(import|export)/m.test(readFileSync(file, "utf8"));
}

/**
 * Lists the modules of a functions folder as Convex chooses them: no `_generated`, no schema, no file with more
 * than one dot in its name, no folder that defines a component. Sorted by path in code units.
 */
export function listModules(functionsDir: string): ProjectModule[] {
  const found: ProjectModule[] = [];
  const visit = (folder: string, prefix: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const file = join(folder, entry.name);
      const relative = prefix + entry.name;
      if (entry.isDirectory()) {
        if (entry.name !== "node_modules" && !existsSync(join(file, "convex.config.ts"))) visit(file, `${relative}/`);
      } else if (entry.isFile() && isModule(relative, entry.name, file)) {
        if (relative.startsWith("_deps/"))
          throw new Error(`The folder "_deps" is reserved for shared code: move ${file}.`);
        found.push({ file, path: modulePathOf(relative), relative });
      }
    }
  };
  visit(functionsDir, "");
  return found.sort((a, b) => (a.relative < b.relative ? -1 : a.relative > b.relative ? 1 : 0));
}

/** The one file of that name among .ts and .js, or null. */
export function specialFile(functionsDir: string, name: "schema" | "auth.config" | "convex.config"): string | null {
  for (const extension of [".ts", ".js"]) {
    const file = join(functionsDir, name + extension);
    if (existsSync(file)) return file;
  }
  return null;
}
