import type { Value } from "convex/values";
import type { Chance } from "./chance";

const texts = [
  "",
  "plain",
  "é ñ ß 漢字 👩‍🏫",
  '\u0000\u0001\n\r\t"\\/',
  "\u2028\u2029\ufeff",
  "\ud800 alone",
  '{"$integer":"AAAAAAAAAAA="}',
  '=1+1,;"',
  "NaN",
  "null",
];
const numbers = [0, -0, 1, -1.5, NaN, Infinity, -Infinity, Number.MIN_VALUE, Number.MAX_VALUE, 2 ** 53, 0.1 + 0.2];
const integers = [0n, 1n, -1n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n + 1n];
const names = ["a", "b", "some_field", "with space", "UPPER", "x1", "constructor", "~", "a.b", "1"];

/** A value of any kind that a document can hold, some of them awkward. */
export function randomValue(chance: Chance, depth = 0): Value {
  const kinds: (() => Value)[] = [
    () => null,
    () => chance.happens(0.5),
    () => chance.pick(numbers),
    () => chance.between(-1e6, 1e6),
    () => chance.pick(integers),
    () => BigInt(chance.below(1e9)) * -7n,
    () => chance.pick(texts),
    () => chance.pick(texts).repeat(chance.below(40)),
    () => chance.bytes(chance.below(70)).buffer as ArrayBuffer,
    () => Array.from({ length: chance.below(5) }, () => randomValue(chance, depth + 1)),
    () => objectOf(chance, depth),
  ];
  return chance.pick(depth < 4 ? [...kinds, kinds.at(-1)!, kinds.at(-2)!] : kinds.slice(0, -2))();
}

function objectOf(chance: Chance, depth: number): Record<string, Value> {
  return Object.fromEntries(
    Array.from({ length: chance.below(5) }, () => [chance.pick(names), randomValue(chance, depth + 1)]),
  );
}
