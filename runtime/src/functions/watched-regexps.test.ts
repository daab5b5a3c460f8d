import fc from "fast-check";
import { expect, it, test } from "vitest";
import { longestSafeText } from "./regexp-danger";
import { watchRegExps } from "./watched-regexps";

let cuts = 0;
const { RegExp: Watched } = watchRegExps({ tick: () => undefined, cutOff: (step) => ((cuts += 1), step()) });

test.each([
  ["\\s+", "g", Infinity],
  ["^[\\w.]+$", "", Infinity],
  ["[^a-z]+", "gi", Infinity],
  ["^(?:[0-9a-f]{8}|x)$", "i", Infinity],
  ["a{2,5}b", "", Infinity],
  ["\\s+$", "", 30_000],
  ["<[^>]*>", "g", 30_000],
  ["(a+)+$", "", 30_000],
  ["(?:a|aa)*b", "", 30_000],
  ["\\s+$", "i", 10_000],
  ["^(?=.*a).*b", "", 10_000],
  ["^(?=a)(a+)+$", "", 26],
  ["(a|b)\\1*(?:x|y)*$", "", 26],
  ["(a+)+$", "i", 26],
  ["(?:\\p{L}|[()*+])+$", "u", 26],
  ["([\\]+*(]+-?){2,}$", "v", 26],
] as const)("[FN20] /%s/%s is watched with more than its characters of text", (source, flags, length) => {
  expect(longestSafeText(source.replace("\\]+*(", "\\]\\+\\*\\("), flags)).toBe(length);
});

const pieces = ["a", "b", "(a+)+", "(?=a)", "(b|ab)*", "[ab]*", "\\1?", ".", "(?<n>a*)", "a*?", "x?"];
const expressions = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 4 }).map((some) => {
  const source = some.filter((piece, i) => piece !== "(?<n>a*)" || some.indexOf(piece) === i).join("");
  return /[(](?![?])|\?</.test(source) ? source : source.replace("\\1?", "b?");
});
const flagSets = fc.constantFrom("", "g", "y", "gi", "d", "gm", "gy");
const texts = fc
  .string({ unit: fc.constantFrom("a", "b", "c", "x"), maxLength: 14 })
  .map((text) => text + "abab".repeat(7));

it("[FN20] a watched expression does what it would do unwatched, with short texts and long ones", () => {
  fc.assert(
    fc.property(expressions, flagSets, texts, fc.nat(6), fc.boolean(), (source, flags, text, from, isLong) => {
      const given = isLong ? text : text.slice(0, 20);
      const both = [new Watched(source, flags), new RegExp(source, flags)].map((one) => {
        const seen: unknown[] = [one.source, one.flags, String(one), one instanceof RegExp, one instanceof Watched];
        const look = (work: () => unknown) => {
          one.lastIndex = from;
          seen.push(work(), one.lastIndex);
        };
        look(() => one.exec(given));
        look(() => one.test(given));
        look(() => given.match(one));
        if (flags.includes("g")) look(() => [...given.matchAll(one)]);
        if (flags.includes("g")) look(() => given.replaceAll(one, "[$&$1]"));
        look(() => given.replace(one, "<$`$1>"));
        look(() => given.replace(one, (...args) => JSON.stringify(args)));
        look(() => given.search(one));
        look(() => given.split(one));
        look(() => given.split(one, 2));
        return seen;
      });
      expect(both[0]).toEqual(both[1]);
    }),
    { numRuns: 300 },
  );
  expect(cuts).toBeGreaterThan(100);
});

it("[FN20] a project's RegExp is RegExp in all else", () => {
  class Own extends Watched {}
  const made = Watched("(a+)+$", "i");
  expect([made instanceof Watched, new Own("a") instanceof Own, made.constructor === Watched]).toEqual([
    true,
    true,
    true,
  ]);
  expect(new Watched(made).source).toBe(made.source);
  expect(structuredClone(made).flags).toBe("i");
  expect(() => new Watched("(")).toThrow(SyntaxError);
  expect("b-b".split(new Watched("-*(?:b|c)+$", "i"))).toEqual(["b", ""]);
});
