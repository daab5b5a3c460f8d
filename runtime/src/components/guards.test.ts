import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { compileFunction } from "node:vm";
import { parse } from "acorn";
import { transform } from "esbuild";
import { describe, expect, test } from "vitest";
import { bundleProject } from "../functions/bundle";
import { guardRegExp, guardScript, guardTick } from "./guards";

/** What esbuild prints for a text, as the loader gets it. */
async function printed(text: string): Promise<string> {
  return (await transform(text, { target: "es2022" })).code;
}

/** A script as a tree, without places, without guards, and with bodies of one statement written in one way. */
function treeOf(code: string): unknown {
  const isTick = (node: unknown) => (node as { callee?: { name?: string } } | null)?.callee?.name === guardTick;
  const bare = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.filter((one) => !isNothing(one)).map(bare);
    if (typeof value !== "object" || value === null || value instanceof RegExp) return value;
    const node = value as Record<string, unknown> & {
      callee?: { name?: string };
      body?: { type?: string; body?: unknown[] };
    };
    if (node.callee?.name === guardRegExp) return bare((node.arguments as unknown[])[0]);
    if (node.type === "SequenceExpression") {
      const rest = (node.expressions as unknown[]).filter((one) => !isTick(one));
      if (rest.length === 1) return bare(rest[0]);
      return { type: node.type, expressions: bare(rest) };
    }
    if (node.type === "BlockStatement") {
      const body = bare(node.body) as unknown[];
      return body.length === 1 ? body[0] : { type: node.type, body };
    }
    const { start: _start, end: _end, raw: _raw, ...rest } = node;
    return Object.fromEntries(Object.entries(rest).map(([name, part]) => [name, bare(part)]));
  };
  const isNothing = (one: unknown) => {
    const { type, expression } = (one ?? {}) as { type?: string; expression?: unknown };
    return type === "EmptyStatement" || (type === "ExpressionStatement" && isTick(expression));
  };
  return bare(parse(code, { ecmaVersion: "latest" }));
}

/** Runs a loop that never ends: from its thousandth turn on, every turn is one too many. */
async function turns(body: string): Promise<number> {
  let count = 0;
  const tick = () => {
    count += 1;
    if (count >= 1_000) throw new Error("enough");
  };
  const { code } = guardScript(await printed(`(() => { ${body} })()`));
  const run = compileFunction(code, [guardTick]) as (t: () => void) => void;
  expect(() => run(tick)).toThrow("enough");
  return count;
}

describe("guards", () => {
  test.each([
    "for (;;) {}",
    "for (;;);",
    "for (let i = 0; ; i++) i += 2;",
    "for (let i = 0; i < 5; i--) {}",
    "for (const o = { f() { return 1; } }; o.f(); ) ;",
    "while (true) {}",
    "while (true);",
    "do {} while (true)",
    "let i = 0; do i++; while (i > 0)",
    "for (;;) { try { while (true) {} } catch {} }",
    "outer: for (;;) { while (true) continue outer; }",
    "const g = (function* () { while (true) yield 1; })(); for (const _ of g) ;",
    "const s = `${(() => { for (;;) {} })()}`;",
    "for (;;) for (;;) ;",
    "for (const x of { [Symbol.iterator]: () => ({ next: () => ({ done: false }) }) }) if (x) ; else continue;",
    "const half = 4 / 2; while (half / 2 > 0) {}",
    "const r = /[/'\"`]\\/ for (;;) /.test('x'); while (!r) {}",
    "if (true) /for (;;) {}/.test('y'); let n = 8; for (; n++ / 2 > 0; ) {}",
    "function f(n) { 'use strict'; return n < 2 ? n : f(n - 1) + f(n - 2); } f(60);",
    "class A { get b() { return this.c(60); } c(n) { return n < 2 ? n : this.c(n - 1) + this.c(n - 2); } } new A().b;",
    "const f = (n) => (n < 2 ? n : (0, f(n - 1) + f(n - 2))), o = (n) => ({ f: f(n) }); o(60);",
  ])("[FN20] %s can be left", async (body) => {
    expect(await turns(body)).toBeLessThan(1_010);
  });

  test.each([
    "const a = { for(x) { return x; }, while: 1, async do() {} }; a.for (1); a.while;",
    "class A { for(x) {} static while() {} #for = 1 }",
    "const s = 'for (;;) {}', t = `while (${`for (;;) ${1}`}) {}`, r = /while (a;b)/g;",
    "Symbol.for ('x'); /* for (;;) {} */ // while (1) {}\nlet x = 1 / 2 / 3; x = x++ / 2;",
    "for (const a in {}) ; for (const b in [() => { ; }]) { }",
    "const f = (a) => a + 1, g = function (b) { return [b].length; }, h = class { i() { return 1; } };",
    "const a = /ab+/g, b = /^[a-z]*$/i, c = /^x{3}-(?:y|z)$/u;",
  ])("[FN20] what cannot go on for ever stays as it is: %s", async (text) => {
    const code = await printed(text);
    expect(guardScript(code).code).toBe(code);
  });

  test("[FN20] guards change nothing else in the code of real projects", { timeout: 180_000 }, async () => {
    const folder = fileURLToPath(new URL("../../conformance/components-fixture/convex", import.meta.url));
    const { definitions } = await bundleProject(folder);
    let guards = 0;
    for (const { code } of definitions.flatMap(({ scripts }) => scripts)) {
      const { code: guarded } = guardScript(code);
      guards += guarded.split(`${guardTick}()`).length - 1;
      expect(isDeepStrictEqual(treeOf(guarded), treeOf(code))).toBe(true);
    }
    expect(guards).toBeGreaterThan(50);
  });

  test("[FN20] guards at one place are put in so that the code stays whole", async () => {
    const code =
      "const log = [];for(const a of [1])log.push(((b)=>log.push(b))(a));/(a+)+b/i.test('x');(()=>{'use strict';for(;;)return this===log.push(2)})();return log";
    const { code: guarded } = guardScript(code);
    const run = compileFunction(guarded, [guardTick, guardRegExp]) as (
      tick: () => void,
      same: (r: RegExp) => RegExp,
    ) => unknown;
    expect(
      run(
        () => undefined,
        (expression) => expression,
      ),
    ).toEqual([1, 1, 2]);
    expect(guarded).toContain(`(${guardRegExp}(/(a+)+b/i))`);
  });
});
