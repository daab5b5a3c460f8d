import { parseArgs } from "node:util";
import { functionsDirOf, usage, UsageError } from "./usage";

async function codegen(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { functions: { type: "string" }, check: { type: "boolean" } } });
  const functionsDir = functionsDirOf(values.functions);
  const { codegen: run } = await import("./codegen");
  const { code, stdout, stderr } = await run(functionsDir, { dryRun: values.check ?? false });
  if (code !== 0) {
    console.error(`${stderr}${stdout}`.trim());
    return 1;
  }
  if (!values.check) return 0;
  const stale = stdout.split("\n").filter((line) => line.startsWith("Command would write file: "));
  if (stale.length > 0) console.error(`${stale.join("\n")}\nRun codegen.`);
  return stale.length > 0 ? 1 : 0;
}

/** Runs the command line; resolves with the exit code, or never while serving. */
export async function main(argv: string[]): Promise<number> {
  const [command, ...args] = argv;
  try {
    if (command === "codegen") return await codegen(args);
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
