import type { JSONValue } from "convex/values";
import type { Chance } from "./chance";

export const listKeys = ["a", "b", "c", "d"];
const accountNames = ["ada", "bob", "cyd"];

/** A mutation of the project that a client asks for next, and its arguments; `tokens` is how many were asked for before. */
export function drawWork(chance: Chance, item: number, tokens: number): [string, { [key: string]: JSONValue }] {
  switch (chance.below(8)) {
    case 0:
    case 1:
    case 2:
      return ["append", { key: chance.pick(listKeys), item }];
    case 3:
      return ["appendToAll", { keys: listKeys.slice(chance.below(3)), item }];
    case 4:
    case 5: {
      const from = chance.pick(accountNames);
      const to = chance.pick(accountNames.filter((name) => name !== from));
      return ["transfer", { from, to, amount: 1 + chance.below(60) }];
    }
    case 6:
      return [
        "plan",
        { as: chance.pick(["mutation", "action"]), delayMs: chance.pick([0, 0, 5, 1_000, 30_000, 300_000]) },
      ];
    default:
      return ["cancel", { of: `t${chance.below(tokens + 1)}` }];
  }
}
