import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { listModules, specialFile } from "../functions/project-modules";
import * as templates from "./codegen-templates";

const taken = new Set(["fullApi", "api", "internal", "components"]);
const reserved = new Set(
  (
    "break case catch class const continue debugger default delete do else export extends false finally for function " +
    "if import in instanceof new null return super switch this throw true try typeof var void while with let static " +
    "yield await enum implements interface package private protected public"
  ).split(" "),
);

function identifierOf(modulePath: string): string {
  const name = modulePath.replace(/[/-]/g, "_");
  return taken.has(name) || reserved.has(name) ? `${name}_` : name;
}

const quoted = (path: string) => (/^[A-Za-z_$][\w$]*$/.test(path) ? path : JSON.stringify(path));

/** The files of `_generated` by name, for the functions folder as it is now. The same input gives the same text. */
export function generatedFiles(functionsDir: string): Record<string, string> {
  const paths = listModules(functionsDir).map((module) => module.path);
  const imports = paths.map((path) => `import type * as ${identifierOf(path)} from "../${path}.js";\n`).join("");
  const entries = paths.map((path) => `  ${quoted(path)}: typeof ${identifierOf(path)};\n`).join("");
  const { apiDtsHead, apiDtsMiddle, apiDtsTail } = templates;
  const empty = apiDtsMiddle.replace(/\{\n$/, "{}");
  const body = paths.length ? apiDtsMiddle + entries + apiDtsTail : empty + apiDtsTail.replace(/^\}/, "");
  const hasSchema = specialFile(functionsDir, "schema") !== null;
  return {
    "api.d.ts": apiDtsHead + imports + body,
    "api.js": templates.apiJs,
    "dataModel.d.ts": hasSchema ? templates.dataModelWithSchema : templates.dataModelWithoutSchema,
    "server.d.ts": templates.serverDts,
    "server.js": templates.serverJs,
  };
}

/** Names of generated files that are missing or differ from what would be written. */
export function staleFiles(functionsDir: string): string[] {
  const folder = join(functionsDir, "_generated");
  return Object.entries(generatedFiles(functionsDir))
    .filter(([name, text]) => !existsSync(join(folder, name)) || readFileSync(join(folder, name), "utf8") !== text)
    .map(([name]) => name);
}

/** Writes `_generated`; untouched files keep their modification time. Returns the names written. */
export function writeGenerated(functionsDir: string): string[] {
  const folder = join(functionsDir, "_generated");
  mkdirSync(folder, { recursive: true });
  const files = generatedFiles(functionsDir);
  const stale = staleFiles(functionsDir);
  for (const name of stale) writeFileSync(join(folder, name), files[name] ?? "");
  return stale;
}
