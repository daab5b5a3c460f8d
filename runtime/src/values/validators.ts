import {
  CommitTsPlaceholder,
  jsonToConvex,
  type ObjectFieldType,
  type RecordKeyValidatorJSON,
  type ValidatorJSON,
  type Value,
} from "convex/values";
import { isFields } from "./documents";

/** A validator as `exportArgs()`, `exportReturns()` and `schema.export()` write it. */
export type { ValidatorJSON };

/** The name of the table that an id belongs to; null when the text is no id of a known table. */
export type TableOfId = (id: string) => string | null;

/** What is being validated: it decides the first word of the error. */
export type ValidationSubject = "arguments" | "returns";

/** A mismatch between a value and its validator: `message` is Convex's text without a prefix, `path` is like `.a[0].b`. */
export type Mismatch = { readonly message: string; readonly path: string };

/**
 * Checks a function's arguments or return value.
 * Throws an Error that starts with `ArgumentValidationError: ` or `ReturnsValidationError: ` and goes on with Convex's text.
 */
export function validateValue(
  validator: ValidatorJSON,
  value: Value | undefined,
  subject: ValidationSubject,
  tableOfId: TableOfId,
): void {
  const mismatch = findMismatch(validator, value, tableOfId);
  if (mismatch === null) return;
  const kind = subject === "arguments" ? "ArgumentValidationError" : "ReturnsValidationError";
  throw new Error(`${kind}: ${mismatch.message}`);
}

/** Finds the first mismatch between a value and its validator; null when it fits. */
export function findMismatch(
  validator: ValidatorJSON,
  value: Value | undefined,
  tableOfId: TableOfId,
  path = "",
): Mismatch | null {
  switch (validator.type) {
    case "any":
      return value === undefined ? plainMismatch(validator, value, path) : null;
    case "null":
      return value === null ? null : plainMismatch(validator, value, path);
    case "number":
      return typeof value === "number" ? null : plainMismatch(validator, value, path);
    case "bigint":
    case "commitTs":
      return typeof value === "bigint" || value instanceof CommitTsPlaceholder
        ? null
        : plainMismatch(validator, value, path);
    case "boolean":
      return typeof value === "boolean" ? null : plainMismatch(validator, value, path);
    case "string":
      return typeof value === "string" ? null : plainMismatch(validator, value, path);
    case "bytes":
      return value instanceof ArrayBuffer ? null : plainMismatch(validator, value, path);
    case "literal":
      return value === jsonToConvex(validator.value) ? null : plainMismatch(validator, value, path);
    case "id":
      return idMismatch(validator, value, tableOfId, path);
    case "array": {
      if (!Array.isArray(value)) return plainMismatch(validator, value, path);
      for (let i = 0; i < value.length; i++) {
        const mismatch = findMismatch(validator.value, value[i], tableOfId, `${path}[${i}]`);
        if (mismatch !== null) return mismatch;
      }
      return null;
    }
    case "record": {
      if (!isFields(value)) return plainMismatch(validator, value, path);
      for (const [name, item] of Object.entries(value)) {
        if (item === undefined) continue;
        const mismatch =
          findMismatch(validator.keys, name, tableOfId, path) ??
          findMismatch(validator.values.fieldType, item, tableOfId, `${path}.${name}`);
        if (mismatch !== null) return mismatch;
      }
      return null;
    }
    case "union":
      for (const member of validator.value) if (findMismatch(member, value, tableOfId, path) === null) return null;
      return plainMismatch(validator, value, path);
    case "object":
      return isFields(value)
        ? objectMismatch(validator, value, tableOfId, path)
        : plainMismatch(validator, value, path);
    default:
      throw new Error(`Unsupported validator type "${(validator as { type: string }).type}"`);
  }
}

function idMismatch(
  validator: ValidatorJSON & { type: "id" },
  value: Value | undefined,
  tableOfId: TableOfId,
  path: string,
): Mismatch | null {
  if (typeof value !== "string") return plainMismatch(validator, value, path);
  const table = tableOfId(value);
  if (table === validator.tableName) return null;
  if (table === null) return plainMismatch(validator, value, path);
  const found = `Found ID "${value}" from table \`${table}\`, which does not match the table name in validator \`${printValidator(validator)}\`.`;
  return { message: `${found}${pathLine(path)}`, path };
}

