import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { betterAuth } from "better-auth/minimal";
import { open, type RootDatabase } from "lmdb";
import { afterEach, describe, expect, it } from "vitest";
import { lmdbAdapter, type RowChange } from "./lmdb-adapter";

const opened: RootDatabase[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((env) => env.close()));
});

async function openAdapter(onChange?: (change: RowChange) => void) {
  const env = open({ path: join(mkdtempSync(join(tmpdir(), "adapter-")), "accounts.mdb"), maxDbs: 4 });
  opened.push(env);
  const auth = betterAuth({
    secret: "a secret of the tests that is long enough",
    baseURL: "http://localhost:3400",
    database: lmdbAdapter(env, onChange),
    telemetry: { enabled: false },
  });
  return (await auth.$context).adapter;
}

const person = (name: string) => ({ name, email: `${name.toLowerCase()}@example.com`, emailVerified: false });
type User = { id: string; name: string; email: string; emailVerified: boolean; image: string | null };

async function openPeople() {
  const adapter = await openAdapter();
  for (const name of ["Ada", "Grace", "Hedy", "Radia"]) await adapter.create({ model: "user", data: person(name) });
  const names = async (where: Parameters<typeof adapter.findMany>[0]["where"]) =>
    (await adapter.findMany<User>({ model: "user", where, sortBy: { field: "name", direction: "asc" } })).map(
      ({ name }) => name,
    );
  return { adapter, names };
}

describe("the store of accounts", () => {
  it("finds rows by every comparison that better-auth asks for", async () => {
    const { names } = await openPeople();
    expect(await names([{ field: "email", value: "ada@example.com" }])).toEqual(["Ada"]);
    expect(await names([{ field: "email", value: "ADA@example.com", mode: "insensitive" }])).toEqual(["Ada"]);
    expect(await names([{ field: "name", operator: "ne", value: "Ada" }])).toEqual(["Grace", "Hedy", "Radia"]);
    expect(await names([{ field: "name", operator: "in", value: ["Ada", "Hedy"] }])).toEqual(["Ada", "Hedy"]);
    expect(await names([{ field: "name", operator: "not_in", value: ["Ada", "Hedy"] }])).toEqual(["Grace", "Radia"]);
    expect(await names([{ field: "name", operator: "contains", value: "ad" }])).toEqual(["Radia"]);
    expect(await names([{ field: "name", operator: "starts_with", value: "G" }])).toEqual(["Grace"]);
    expect(await names([{ field: "name", operator: "ends_with", value: "a" }])).toEqual(["Ada", "Radia"]);
    expect(await names([{ field: "name", operator: "lt", value: "Hedy" }])).toEqual(["Ada", "Grace"]);
    expect(await names([{ field: "name", operator: "lte", value: "Hedy" }])).toEqual(["Ada", "Grace", "Hedy"]);
    expect(await names([{ field: "name", operator: "gt", value: "Hedy" }])).toEqual(["Radia"]);
    expect(await names([{ field: "name", operator: "gte", value: "Hedy" }])).toEqual(["Hedy", "Radia"]);
    expect(await names([{ field: "image", value: null }])).toHaveLength(4);
    const either = [
      { field: "name", value: "Ada" },
      { field: "name", value: "Radia", connector: "OR" as const },
    ];
    expect(await names(either)).toEqual(["Ada", "Radia"]);
  });

  it("pages and counts in a given order", async () => {
    const { adapter } = await openPeople();
    const page = await adapter.findMany<User>({
      model: "user",
      sortBy: { field: "name", direction: "desc" },
      limit: 2,
      offset: 1,
    });
    expect([page.map(({ name }) => name), await adapter.count({ model: "user" })]).toEqual([["Hedy", "Grace"], 4]);
  });

  it("gives a unique value to one row only, however many ask at once, and frees it with the row", async () => {
    const adapter = await openAdapter();
    const answers = await Promise.allSettled(
      Array.from({ length: 6 }, () => adapter.create({ model: "user", data: person("Ada") })),
    );
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await adapter.delete({ model: "user", where: [{ field: "email", value: "ada@example.com" }] });
    await adapter.create({ model: "user", data: person("Ada") });
    const taken = adapter.create({ model: "user", data: { ...person("Grace"), email: "ada@example.com" } });
    await expect(taken).rejects.toThrow("user.email is taken");
    expect(await adapter.count({ model: "user" })).toBe(1);
  });

  it("finds a changed row by its new value and not by its old one", async () => {
    const { adapter, names } = await openPeople();
    await adapter.update({
      model: "user",
      where: [{ field: "email", value: "ada@example.com" }],
      update: { email: "lovelace@example.com" },
    });
    expect(await names([{ field: "email", value: "ada@example.com" }])).toEqual([]);
    expect(await names([{ field: "email", value: "lovelace@example.com" }])).toEqual(["Ada"]);
  });

  it("consumes a row for exactly one of those who race for it", async () => {
    const adapter = await openAdapter();
    const expiresAt = new Date(Date.now() + 60_000);
    await adapter.create({ model: "verification", data: { identifier: "code", value: "x", expiresAt } });
    const where = [{ field: "identifier", value: "code" }];
    const taken = await Promise.all(
      Array.from({ length: 6 }, () => adapter.consumeOne({ model: "verification", where })),
    );
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  it("keeps every column of a row, empty ones as null, and dates as dates", async () => {
    const adapter = await openAdapter();
    const made = await adapter.create<Omit<User, "id">, User & { createdAt: Date }>({
      model: "user",
      data: { ...person("Ada"), image: null },
    });
    const read = await adapter.findOne<User & { createdAt: Date }>({
      model: "user",
      where: [{ field: "id", value: made.id }],
    });
    expect(read).toMatchObject({ name: "Ada", image: null, emailVerified: false });
    expect(read?.createdAt).toBeInstanceOf(Date);
  });

  it("undoes a change whose listener fails", async () => {
    let isRefusing = false;
    const adapter = await openAdapter(() => {
      if (isRefusing) throw new Error("the outbox is full");
    });
    await adapter.create({ model: "user", data: person("Ada") });
    isRefusing = true;
    const where = [{ field: "email", value: "ada@example.com" }];
    await expect(adapter.update({ model: "user", where, update: { name: "Someone" } })).rejects.toThrow(
      "the outbox is full",
    );
    expect((await adapter.findOne<User>({ model: "user", where }))?.name).toBe("Ada");
  });
});
