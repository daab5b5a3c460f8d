import { compareValues, jsonToConvex, type JSONValue, type Value } from "convex/values";
import { resolveCommitTs, valueAt, type Fields } from "../values/documents";
import { pathOf } from "./keys";

const maxInt64 = 2n ** 63n - 1n;
type Operand = (fields: Fields) => Value | undefined;

/** Reads a value of a query: `{"$undefined": null}` is a missing field, an unknown commit timestamp is the largest one. */
export function queryValue(json: unknown): Value | undefined {
  if (json === undefined || (typeof json === "object" && json !== null && "$undefined" in json)) return undefined;
  return resolveCommitTs(jsonToConvex(json as JSONValue), maxInt64);
}

/** Turns a filter expression into a test of a document. */
export function compileFilter(expression: unknown): (fields: Fields) => boolean {
  const operand = compile(expression);
  return (fields) => isTrue(operand(fields));
}

/** Whether a value passes as true: everything but a missing field, null, false and zero. */
function isTrue(value: Value | undefined): boolean {
  return !(value === undefined || value === null || value === false || value === 0 || value === 0n);
}

function compile(expression: unknown): Operand {
  if (typeof expression !== "object" || expression === null) throw new Error("Invalid filter expression");
  const [name, operand] = Object.entries(expression as Record<string, unknown>)[0] ?? ["", null];
  const pair = (): [Operand, Operand] => {
    if (!Array.isArray(operand) || operand.length !== 2) throw new Error(`Filter operator ${name} takes two operands`);
    return [compile(operand[0]), compile(operand[1])];
  };
  const comparison = (holds: (order: number) => boolean): Operand => {
    const [left, right] = pair();
    return (fields) => holds(compareValues(left(fields), right(fields)));
  };
  const arithmetic = (
    numbers: (a: number, b: number) => number,
    integers: (a: bigint, b: bigint) => bigint,
  ): Operand => {
    const [left, right] = pair();
    return (fields) => {
      const a = left(fields);
      const b = right(fields);
      if (typeof a === "number" && typeof b === "number") return numbers(a, b);
      if (typeof a === "bigint" && typeof b === "bigint") return BigInt.asIntN(64, integers(a, b));
      throw new Error(`Filter operator ${name} takes two numbers or two integers`);
    };
  };
  switch (name) {
    case "$eq":
      return comparison((order) => order === 0);
    case "$neq":
      return comparison((order) => order !== 0);
    case "$lt":
      return comparison((order) => order < 0);
    case "$lte":
      return comparison((order) => order <= 0);
    case "$gt":
      return comparison((order) => order > 0);
    case "$gte":
      return comparison((order) => order >= 0);
    case "$add":
      return arithmetic(
        (a, b) => a + b,
        (a, b) => a + b,
      );
    case "$sub":
      return arithmetic(
        (a, b) => a - b,
        (a, b) => a - b,
      );
    case "$mul":
      return arithmetic(
        (a, b) => a * b,
        (a, b) => a * b,
      );
    case "$div":
      return arithmetic(
        (a, b) => a / b,
        (a, b) => a / b,
      );
    case "$mod":
      return arithmetic(
        (a, b) => a % b,
        (a, b) => a % b,
      );
    case "$neg": {
      const inner = compile(operand);
      return (fields) => {
        const value = inner(fields);
        if (typeof value === "number") return -value;
        if (typeof value === "bigint") return BigInt.asIntN(64, -value);
        throw new Error("Filter operator $neg takes a number or an integer");
      };
    }
    case "$not": {
      const inner = compile(operand);
      return (fields) => !isTrue(inner(fields));
    }
    case "$and": {
      const members = (operand as unknown[]).map(compile);
      return (fields) => members.every((member) => isTrue(member(fields)));
    }
    case "$or": {
      const members = (operand as unknown[]).map(compile);
      return (fields) => members.some((member) => isTrue(member(fields)));
    }
    case "$field": {
      const path = pathOf(String(operand));
      return (fields) => {
        const value = valueAt(fields, path);
        return value === undefined ? undefined : resolveCommitTs(value, maxInt64);
      };
    }
    case "$literal": {
      const value = queryValue(operand);
      return () => value;
    }
    default:
      throw new Error(`Unsupported filter operator "${name}"`);
  }
}
