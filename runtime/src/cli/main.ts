import { parseArgs } from "node:util";
import { staleFiles, writeGenerated } from "./codegen";
import { functionsDirOf, usage, UsageError } from "./usage";

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
    console.error(error.message);
    return 2;
  }
}
