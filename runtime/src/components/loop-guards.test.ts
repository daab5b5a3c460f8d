import { fileURLToPath } from "node:url";
import { compileFunction } from "node:vm";
import { transform } from "esbuild";
import { describe, expect, test } from "vitest";
import { bundleProject } from "../functions/bundle";
import { guardLoops, loopTick } from "./loop-guards";

/** What esbuild prints for a text, as the loader gets it. */
async function printed(text: string): Promise<string> {
  return (await transform(text, { target: "es2022" })).code;
}

/** The same code in one form, whoever wrote it, without calls that do nothing. */
async function normalized(code: string): Promise<string> {
  const options = {
    minifySyntax: true,
    minifyWhitespace: true,
    treeShaking: true,
    pure: [loopTick],
    target: "es2022",
    legalComments: "none",
  };
  return (await transform(code, options as never)).code;
}

/** Runs a loop that never ends: from its thousandth turn on, every turn is one too many. */
async function turns(body: string): Promise<number> {
  let count = 0;
  const tick = () => {
    count += 1;
    if (count >= 1_000) throw new Error("enough");
  };
  const run = compileFunction(guardLoops(await printed(`(() => { ${body} })()`)), [loopTick]) as (
    t: () => void,
  ) => void;
  expect(() => run(tick)).toThrow("enough");
  return count;
}

describe("guards in loops", () => {
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
  ])("[FN20] %s can be left", async (body) => {
    expect(await turns(body)).toBeLessThan(1_010);
  });

  test.each([
    "const a = { for(x) { return x; }, while: 1, async do() {} }; a.for (1); a.while;",
    "class A { for(x) {} static while() {} #for = 1 }",
    "const s = 'for (;;) {}', t = `while (${`for (;;) ${1}`}) {}`, r = /while (a;b)/g;",
    "Symbol.for ('x'); /* for (;;) {} */ // while (1) {}\nlet x = 1 / 2 / 3; x = x++ / 2;",
    "for (const a in {}) ; for (const b in [() => { ; }]) { }",
  ])("[FN20] what only looks like a loop stays as it is: %s", async (text) => {
    const code = await printed(text);
    expect(guardLoops(code)).toBe(code);
  });

  test("[FN20] guards change nothing else in the code of real projects", async () => {
    const folder = fileURLToPath(new URL("../../conformance/components-fixture/convex", import.meta.url));
    const { definitions } = await bundleProject(folder);
    let guards = 0;
    for (const { code } of definitions.flatMap(({ scripts }) => scripts)) {
      const guarded = guardLoops(code);
      guards += guarded.split(`${loopTick}()`).length - 1;
      expect(await normalized(guarded)).toBe(await normalized(code));
    }
    expect(guards).toBeGreaterThan(50);
  });
});