function objectMismatch(
  validator: ValidatorJSON & { type: "object" },
  value: Record<string, Value | undefined>,
  tableOfId: TableOfId,
  path: string,
): Mismatch | null {
  const shape = validator.value;
  for (const name of Object.keys(shape)) {
    const field = shape[name]!;
    const item = Object.hasOwn(value, name) ? value[name] : undefined;
    if (item === undefined) {
      if (field.optional) continue;
      const text = `Object is missing the required field \`${name}\`. Consider wrapping the field validator in \`v.optional(...)\` if this is expected.`;
      return { message: objectText(text, validator, value, path), path };
    }
    const mismatch = findMismatch(field.fieldType, item, tableOfId, `${path}.${name}`);
    if (mismatch !== null) return mismatch;
  }
  for (const name of Object.keys(value)) {
    if (value[name] === undefined || Object.hasOwn(shape, name)) continue;
    const text = `Object contains extra field \`${name}\` that is not in the validator.`;
    return { message: objectText(text, validator, value, path), path };
  }
  return null;
}

function pathLine(path: string): string {
  return `\n${path === "" ? "" : `Path: ${path}`}`;
}

function objectText(text: string, validator: ValidatorJSON, value: Value | undefined, path: string): string {
  return `${text}${pathLine(path)}\nObject: ${printValue(value)}\nValidator: ${printValidator(validator)}`;
}

function plainMismatch(validator: ValidatorJSON, value: Value | undefined, path: string): Mismatch {
  const text = `Value does not match validator.${pathLine(path)}\nValue: ${printValue(value)}\nValidator: ${printValidator(validator)}`;
  return { message: text, path };
}

/** A value as Convex's errors show it: `{a: 1.0, b: ["x", 2n]}`. */
export function printValue(value: Value | undefined): string {
  if (value === undefined) return "undefined";
  if (value === null) return "null";
  switch (typeof value) {
    case "string":
      return JSON.stringify(value);
    case "number":
      return Number.isInteger(value) && Math.abs(value) < 1e16
        ? `${Object.is(value, -0) ? "-0" : value}.0`
        : `${value}`;
    case "bigint":
      return `${value}n`;
    case "boolean":
      return `${value}`;
    default:
      break;
  }
  if (value instanceof ArrayBuffer) return `bytes(${value.byteLength})`;
  if (value instanceof CommitTsPlaceholder) return "commitTs";
  if (Array.isArray(value)) return `[${value.map(printValue).join(", ")}]`;
  const fields = Object.entries(value).filter(([, item]) => item !== undefined);
  return `{${fields.map(([name, item]) => `${name}: ${printValue(item)}`).join(", ")}}`;
}

/** A validator as it is written in code: `v.object({name: v.string()})`. */
export function printValidator(validator: ValidatorJSON | RecordKeyValidatorJSON): string {
  switch (validator.type) {
    case "number":
      return "v.float64()";
    case "bigint":
      return "v.int64()";
    case "literal":
      return `v.literal(${printValue(jsonToConvex(validator.value))})`;
    case "id":
      return `v.id("${validator.tableName}")`;
    case "array":
      return `v.array(${printValidator(validator.value)})`;
    case "record":
      return `v.record(${printValidator(validator.keys)}, ${printValidator(validator.values.fieldType)})`;
    case "union":
      return `v.union(${validator.value.map(printValidator).join(", ")})`;
    case "object":
      return `v.object({${Object.entries(validator.value)
        .map(([name, field]) => `${name}: ${printField(field)}`)
        .join(", ")}})`;
    default:
      return `v.${validator.type}()`;
  }
}

function printField(field: ObjectFieldType): string {
  const printed = printValidator(field.fieldType);
  return field.optional ? `v.optional(${printed})` : printed;
}
