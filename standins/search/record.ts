import { badRequest } from "./fault";

/** A record as it was given: any JSON object with an `objectID`. */
export type SearchRecord = { objectID: string; [attribute: string]: unknown };

const LARGEST_RECORD = 100_000;
const LONGEST_ID = 500;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The plain values at a path such as `author.name`; lists on the way are gone through. */
export function valuesAt(value: unknown, path: readonly string[], from = 0): unknown[] {
  if (Array.isArray(value)) return value.flatMap((one) => valuesAt(one, path, from));
  if (from === path.length) return value === null || value === undefined || isObject(value) ? [] : [value];
  return isObject(value) ? valuesAt(value[path[from]!], path, from + 1) : [];
}

/** Tells every plain value of a record with its dotted path. */
export function visitLeaves(value: unknown, path: string, visit: (path: string, value: unknown) => void): void {
  if (Array.isArray(value)) for (const one of value) visitLeaves(one, path, visit);
  else if (isObject(value)) {
    for (const [name, inner] of Object.entries(value)) visitLeaves(inner, path ? `${path}.${name}` : name, visit);
  } else if (value !== null && value !== undefined) visit(path, value);
}

/** The text of a record to keep; throws a `Fault` for one that is too large or has no usable `objectID`. */
export function recordText(record: SearchRecord): string {
  const { objectID } = record;
  if (typeof objectID !== "string" || !objectID || Buffer.byteLength(objectID) > LONGEST_ID) {
    throw badRequest(`objectID must be a text of 1 to ${LONGEST_ID} bytes`);
  }
  const text = JSON.stringify(record);
  if (text.length > LARGEST_RECORD) {
    throw badRequest(
      `Record quota exceeded. Record objectID=${objectID} is too big: size=${text.length}/${LARGEST_RECORD} bytes.`,
    );
  }
  return text;
}

type Operation = { _operation: string; value: unknown };
const isOperation = (value: unknown): value is Operation => isObject(value) && typeof value._operation === "string";

function changed(held: unknown, { _operation, value }: Operation): unknown {
  const list: unknown[] = Array.isArray(held) ? held : held === undefined || held === null ? [] : [held];
  const number = typeof held === "number" ? held : 0;
  const amount = Number(value);
  switch (_operation) {
    case "Increment":
      return number + amount;
    case "Decrement":
      return number - amount;
    case "IncrementFrom":
      if (number !== amount) throw badRequest(`IncrementFrom: the value is ${number}, not ${amount}`);
      return number + 1;
    case "IncrementSet":
      return amount > number ? amount : held;
    case "Add":
      return [...list, value];
    case "AddUnique":
      return list.includes(value) ? list : [...list, value];
    case "Remove":
      return list.filter((one) => one !== value);
    default:
      throw badRequest(`Invalid _operation: ${_operation}`);
  }
}

/** A record with some of its attributes set, or changed by a built-in operation. */
export function withChanges(record: SearchRecord, changes: Record<string, unknown>): SearchRecord {
  const result: SearchRecord = { ...record };
  for (const [name, value] of Object.entries(changes)) {
    if (name === "objectID") continue;
    result[name] = isOperation(value) ? changed(record[name], value) : value;
  }
  return result;
}

/** The record's attributes that were asked for; `*` is all, `-name` leaves one out, a dotted path is one inner value. */
export function pick(record: SearchRecord, names: readonly string[], hidden: readonly string[]): SearchRecord {
  const left = new Set([...hidden, ...names.filter((name) => name.startsWith("-")).map((name) => name.slice(1))]);
  const isAll = names.includes("*") || (names.length > 0 && names.every((name) => name.startsWith("-")));
  const result: SearchRecord = { objectID: record.objectID };
  if (isAll) Object.assign(result, record);
  else for (const name of names) if (!left.has(name)) copyPath(record, result, name.split("."));
  for (const name of left) if (name !== "objectID") removePath(result, name.split("."));
  return result;
}

function copyPath(from: Record<string, unknown>, to: Record<string, unknown>, path: string[]) {
  const [name, ...rest] = path;
  if (name === undefined || !Object.hasOwn(from, name)) return;
  const value = from[name];
  if (rest.length === 0 || !isObject(value)) {
    to[name] = value;
    return;
  }
  const inner: Record<string, unknown> = isObject(to[name]) ? { ...to[name] } : {};
  to[name] = inner;
  copyPath(value, inner, rest);
}

function removePath(from: Record<string, unknown>, path: string[]) {
  const [name, ...rest] = path;
  if (name === undefined || !Object.hasOwn(from, name)) return;
  if (rest.length === 0) delete from[name];
  else if (isObject(from[name])) {
    const inner = { ...from[name] };
    from[name] = inner;
    removePath(inner, rest);
  }
}
