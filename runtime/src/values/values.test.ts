import { convexToJson, compareValues, getConvexSize, jsonToConvex, v, type Value } from "convex/values";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { afterPrefix, compareBytes } from "./bytes";
import { documentText, parseDocument } from "./documents";
import { decodeId, encodeId, mintInternalId } from "./ids";
import { encodeKey } from "./key-codec";
import { printValue, validateValue, type ValidatorJSON } from "./validators";

const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,4}$/);
const text = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.constantFrom("", "\0", "a\0", "a", "a\0b", "\u0001", "é", "🙂", "\uffff"),
);
const leaf: fc.Arbitrary<Value> = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.double(),
  fc.constantFrom(0, -0, NaN, Infinity, -Infinity, 1, -1, 5e-324, 2 ** 53),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  text,
  fc.uint8Array({ maxLength: 5 }).map((bytes) => new Uint8Array(bytes).buffer),
);
const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(name, tie("value"), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

describe("ordered keys", () => {
  it("[V1] the order of encoded values is the order of the values", () => {
    const some = fc.option(value, { nil: undefined, freq: 20 });
    fc.assert(
      fc.property(some, some, (a, b) => {
        expect(Math.sign(compareBytes(encodeKey([a]), encodeKey([b])))).toBe(Math.sign(compareValues(a, b)));
      }),
      { numRuns: 2_000 },
    );
  });

  it("[V1] the types come in Convex's order", () => {
    const ordered: (Value | undefined)[] = [
      undefined,
      null,
      -1n,
      0n,
      5n,
      -Infinity,
      -1,
      -0,
      0,
      1,
      Infinity,
      NaN,
      false,
      true,
      "",
      "a",
      "a\0",
      "b",
      new Uint8Array([0]).buffer,
      new Uint8Array([1]).buffer,
      [],
      [null],
      [1],
      {},
      { a: 1 },
      { a: 2 },
      { b: 0 },
    ];
    const encoded = ordered.map((item) => encodeKey([item]));
    expect([...encoded].sort(compareBytes)).toEqual(encoded);
  });

  it("[V2] a key starts with a value's encoding only when it starts with that value", () => {
    fc.assert(
      fc.property(value, value, value, (a, b, c) => {
        const prefix = encodeKey([a]);
        const end = afterPrefix(prefix);
        const inside = (key: Uint8Array) =>
          compareBytes(key, prefix) >= 0 && (end === null || compareBytes(key, end) < 0);
        expect(inside(encodeKey([a, c]))).toBe(true);
        if (compareValues(a, b) !== 0) expect(inside(encodeKey([b, c]))).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  it("[V3] a document's text gives the same values back", () => {
    fc.assert(
      fc.property(fc.dictionary(name, value, { noNullPrototype: true }), (fields) => {
        expect(compareValues(parseDocument(documentText(fields)), fields)).toBe(0);
        expect(getConvexSize(parseDocument(documentText(fields)))).toBe(getConvexSize(fields));
      }),
      { numRuns: 500 },
    );
  });
});

describe("ids", () => {
  const internal = fc.uint8Array({ minLength: 16, maxLength: 16 });
  it("[V4] an id gives its table and document back, in 31 to 37 lower-case characters", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 32 - 1 }), internal, (table, bytes) => {
        const id = encodeId(table, bytes);
        expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{31,37}$/);
        expect(decodeId(id)).toEqual({ tableNumber: table, internal: bytes });
      }),
    );
  });

  it("[V4] the text order of a table's ids is the byte order of its documents", () => {
    fc.assert(
      fc.property(internal, internal, (a, b) => {
        const [x, y] = [encodeId(10_001, a), encodeId(10_001, b)];
        expect(x < y ? -1 : x > y ? 1 : 0).toBe(Math.sign(compareBytes(a, b)));
      }),
    );
  });

  it("[V4] a changed character is no id, whatever character it is", () => {
    fc.assert(
      fc.property(
        internal,
        fc.nat(31),
        fc.constantFrom(..."0123456789abcdefghjkmnpqrstvwxyzilouA- "),
        (bytes, at, character) => {
          const id = encodeId(10_001, bytes);
          if (id[at] === character) return;
          const decoded = decodeId(id.slice(0, at) + character + id.slice(at + 1));
          // Fletcher's sum cannot tell a byte of 0 from one of 255; every other change is found.
          if (decoded !== null)
            expect(decoded.internal.some((byte, i) => byte !== bytes[i] && byte % 255 === 0)).toBe(true);
        },
      ),
    );
    expect([decodeId(""), decodeId("hello"), decodeId("j".repeat(32)), decodeId("x".repeat(500))]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it("[V4] minted ids of later milliseconds come later, and their tail is random", () => {
    const random = (bytes: number) => new Uint8Array(bytes).fill(9);
    const [early, late] = [mintInternalId(1_000, random), mintInternalId(1_001, random)];
    expect(compareBytes(early, late)).toBeLessThan(0);
    expect([...early.subarray(6)]).toEqual(Array.from({ length: 10 }, () => 9));
  });
});

describe("validators", () => {
  const json = (validator: { json?: unknown }) => (validator as { json: ValidatorJSON }).json;
  const tables: Record<string, string> = { u1: "users", m1: "messages" };
  const check = (validator: unknown, item: Value, subject: "arguments" | "returns" = "arguments") => {
    try {
      validateValue(json(validator as { json?: unknown }), item, subject, (id) => tables[id] ?? null);
      return "fits";
    } catch (error) {
      return (error as Error).message;
    }
  };

  it("[V6] each kind takes its own values and refuses the others", () => {
    const samples: Record<string, Value> = {
      null: null,
      int: 5n,
      float: 1.5,
      bool: true,
      text: "x",
      user: "u1",
      bytes: new ArrayBuffer(2),
      list: ["a"],
      map: { a: 1 },
    };
    const kinds = {
      null: v.null(),
      int64: v.int64(),
      float64: v.number(),
      boolean: v.boolean(),
      string: v.string(),
      id: v.id("users"),
      bytes: v.bytes(),
      array: v.array(v.string()),
      object: v.object({ a: v.number() }),
      record: v.record(v.string(), v.number()),
      any: v.any(),
      literal: v.literal("x"),
      literalInt: v.literal(5n),
      union: v.union(v.null(), v.int64()),
      commitTs: v.commitTs(),
    };
    const fits = Object.fromEntries(
      Object.entries(kinds).map(([kind, validator]) => [
        kind,
        Object.keys(samples).filter((key) => check(validator, samples[key]!) === "fits"),
      ]),
    );
    expect(fits).toEqual({
      null: ["null"],
      int64: ["int"],
      float64: ["float"],
      boolean: ["bool"],
      string: ["text", "user"],
      id: ["user"],
      bytes: ["bytes"],
      array: ["list"],
      object: ["map"],
      record: ["map"],
      any: Object.keys(samples),
      literal: ["text"],
      literalInt: ["int"],
      union: ["null", "int"],
      commitTs: ["int"],
    });
  });

  it("[V7] a wrong value is reported with its path, the value and the validator", () => {
    const args = v.object({ list: v.array(v.object({ n: v.number() })), ref: v.optional(v.id("users")) });
    expect(check(args, { list: [{ n: 1 }, { n: "2" }] })).toBe(
      'ArgumentValidationError: Value does not match validator.\nPath: .list[1].n\nValue: "2"\nValidator: v.float64()',
    );
    expect(check(args, { list: [], ref: "nothing" })).toBe(
      'ArgumentValidationError: Value does not match validator.\nPath: .ref\nValue: "nothing"\nValidator: v.id("users")',
    );
    expect(check(v.string(), 1, "returns")).toBe(
      "ReturnsValidationError: Value does not match validator.\n\nValue: 1.0\nValidator: v.string()",
    );
  });

  it("[V7] an id of another table is reported with that table", () => {
    expect(check(v.object({ user: v.id("users") }), { user: "m1" })).toBe(
      'ArgumentValidationError: Found ID "m1" from table `messages`, which does not match the table name in validator `v.id("users")`.\nPath: .user',
    );
  });

  it("[V7] a missing and an extra field are reported with the object", () => {
    const args = v.object({ name: v.string(), age: v.optional(v.number()) });
    expect(check(args, { age: 3 })).toBe(
      "ArgumentValidationError: Object is missing the required field `name`. Consider wrapping the field validator in `v.optional(...)` if this is expected.\n\nObject: {age: 3.0}\nValidator: v.object({name: v.string(), age: v.optional(v.float64())})",
    );
    expect(check(v.object({ a: args }), { a: { name: "x", extra: true } })).toBe(
      'ArgumentValidationError: Object contains extra field `extra` that is not in the validator.\nPath: .a\nObject: {name: "x", extra: true}\nValidator: v.object({name: v.string(), age: v.optional(v.float64())})',
    );
  });

  it("[V7] a field named like a built-in property of objects is a field like any other", () => {
    const hostile = JSON.parse('{"constructor": "x"}') as Record<string, Value>;
    expect(check(v.object({}), hostile)).toContain("Object contains extra field `constructor`");
    expect(check(v.object({ constructor: v.string() }), {})).toContain(
      "Object is missing the required field `constructor`",
    );
  });

  it("[V7] values print as Convex prints them", () => {
    expect(printValue({ a: 1, b: [2n, -0, 1.5, null, true, 'q"q'], c: new ArrayBuffer(3) })).toBe(
      '{a: 1.0, b: [2n, -0.0, 1.5, null, true, "q\\"q"], c: bytes(3)}',
    );
    expect(jsonToConvex(convexToJson(1n))).toBe(1n);
  });
});
