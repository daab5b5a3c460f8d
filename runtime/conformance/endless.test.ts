import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeFunctionReference } from "convex/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { serve, temporaryFolder, type Served } from "./support/harness";

const source = `
import { actionGeneric as action, mutationGeneric as mutation, queryGeneric as query } from "convex/server";
import { v } from "convex/values";
export const fine = query({ args: {}, handler: () => "fine" });
export const spin = query({ args: {}, handler: () => { for (;;) {} } });
export const deafSpin = query({ args: {}, handler: () => { for (;;) { try { while (true) {} } catch {} } } });
export const spinAwaiting = query({ args: {}, handler: async () => { while (true) await null; } });
export const write = mutation({ args: {}, handler: async (ctx) => {
  await ctx.db.insert("rows", { n: 1 });
  let i = 0;
  do { i++ } while (i > 0);
} });
export const act = action({ args: {}, handler: () => { for (let i = 1; i > 0; ) i = 1; } });
export const count = query({ args: {}, handler: async (ctx) => (await ctx.db.query("rows").collect()).length });
export const recurse = query({ args: {}, handler: () => { const fib = (n) => n < 2 ? n : fib(n - 1) + fib(n - 2); return fib(90); } });
export const chain = query({ args: {}, handler: () => { const next = () => Promise.resolve().then(next); return next(); } });
export const deafChain = query({ args: {}, handler: async () => { const next = async () => { try { await next2(); } catch {} return next(); }; const next2 = async () => { await null; }; await next(); } });
export const forgottenChain = query({ args: {}, handler: () => { const next = async () => { await null; return next(); }; void next(); return new Promise(() => {}); } });
export const pattern = query({ args: { text: v.string() }, handler: (_, { text }) => /^(?=a)(a+)+$/.test(text) });
export const made = query({ args: { text: v.string() }, handler: (_, { text }) => text.replace(new RegExp("(a|A)+$", "i"), "") });
export const linear = query({ args: { text: v.string() }, handler: (_, { text }) => /^(a+)+$/.test(text) });
export const trim = query({ args: { text: v.string() }, handler: (_, { text }) => text.replace(/\\s+$/, "").length });
export const patternDeaf = query({ args: {}, handler: () => { for (;;) { try { /^(?=a)(a+)+$/.test("a".repeat(50) + "b") } catch {} } } });
export const busy = query({ args: {}, handler: () => { let sum = 0; for (let i = 0; i < 9_000; i++) sum += i; return sum; } });
`;

const call = (name: string) => makeFunctionReference<"query">(`loops:${name}`);

/** How long a busy machine may take, in ms, to bundle a project with all its components. */
const patience = 180_000;

describe("a function that never ends", { timeout: patience }, () => {
  let served: Served;
  const project = temporaryFolder();
  const functionsDir = join(project.folder, "convex");
  beforeAll(async () => {
    mkdirSync(functionsDir);
    symlinkSync(fileURLToPath(new URL("../../node_modules", import.meta.url)), join(project.folder, "node_modules"));
    writeFileSync(join(functionsDir, "loops.ts"), source);
    served = await serve({ functionsDir, limits: { transactionMs: 800 } });
  }, patience);
  afterAll(async () => {
    await served.stop();
    project.remove();
  });

  test.each(["spin", "deafSpin", "spinAwaiting", "recurse", "chain", "deafChain", "forgottenChain", "patternDeaf"])(
    "[FN20] the query %s is stopped and named, and others are served",
    async (name) => {
      await expect(served.http().query(call(name), {})).rejects.toThrow(
        `Function execution timed out: loops:${name} ran`,
      );
      expect(await served.http().query(call("fine"), {})).toBe("fine");
    },
  );

  test.each([
    ["pattern", `${"a".repeat(60)}b`],
    ["made", `${"a".repeat(60)}b`],
    ["trim", `${" ".repeat(600_000)}b`],
  ])("[FN20] the regular expression of %s is cut off and named, and others are served", async (name, text) => {
    await expect(served.http().query(call(name), { text })).rejects.toThrow(
      new RegExp(`Function execution timed out: loops:${name} ran [^]*at .*convex/loops\\.ts:`),
    );
    expect(await served.http().query(call("fine"), {})).toBe("fine");
  });

  test("[FN20] a regular expression that has an answer in linear time is answered", async () => {
    expect(await served.http().query(call("linear"), { text: `${"a".repeat(25_000)}b` })).toBe(false);
  });

  test("[FN20] the loop is found in its file", async () => {
    await expect(served.http().query(call("spin"), {})).rejects.toThrow(/at .*convex\/loops\.ts:5:65/);
  });

  test("[FN20] of a mutation that is stopped nothing stays, and the next one runs", async () => {
    const write = makeFunctionReference<"mutation">("loops:write");
    await expect(served.http().mutation(write, {})).rejects.toThrow("Function execution timed out: loops:write ran");
    await expect(served.http().mutation(write, {})).rejects.toThrow("Function execution timed out: loops:write ran");
    expect(await served.http().query(call("count"), {})).toBe(0);
  });

  test("[FN20] an action may run for long, and not without letting anything else run", async () => {
    const act = makeFunctionReference<"action">("loops:act");
    await expect(served.http().action(act, {})).rejects.toThrow(/loops:act ran for 800 ms without letting/);
    expect(await served.http().query(call("fine"), {})).toBe("fine");
  });

  test("[FN20] a long loop that ends is left alone", async () => {
    expect(await served.http().query(call("busy"), {})).toBe(40_495_500);
  });

  test("[FN20] a module that never ends loading is refused, and the last good version is served", async () => {
    writeFileSync(join(functionsDir, "stuck.ts"), "while (true) {}\nexport const nothing = 1;\n");
    await expect(served.runtime.reload()).rejects.toThrow(
      /stuck failed to load: Error: Function execution timed out: A module/,
    );
    expect(await served.http().query(call("fine"), {})).toBe("fine");
  });
});
