/** A validator as a function exports its own. */
type Validator =
  | { type: "object"; value: Record<string, { fieldType: Validator; optional: boolean }> }
  | { type: "array"; value: Validator }
  | { type: "union"; value: Validator[] }
  | { type: "literal"; value: unknown }
  | { type: "id"; tableName: string }
  | { type: "string" | "number" | "boolean" | "null" | "bigint" | "bytes" };

/** Texts that break what trusts them: unreadable, endless, signs that hide or turn, names that objects have by birth. */
const texts = [
  ...[
    "",
    " ",
    "a\u0000b",
    "\ud800",
    "\u202e\u200b",
    "👩‍👩‍👧‍👦",
    "\uffff",
    "__proto__",
    "constructor",
    "%00",
    "../..",
    "\r\n",
  ],
  ...['"><svg onload=alert(1)>', "javascript:alert(1)", "{", "[]", "null", "1e999", "٣", "x".repeat(70_000)],
];
const numbers = [NaN, Infinity, -Infinity, -0, -1, 0.5, 1e308, 2 ** 53, 8.64e15 + 1];
const others = [true, 7, "seven", 7n, [], {}, { kind: "x" }, new ArrayBuffer(2)];
/** Places that the backend itself reads, and refuses in its own words. */
const ofTheBackend = new Set(["cursor", "endCursor"]);

/** Values for a place in the arguments that its validator may take, or should refuse; `given` is a good one. */
function valuesFor(validator: Validator, given: unknown, ids: readonly string[]): unknown[] {
  switch (validator.type) {
    case "string":
      return [...texts, ...ids, null, ...others];
    case "id":
      return [...ids, "", "x", "\u0000", null, ...others];
    case "number":
      return [...numbers, null, ...others];
    case "array": {
      const list = Array.isArray(given) ? (given as unknown[]) : [];
      const items = valuesFor(validator.value, list[0], ids).map((item) => [item]);
      return [[], [...list, ...list], Array.from({ length: 9_000 }, () => list[0] ?? "x"), ...items, ...others];
    }
    case "object":
      return [{ ...record(given), __proto: 1 }, ...partsOf(validator, record(given), ids), ...others];
    case "union":
      return [...new Set(validator.value.flatMap((one) => valuesFor(one, fits(one, given) ? given : undefined, ids)))];
    default:
      return others;
  }
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

/** Whether a value is of a member of a union: objects are told apart by their literals. */
const fits = (validator: Validator, given: unknown): boolean =>
  validator.type !== "object" ||
  Object.entries(validator.value).every(
    ([name, { fieldType }]) => fieldType.type !== "literal" || record(given)[name] === fieldType.value,
  );

/** The arguments, each time with one place that somebody else wrote. */
function* partsOf(
  validator: Extract<Validator, { type: "object" }>,
  given: Record<string, unknown>,
  ids: readonly string[],
): Generator<Record<string, unknown>> {
  for (const [name, { fieldType }] of Object.entries(validator.value)) {
    const { [name]: _without, ...rest } = given;
    yield rest;
    if (ofTheBackend.has(name)) continue;
    for (const value of valuesFor(fieldType, given[name], ids)) yield { ...rest, [name]: value };
  }
}

/** What somebody who means harm, or types anything, could send to a function instead of good arguments. */
export function hostileArguments(
  exportedArgs: string,
  given: Record<string, unknown>,
  ids: readonly string[],
): Record<string, unknown>[] {
  const validator = JSON.parse(exportedArgs) as Validator;
  return validator.type === "object" ? [...partsOf(validator, given, ids)] : [];
}
