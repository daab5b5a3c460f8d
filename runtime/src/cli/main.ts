import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { staleFiles, writeGenerated } from "./codegen";

const usage = `convex-runtime serve --functions DIR --data DIR --port N --site-port N --admin-key KEY [--env-file FILE] [--watch] [--host 127.0.0.1]
convex-runtime codegen --functions DIR [--check]`;

/** A mistake of the person at the keyboard: told in one sentence, without a stack. */
export class UsageError extends Error {}

function functionsDirOf(value: string | undefined): string {
  if (!value) throw new UsageError(`--functions is missing.\n${usage}`);
  const folder = resolve(value);
  if (!existsSync(folder)) throw new UsageError(`There is no folder ${folder}.`);
  return folder;
}

function codegen(args: string[]): number {
  const { values } = parseArgs({ args, options: { functions: { type: "string" }, check: { type: "boolean" } } });
  const functionsDir = functionsDirOf(values.functions);
  if (values.check) {
    const stale = staleFiles(functionsDir);
    if (stale.length) console.error(`Stale in ${values.functions}/_generated: ${stale.join(", ")}. Run codegen.`);
    return stale.length ? 1 : 0;
  }
  const written = writeGenerated(functionsDir);
  console.log(written.length ? `Wrote ${written.join(", ")}.` : "Everything generated is up to date.");
  return 0;
}

/** Runs the command line; resolves with the exit code, or never while serving. */
export async function main(argv: string[]): Promise<number> {
  const [command, ...args] = argv;
  try {
    if (command === "codegen") return codegen(args);
    if (command === "serve") return await (await import("./serve")).serve(args);
    console.error(usage);
    return command === undefined || command === "help" || command === "--help" ? 0 : 2;
  } catch (error) {
    const isMistake =
      error instanceof UsageError ||
      (error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"));
    if (!isMistake) throw error;
    console.error((error as Error).message);
    return 2;
  }
}
