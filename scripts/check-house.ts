import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Holds the house to its word: one noun is the same word everywhere, names follow their folder, documents name files
 * that exist and every package, words on screens are in every catalogue. Prints what is wrong and exits 1.
 */

const root = fileURLToPath(new URL("..", import.meta.url));
const wrong: string[] = [];
const skipped = new Set(["node_modules", ".git", ".next", "_generated"]);

function filesBelow(folder: string): string[] {
  const full = join(root, folder);
  if (!existsSync(full)) return [];
  return readdirSync(full).flatMap((name) => {
    if (skipped.has(name) || name.startsWith(".data")) return [];
    const path = join(folder, name);
    return statSync(join(root, path)).isDirectory() ? filesBelow(path) : [path];
  });
}
const nounsOf = (folder: string) =>
  readdirSync(join(root, folder)).filter((name) => statSync(join(root, folder, name)).isDirectory());

/** Services that are not a noun of the school but what all of them share. */
const commonServices = new Set(["shared", "access"]);
/** Files in convex/ that are not a feature. */
const convexPlumbing = new Set([
  "functions",
  "schema",
  "http",
  "crons",
  "auth.config",
  "convex.config",
  "setup.testing",
]);

function checkNouns() {
  const services = new Set(nounsOf("services"));
  const functionFiles = readdirSync(join(root, "convex"))
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && !name.endsWith(".testing.ts"))
    .map((name) => name.replace(/\.ts$/, ""))
    .filter((name) => !convexPlumbing.has(name));
  for (const name of functionFiles) {
    // Blocks are part of the noun "lessons".
    const noun = name === "blocks" ? "lessons" : name;
    if (!services.has(kebab(noun))) wrong.push(`convex/${name}.ts has no services/${kebab(noun)}/`);
  }
  for (const noun of services) {
    if (commonServices.has(noun)) continue;
    const files = readdirSync(join(root, "services", noun));
    if (!files.some((name) => name.endsWith(".test.ts")) && files.length > 2)
      wrong.push(`services/${noun}/ has no test`);
  }
}

function checkNames() {
  for (const path of [
    "app",
    "components",
    "lib",
    "services",
    "standins",
    "seed",
    "scripts",
    "e2e",
    "bench",
    "runtime/src",
  ].flatMap(filesBelow)) {
    const name = basename(path);
    if (!/\.(ts|tsx|mjs)$/.test(name)) continue;
    if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/.test(name)) wrong.push(`${path}: file names are kebab-case`);
    if (/^index\.tsx?$/.test(name)) wrong.push(`${path}: import things from where they live, not from an index`);
  }
  for (const path of filesBelow("convex")) {
    if (/\.ts$/.test(path) && basename(path).includes("-")) wrong.push(`${path}: file names in convex/ are camelCase`);
  }
}

function checkDocuments() {
  const documents = ["README.md", "runtime/README.md", ...filesBelow("docs").filter((path) => path.endsWith(".md"))];
  for (const document of documents) {
    if (!existsSync(join(root, document))) continue;
    const text = readFileSync(join(root, document), "utf8");
    for (const [, named] of text.matchAll(
      /`((?:app|components|convex|lib|services|runtime|standins|analytics|seed|e2e|bench|scripts|docs|messages)\/[\w./()[\]-]+)`/g,
    )) {
      if (named && !existsSync(join(root, named))) wrong.push(`${document} names ${named}, which is not there`);
    }
    for (const [, link] of text.matchAll(/\]\((?!https?:|#|mailto:)([^)\s#]+)/g)) {
      if (link && !existsSync(join(root, document, "..", link)))
        wrong.push(`${document} links to ${link}, which is not there`);
    }
  }
}

/** Keys that code asks for by name must be in the English catalogue. */
function checkWords() {
  const catalogues = new Map<string, unknown>();
  for (const path of filesBelow("messages/en"))
    catalogues.set(basename(path, ".json"), JSON.parse(readFileSync(join(root, path), "utf8")));
  const find = (namespace: string, key: string) =>
    [...namespace.split("."), ...key.split(".")].reduce<unknown>(
      (at, part, depth) => (depth === 0 ? catalogues.get(part) : isRecord(at) ? at[part] : undefined),
      undefined,
    );
  for (const path of ["app", "components", "lib"].flatMap(filesBelow)) {
    if (!/\.tsx?$/.test(path) || /\.test\.tsx?$/.test(path)) continue;
    const text = readFileSync(join(root, path), "utf8");
    for (const [, variable, namespace] of text.matchAll(
      /const (\w+) = (?:await )?(?:useTranslations|getTranslations)\("([\w.-]+)"\)/g,
    )) {
      if (!variable || !namespace) continue;
      if (!catalogues.has(namespace.split(".")[0] ?? ""))
        wrong.push(`${path}: no catalogue messages/en/${namespace.split(".")[0]}.json`);
      // A file with two catalogues under one name (in two components) is looked up in each of them.
      const namespaces = [
        ...text.matchAll(
          new RegExp(`const ${variable} = (?:await )?(?:useTranslations|getTranslations)\\("([\\w.-]+)"\\)`, "g"),
        ),
      ].map((m) => m[1] ?? "");
      for (const [, key] of text.matchAll(new RegExp(`\\b${variable}(?:\\.rich|\\.markup)?\\("([\\w.-]+)"`, "g"))) {
        if (key && !namespaces.some((ns) => find(ns, key) !== undefined))
          wrong.push(`${path}: "${namespaces.join("|")}.${key}" is in no catalogue`);
      }
    }
  }
}
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Every package is named in docs/dependencies.md, in full or below an "@scope/*", with its reason. */
function checkDependencies() {
  const named = readFileSync(join(root, "docs/dependencies.md"), "utf8");
  const words = new Set(named.split(/[\s|,()`;]+/));
  for (const file of ["package.json", "runtime/package.json"]) {
    const read = JSON.parse(readFileSync(join(root, file), "utf8")) as Record<string, Record<string, string>>;
    for (const name of [...Object.keys(read.dependencies ?? {}), ...Object.keys(read.devDependencies ?? {})]) {
      const isTypes = name.startsWith("@types/");
      if (!isTypes && !words.has(name) && !words.has(name.replace(/\/.*$/, "/*")))
        wrong.push(`${file} has ${name}, and docs/dependencies.md does not say why`);
    }
  }
}

checkNouns();
checkDependencies();
checkNames();
checkDocuments();
checkWords();
const found = [...new Set(wrong)];
for (const line of found) console.error(line);
console.log(found.length ? `${found.length} things in the house are out of place` : "The house is in order");
process.exit(found.length ? 1 : 0);
