import type { Reader, Writer } from "../database/database";
import { HttpRefusal } from "../http/respond";

/** Environment variables by name. */
export type Variables = Readonly<Record<string, string>>;

/** A variable to set, or to remove when its value is null. */
export type VariableChange = { readonly name: string; readonly value: string | null };

/** The host's table of variables that were set while it ran. */
export const environmentTable = {
  tableName: "_environment",
  indexes: [{ indexDescriptor: "by_name", fields: ["name"] }],
};

const system = { system: true };
const longestName = 40;
const largestValue = 8 << 10;
const mostVariables = 512;
const builtIn = new Set(["CONVEX_CLOUD_URL", "CONVEX_SITE_URL"]);

function refuse(code: string, message: string): never {
  throw new HttpRefusal(400, code, message);
}

/** The variables that people set, without those that the server sets itself. */
export function withoutBuiltIn(variables: Variables): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !builtIn.has(name)));
}

/** Reads the changes that a client asks for; refuses names and values that Convex does not take. */
export function readChanges(input: unknown): VariableChange[] {
  if (!Array.isArray(input) || input.length > mostVariables) return refuse("BadChanges", "changes must be a list.");
  return input.map((change: unknown) => {
    const { name, value } = (change ?? {}) as { name?: unknown; value?: unknown };
    if (typeof name !== "string" || !/^[A-Za-z]\w*$/.test(name) || name.length > longestName) {
      return refuse(
        "EnvironmentVariableNameInvalid",
        `Environment variable name ${JSON.stringify(name)} must start with a letter, contain only letters, numbers and underscores, and have at most ${longestName} characters.`,
      );
    }
    if (builtIn.has(name)) return refuse("EnvironmentVariableReserved", `${name} is set by the server.`);
    if (value === undefined || value === null) return { name, value: null };
    if (typeof value !== "string" || Buffer.byteLength(value) > largestValue)
      return refuse(
        "EnvironmentVariableTooLarge",
        `The value of ${name} must be a text of at most ${largestValue} bytes.`,
      );
    return { name, value };
  });
}

/** The variables that were set while the host ran, and the rows that hold them. */
export function storedVariables(reader: Reader): { variables: Record<string, string>; rows: Map<string, string> } {
  const source = { type: "FullTableScan", tableName: environmentTable.tableName, order: null } as const;
  const variables: Record<string, string> = {};
  const rows = new Map<string, string>();
  const stream = reader.stream({ source, operators: [{ limit: 2 * mostVariables }] }, system);
  for (let row = stream.next(); !row.done; row = stream.next()) {
    const { name, value } = JSON.parse(row.value.json) as { name: string; value: string };
    variables[name] = value;
    rows.set(name, row.value.id);
  }
  return { variables, rows };
}

/** The stored variables as they are after some changes. */
export function changed(before: Variables, changes: readonly VariableChange[]): Record<string, string> {
  const after = { ...before };
  for (const { name, value } of changes) {
    if (value === null) delete after[name];
    else after[name] = value;
  }
  if (Object.keys(after).length > mostVariables)
    refuse("TooManyEnvironmentVariables", `There may be ${mostVariables} environment variables.`);
  return after;
}

/** Writes changes; a value that is the same already is left alone. */
export function writeChanges(tx: Writer, changes: readonly VariableChange[]): void {
  for (const { name, value } of changes) {
    const { variables, rows } = storedVariables(tx);
    const id = rows.get(name);
    if (value === null) {
      if (id !== undefined) tx.remove(id, environmentTable.tableName, system);
    } else if (id === undefined) tx.insert(environmentTable.tableName, { name, value }, system);
    else if (variables[name] !== value) tx.patch(id, { value }, environmentTable.tableName, system);
  }
}
