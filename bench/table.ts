import { readFileSync, writeFileSync } from "node:fs";
import type { Row } from "./measure";

/** The lines of this run, and the file that keeps the newest of each. */
const rows: Row[] = [];
const file = new URL("results.json", import.meta.url);

const round = (value: number) => Number(value.toPrecision(3));

/** What is good enough: a largest ratio, how many times faster at least, or a largest absolute value of `ours`. */
export type Goal = { atMost: number } | { fasterBy: number } | { timesMore: number } | { absolute: number };

function judge(ours: number, baseline: number, goal: Goal, unit: string): { meets: boolean; said: string } {
  const ratio = ours / baseline;
  if ("atMost" in goal) return { meets: ratio <= goal.atMost, said: `≤ ${goal.atMost}×` };
  if ("fasterBy" in goal) return { meets: 1 / ratio >= goal.fasterBy, said: `≥ ${goal.fasterBy}× faster` };
  if ("timesMore" in goal) return { meets: ratio >= goal.timesMore, said: `≥ ${goal.timesMore}×` };
  return { meets: ours <= goal.absolute, said: `≤ ${goal.absolute} ${unit}` };
}

/** Adds a line beside its baseline; the ratio is ours to the baseline's. */
export function add(id: string, what: string, ours: number, baseline: number, goal: Goal, unit = "ms"): void {
  const { meets, said } = judge(ours, baseline, goal, unit);
  keep({ id, what, ours, baseline, ratio: ours / baseline, goal: said, unit, meets });
}

/** A goal's measurement: what ours is, what it is held against, and the least that any server would be. */
export type Measured = { readonly ours: number; readonly floor: number; readonly baseline: number };

/**
 * Adds a goal's line and under it the line of its floor: the same work of the same client with a server that does nothing.
 * Where the floor is beyond the goal no server in this language can reach it with this client on this machine; where it is not,
 * what is missing is ours.
 */
export function addWithFloor(
  id: string,
  what: string,
  { ours, floor, baseline }: Measured,
  goal: Goal,
  unit = "ms",
): void {
  add(id, what, ours, baseline, goal, unit);
  const { meets, said } = judge(floor, baseline, goal, unit);
  const of = (value: number) => `${round(value / baseline)}×`;
  const verdict = meets
    ? "within the goal: what is missing is ours"
    : "beyond the goal: no server in this language can reach it";
  const line = `${id}: goal ${said}, floor ${of(floor)}, ours ${of(ours)}. The floor is ${verdict}`;
  keep({ id: `${id} floor`, what: line, ours: floor, baseline, ratio: floor / baseline, goal: said, unit, meets });
}

/** Adds a line whose ratio is an exponent of growth: 0 is flat, 1 is linear. */
export function addGrowth(id: string, what: string, first: number, last: number, exponent: number, most: number): void {
  const meets = exponent <= most;
  keep({ id, what, ours: last, baseline: first, ratio: exponent, goal: `exponent ≤ ${most}`, unit: "ms", meets });
}

/** Adds a line that is judged already. */
export function keep(row: Row): void {
  const rounded = { ...row, ours: round(row.ours), baseline: round(row.baseline), ratio: round(row.ratio) };
  rows.push(rounded);
  console.log(
    `${rounded.meets ? "yes" : "NO "} ${row.id}: ${rounded.ours} / ${rounded.baseline} ${row.unit} = ${rounded.ratio}`,
  );
}

/** Keeps the lines and prints them; the others of earlier runs stay, unless this one was of everything. */
export function finish(isWhole: boolean): void {
  const before = isWhole ? [] : (JSON.parse(readFileSync(file, "utf8")) as Row[]);
  const order = (row: Row) => Number(/^P(\d+)/.exec(row.id)?.[1] ?? 100);
  const others = before.filter((row) => !rows.some(({ id }) => id === row.id));
  const all = [...others, ...rows].sort((a, b) => order(a) - order(b) || (a.id < b.id ? -1 : 1));
  writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);
  console.table(
    rows.map(({ id, what, ours, baseline, ratio, goal, unit, meets }) => ({
      ...{ id, what, ours, baseline, ratio, goal, unit },
      meets: meets ? "yes" : "NO",
    })),
  );
}
