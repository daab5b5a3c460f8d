import { existsSync } from "node:fs";
import { resolve } from "node:path";

/** What the command line understands. */
export const usage = `convex-runtime serve --data DIR --port N --site-port N --admin-key KEY
                     [--functions DIR] [--env-file FILE] [--watch] [--host 127.0.0.1] [--redact-errors]
convex-runtime codegen --functions DIR [--check]`;

/** A mistake of the person at the keyboard: told in one sentence, without a stack. */
export class UsageError extends Error {}

/** The functions folder that was named, as an absolute path. */
export function functionsDirOf(value: string | undefined): string {
  if (!value) throw new UsageError(`--functions is missing.\n${usage}`);
  const folder = resolve(value);
  if (!existsSync(folder)) throw new UsageError(`There is no folder ${folder}.`);
  return folder;
}
