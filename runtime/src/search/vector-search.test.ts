import fc from "fast-check";
import { defineSchema, defineTable } from "convex/server";
import { v, type Value } from "convex/values";
import { afterEach, describe, expect, it } from "vitest";
import type { Database } from "../database/database";
import { openDatabase } from "../database/open-database";
import { MemoryStore } from "../store/memory-store";

let database: Database;
afterEach(() => database.close());

const table = () =>
  defineTable({ at: v.optional(v.array(v.number())), kind: v.optional(v.string()), n: v.optional(v.number()) });
const indexed = {
  points: table().vectorIndex("by_at", { vectorField: "at", dimensions: 2, filterFields: ["kind", "n"] }),
};
const schemaOf = (tables: Parameters<typeof defineSchema>[0]) =>
  JSON.parse((defineSchema(tables) as unknown as { export(): string }).export()) as unknown;

async function open(store = new MemoryStore(), tables: Parameters<typeof defineSchema>[0] = indexed) {
  database = await openDatabase({ store });
  await database.setSchema(schemaOf(tables));
}

const insert = async (...docs: Record<string, Value>[]) =>
  (await database.mutate(async (tx) => docs.map((doc) => tx.insert("points", doc)))).value;
const eq = (field: string, value: Value) => ({ $eq: [{ $field: field }, { $literal: value }] });
const nearest = (vector: unknown[], more: { limit?: number; expressions?: unknown } = {}) =>
  database.searchVectors({ indexName: "points.by_at", vector, expressions: null, ...more });

describe("vector search", () => {
  it("[VS1] finds the nearest by cosine, whatever their length, with scores from 1 to -1", async () => {
    await open();
    const [east, north, west] = await insert({ at: [5, 0] }, { at: [0, 0.1] }, { at: [-1, 0] });
    const found = await nearest([1, 0.1]);
    expect(found.map(({ _id }) => _id)).toEqual([east, north, west]);
    expect((await nearest([2, 0]))[0]).toEqual({ _id: east, _score: 1 });
    expect((await nearest([2, 0]))[2]!._score).toBe(-1);
    expect(await nearest([1, 0], { limit: 1 })).toHaveLength(1);
  });

  it("[VS2] sees every durable write at once, and only vectors of the index's length", async () => {
    await open();
    const [id] = await insert({ at: [1, 0] }, { at: [1, 0, 0] }, {});
    expect((await nearest([1, 0])).map(({ _id }) => _id)).toEqual([id]);
    const [second] = await insert({ at: [0, 1] });
    expect((await nearest([0, 1])).map(({ _id }) => _id)).toEqual([second, id]);
    await database.mutate(async (tx) => tx.patch(id!, { at: [0, 2] }));
    expect((await nearest([0, 1])).map(({ _score }) => _score)).toEqual([1, 1]);
    await database.mutate(async (tx) => tx.remove(second!));
    expect((await nearest([0, 1])).map(({ _id }) => _id)).toEqual([id]);
  });

  it("[VS3] filters by equality and alternatives over filter fields", async () => {
    await open();
    const [a, b, c] = await insert({ at: [1, 0], kind: "a" }, { at: [1, 0], kind: "b" }, { at: [1, 0], n: 1 });
    const ids = async (expressions: unknown) => (await nearest([1, 0], { expressions })).map(({ _id }) => _id).sort();
    expect(await ids(eq("kind", "a"))).toEqual([a]);
    expect(await ids({ $or: [eq("kind", "a"), eq("n", 1)] })).toEqual([a, c].sort());
    expect(await ids({ $eq: [{ $field: "kind" }, { $literal: { $undefined: null } }] })).toEqual([c]);
    expect(await ids(eq("kind", "none"))).toEqual([]);
    expect(b).toBeDefined();
  });

  it("[VS4] a search that does not fit its index is refused by name", async () => {
    await open();
    await expect(nearest([1, 2, 3])).rejects.toThrow(
      "Vector query against points.by_at must be a vector of 2 dimensions, received 3",
    );
    await expect(nearest([1, "x"])).rejects.toThrow("finite numbers");
    await expect(nearest([1, 2], { limit: 257 })).rejects.toThrow("limit between 1 and 256");
    await expect(nearest([1, 2], { limit: 0 })).rejects.toThrow("limit between 1 and 256");
    await expect(nearest([1, 2], { expressions: eq("at", 1) })).rejects.toThrow("isn't indexed for filtering");
    const many = { $or: Array.from({ length: 65 }, () => eq("kind", "a")) };
    await expect(nearest([1, 2], { expressions: many })).rejects.toThrow("Max: 64 Actual: 65");
    await expect(
      database.searchVectors({ indexName: "points.none", vector: [1, 2], expressions: null }),
    ).rejects.toThrow('Cannot use vector index "none" for table "points" because it is not declared in the schema.');
  });

  it("[VS5] an index is filled with the documents that are there, and outlives a restart", async () => {
    const store = new MemoryStore();
    await open(store, { points: table() });
    const [id] = await insert({ at: [1, 0] });
    await database.setSchema(schemaOf(indexed));
    expect(await nearest([1, 0])).toEqual([{ _id: id, _score: 1 }]);
    await database.verify();
    await database.close();
    database = await openDatabase({ store: store.reopened() });
    expect(await nearest([1, 0])).toEqual([{ _id: id, _score: 1 }]);
  });

  it("[VS1] equals a naive comparison of all vectors", async () => {
    const part = fc.integer({ min: -9, max: 9 });
    const vector = fc.tuple(part, part).filter(([x, y]) => x !== 0 || y !== 0);
    await fc.assert(
      fc.asyncProperty(fc.array(vector, { maxLength: 60 }), vector, async (vectors, asked) => {
        await open();
        const ids = await insert(...vectors.map((at) => ({ at })));
        const cosine = ([x, y]: readonly [number, number]) =>
          (x * asked[0] + y * asked[1]) / (Math.hypot(x, y) * Math.hypot(...asked));
        const found = await nearest(asked, { limit: 20 });
        const scores = vectors.map(cosine).sort((a, b) => b - a);
        expect(found.map(({ _score }) => _score)).toEqual(
          scores.slice(0, 20).map((score) => expect.closeTo(score, 5) as number),
        );
        for (const { _id, _score } of found) expect(_score).toBeCloseTo(cosine(vectors[ids.indexOf(_id)]!), 5);
        await database.close();
      }),
      { numRuns: 30 },
    );
  });
});
