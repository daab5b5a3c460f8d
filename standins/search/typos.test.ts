import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editDistance, prefixDistance } from "./typos";
import { Vocabulary } from "./vocabulary";

/** The whole table, cell by cell, as it stands in the textbook (neighbours may swap once). */
function naiveDistance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, row) =>
    Array.from({ length: b.length + 1 }, (_, column) => (row === 0 ? column : column === 0 ? row : 0)),
  );
  for (let row = 1; row <= a.length; row++) {
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let least = Math.min(
        table[row - 1]![column]! + 1,
        table[row]![column - 1]! + 1,
        table[row - 1]![column - 1]! + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        least = Math.min(least, table[row - 2]![column - 2]! + 1);
      }
      table[row]![column] = least;
    }
  }
  return table[a.length]![b.length]!;
}

const prefixes = (word: string) => Array.from({ length: word.length + 1 }, (_, end) => word.slice(0, end));
const letters = (minLength: number, maxLength: number) =>
  fc.array(fc.constantFrom(..."abcdé"), { minLength, maxLength }).map((all) => all.join(""));

describe("typos", () => {
  it("are counted as the textbook counts them", () => {
    fc.assert(
      fc.property(letters(0, 9), letters(0, 9), fc.integer({ min: 0, max: 3 }), (a, b, most) => {
        expect(editDistance(a, b, most)).toBe(Math.min(naiveDistance(a, b), most + 1));
      }),
      { numRuns: 3000 },
    );
  });

  it("of a beginning are those of the nearest beginning", () => {
    fc.assert(
      fc.property(letters(1, 7), letters(0, 10), fc.integer({ min: 1, max: 2 }), (a, b, most) => {
        const nearest = Math.min(...prefixes(b).map((prefix) => naiveDistance(a, prefix)));
        expect(prefixDistance(a, b, most)).toBe(Math.min(nearest, most + 1));
      }),
      { numRuns: 3000 },
    );
  });
});

describe("a vocabulary", () => {
  const frequency = () => 1;

  it("finds all words that are few enough typos away, a wrong first letter counting twice, and no others", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(letters(1, 8), { maxLength: 40 }),
        letters(4, 8),
        fc.boolean(),
        fc.integer({ min: 0, max: 2 }),
        (words, query, isPrefix, most) => {
          const vocabulary = new Vocabulary();
          for (const word of words) vocabulary.number(word);
          const found = vocabulary.expand(query, isPrefix, most, frequency);
          const expected = words.filter((word) => {
            if (isPrefix ? word.startsWith(query) : word === query) return true;
            const near = isPrefix
              ? Math.min(...prefixes(word).map((one) => naiveDistance(query, one)))
              : naiveDistance(query, word);
            const penalty = word[0] === query[0] ? 0 : 1;
            return near + penalty <= most;
          });
          expect(found.map(({ term }) => vocabulary.words[term]).sort()).toEqual(expected.sort());
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("finds all words with a beginning, also those that came after somebody looked", () => {
    fc.assert(
      fc.property(
        fc.array(letters(1, 5), { maxLength: 30 }),
        fc.array(letters(1, 5), { maxLength: 30 }),
        letters(1, 2),
        (some, more, prefix) => {
          const vocabulary = new Vocabulary();
          for (const words of [some, more]) {
            for (const word of words) vocabulary.number(word);
            const found = vocabulary.withPrefix(prefix).map((term) => vocabulary.words[term]!);
            expect(found).toEqual(
              [...new Set(vocabulary.words)].filter((word) => word.startsWith(prefix)).sort((a, b) => (a < b ? -1 : 1)),
            );
          }
        },
      ),
    );
  });
});
