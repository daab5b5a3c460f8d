/** One step of a transaction over lists: an append of an item that nobody else appends, or a read of a whole list. */
export type Step =
  | { readonly do: "append"; readonly key: string; readonly item: number }
  | { readonly do: "read"; readonly key: string; readonly items: readonly number[] };

/** One transaction as its client knows it. Times are of one clock; `endedAt` is infinite when nobody was told how it ended. */
export type Transaction = {
  readonly id: string;
  readonly client: string;
  readonly outcome: "done" | "refused" | "unknown";
  readonly steps: readonly Step[];
  readonly startedAt: number;
  readonly endedAt: number;
};

/** What a history shows that no serial order could: named as Adya and Elle name it. */
export type Anomaly = { readonly kind: string; readonly what: string };

type Reason = "ww" | "wr" | "rw" | "time";
type Graph = Map<string, Map<string, Set<Reason>>>;

/**
 * Looks for anything that a history of list-appends shows and that no serial order in keeping with real time could:
 * reads of refused or unfinished work (G1a, G1b), lists that contradict each other, lost and doubled items, and cycles of
 * dependencies (G0, G1c, G-single, G2), also those that only the clock on the wall closes ("-realtime").
 */
export function findAnomalies(history: readonly Transaction[]): Anomaly[] {
  const found: Anomaly[] = [];
  const writers = writersOf(history, found);
  const orders = ordersOf(history, found);
  checkReads(history, writers, found);
  checkOwnReads(history, found);
  checkAppends(history, orders, found);
  const graph: Graph = new Map();
  addDependencies(graph, history, writers, orders);
  findCycles(graph, "", found);
  addRealTime(graph, history);
  if (!found.some(({ kind }) => kind.startsWith("G"))) findCycles(graph, "-realtime", found);
  return found;
}

const place = (key: string, item: number) => `${key}:${item}`;

function writersOf(history: readonly Transaction[], found: Anomaly[]): Map<string, Transaction> {
  const writers = new Map<string, Transaction>();
  for (const transaction of history) {
    for (const step of transaction.steps) {
      if (step.do !== "append") continue;
      if (writers.has(place(step.key, step.item))) found.push({ kind: "not-unique", what: place(step.key, step.item) });
      writers.set(place(step.key, step.item), transaction);
    }
  }
  return writers;
}

/** The items of each list in their order: the longest read that anyone had, which all others must begin. */
function ordersOf(history: readonly Transaction[], found: Anomaly[]): Map<string, readonly number[]> {
  const orders = new Map<string, readonly number[]>();
  const reads = history
    .filter(({ outcome }) => outcome === "done")
    .flatMap(({ id, steps }) => steps.flatMap((step) => (step.do === "read" ? [{ id, ...step }] : [])));
  for (const { key, items } of reads) if (items.length > (orders.get(key)?.length ?? -1)) orders.set(key, items);
  for (const [key, items] of orders)
    if (new Set(items).size !== items.length)
      found.push({ kind: "duplicate", what: `list ${key} holds an item twice` });
  for (const { id, key, items } of reads) {
    const order = orders.get(key) ?? [];
    const at = items.findIndex((item, i) => item !== order[i]);
    if (at >= 0)
      found.push({ kind: "incompatible-order", what: `${id} read ${items[at]} where list ${key} has ${order[at]}` });
  }
  return orders;
}

function checkReads(
  history: readonly Transaction[],
  writers: ReadonlyMap<string, Transaction>,
  found: Anomaly[],
): void {
  for (const { id, outcome, steps } of history) {
    if (outcome !== "done") continue;
    for (const step of steps) {
      if (step.do !== "read") continue;
      for (const item of step.items) {
        const writer = writers.get(place(step.key, item));
        if (writer === undefined) found.push({ kind: "garbage", what: `${id} read ${item}, which nobody wrote` });
        if (writer?.outcome === "refused")
          found.push({ kind: "G1a", what: `${id} read ${item} of the refused ${writer.id}` });
      }
      const last = step.items.at(-1);
      const writer = last === undefined ? undefined : writers.get(place(step.key, last));
      if (writer === undefined || writer.id === id) continue;
      const own = writer.steps.flatMap((one) => (one.do === "append" && one.key === step.key ? [one.item] : []));
      if (own.at(-1) !== last) found.push({ kind: "G1b", what: `${id} read ${last}, in the middle of ${writer.id}` });
    }
  }
}

/** A transaction sees a list as it saw it before, and what it has appended itself since. */
function checkOwnReads(history: readonly Transaction[], found: Anomaly[]): void {
  for (const { id, outcome, steps } of history) {
    if (outcome !== "done") continue;
    const known = new Map<string, number[]>();
    const appended = new Map<string, number[]>();
    for (const step of steps) {
      if (step.do === "append") {
        known.get(step.key)?.push(step.item);
        appended.set(step.key, [...(appended.get(step.key) ?? []), step.item]);
        continue;
      }
      const expected = known.get(step.key);
      const own = appended.get(step.key) ?? [];
      const fits = expected
        ? expected.join() === step.items.join()
        : step.items.slice(step.items.length - own.length).join() === own.join();
      if (!fits)
        found.push({ kind: "internal", what: `${id} read ${step.items.join()} of ${step.key} against its own steps` });
      known.set(step.key, [...step.items]);
    }
  }
}

/** What was appended and acknowledged before the last read of a list began must be in it. */
function checkAppends(
  history: readonly Transaction[],
  orders: ReadonlyMap<string, readonly number[]>,
  found: Anomaly[],
): void {
  const lastRead = new Map<string, number>();
  for (const { outcome, steps, startedAt } of history)
    if (outcome === "done")
      for (const step of steps)
        if (step.do === "read" && step.items.length === orders.get(step.key)?.length)
          lastRead.set(step.key, Math.max(lastRead.get(step.key) ?? -Infinity, startedAt));
  for (const { id, outcome, steps, endedAt } of history) {
    if (outcome !== "done") continue;
    for (const step of steps)
      if (
        step.do === "append" &&
        endedAt < (lastRead.get(step.key) ?? -Infinity) &&
        !orders.get(step.key)?.includes(step.item)
      )
        found.push({ kind: "lost", what: `${id} appended ${step.item} to ${step.key}, and it is not there` });
  }
}

function link(graph: Graph, from: string, to: string, reason: Reason): void {
  if (from === to) return;
  let links = graph.get(from);
  if (links === undefined) graph.set(from, (links = new Map<string, Set<Reason>>()));
  const reasons = links.get(to);
  if (reasons === undefined) links.set(to, new Set([reason]));
  else reasons.add(reason);
}

function addDependencies(
  graph: Graph,
  history: readonly Transaction[],
  writers: ReadonlyMap<string, Transaction>,
  orders: ReadonlyMap<string, readonly number[]>,
): void {
  for (const [key, order] of orders)
    order.forEach((item, at) => {
      const [before, writer] = [writers.get(place(key, order[at - 1] ?? NaN)), writers.get(place(key, item))];
      if (before !== undefined && writer !== undefined) link(graph, before.id, writer.id, "ww");
    });
  for (const { id, outcome, steps } of history) {
    if (outcome !== "done") continue;
    const touched = new Set<string>();
    for (const step of steps) {
      // Only what it read before its own appends says what others had done.
      if (step.do === "read" && !touched.has(step.key)) {
        const last = step.items.at(-1);
        const writer = last === undefined ? undefined : writers.get(place(step.key, last));
        if (writer !== undefined) link(graph, writer.id, id, "wr");
        const next = writers.get(place(step.key, orders.get(step.key)?.[step.items.length] ?? NaN));
        if (next !== undefined) link(graph, id, next.id, "rw");
      }
      touched.add(step.do === "append" ? step.key : "");
    }
  }
}

/** Whoever had ended before another one began comes before it. A chain of moments keeps the number of links small. */
function addRealTime(graph: Graph, history: readonly Transaction[]): void {
  const ends = history
    .filter(({ outcome, endedAt }) => outcome === "done" && Number.isFinite(endedAt))
    .sort((a, b) => a.endedAt - b.endedAt);
  const moment = (at: number) => `moment ${at}`;
  ends.forEach(({ id }, at) => {
    link(graph, id, moment(at), "time");
    if (at > 0) link(graph, moment(at - 1), moment(at), "time");
  });
  for (const { id, startedAt, outcome } of history) {
    if (outcome === "refused") continue;
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle]!.endedAt < startedAt) low = middle + 1;
      else high = middle;
    }
    if (low > 0) link(graph, moment(low - 1), id, "time");
  }
}

function findCycles(graph: Graph, suffix: "" | "-realtime", found: Anomaly[]): void {
  const time: Reason[] = suffix === "" ? [] : ["time"];
  const kinds: [string, ReadonlySet<Reason>][] = [
    ["G0", new Set<Reason>(["ww", ...time])],
    ["G1c", new Set<Reason>(["ww", "wr", ...time])],
  ];
  for (const [kind, reasons] of kinds) {
    const cycle = cycleIn(graph, reasons);
    if (cycle === null) continue;
    found.push({ kind: kind + suffix, what: cycle.join(" → ") });
    return;
  }
  const cycle = cycleIn(graph, new Set<Reason>(["ww", "wr", "rw", ...time]));
  if (cycle === null) return;
  const single = singleAntiDependency(
    graph,
    new Set(["ww", "wr", ...time]),
    new Set(componentOf(graph, cycle[0]!, time)),
  );
  found.push(
    single === null
      ? { kind: `G2${suffix}`, what: cycle.join(" → ") }
      : { kind: `G-single${suffix}`, what: single.join(" → ") },
  );
}

function* next(graph: Graph, from: string, reasons: ReadonlySet<Reason>): Generator<string, undefined> {
  for (const [to, why] of graph.get(from) ?? [])
    for (const reason of why)
      if (reasons.has(reason)) {
        yield to;
        break;
      }
  return undefined;
}

/** One cycle that uses only links of these reasons, or null. */
function cycleIn(graph: Graph, reasons: ReadonlySet<Reason>): string[] | null {
  const state = new Map<string, "open" | "done">();
  for (const root of graph.keys()) {
    if (state.has(root)) continue;
    const path: { node: string; links: Generator<string, undefined> }[] = [
      { node: root, links: next(graph, root, reasons) },
    ];
    state.set(root, "open");
    while (path.length > 0) {
      const top = path[path.length - 1]!;
      const step = top.links.next();
      if (step.done) {
        state.set(top.node, "done");
        path.pop();
      } else if (state.get(step.value) === "open") {
        const nodes = path.map(({ node }) => node);
        return [...nodes.slice(nodes.indexOf(step.value)), step.value];
      } else if (!state.has(step.value)) {
        state.set(step.value, "open");
        path.push({ node: step.value, links: next(graph, step.value, reasons) });
      }
    }
  }
  return null;
}

/** Everything that can be reached from a node. */
function componentOf(graph: Graph, from: string, time: readonly Reason[]): Set<string> {
  return reach(graph, from, new Set<Reason>(["ww", "wr", "rw", ...time])).seen;
}

function reach(graph: Graph, from: string, reasons: ReadonlySet<Reason>) {
  const cameFrom = new Map<string, string>();
  const seen = new Set([from]);
  const waiting = [from];
  for (let node = waiting.shift(); node !== undefined; node = waiting.shift()) {
    for (const to of next(graph, node, reasons)) {
      if (seen.has(to)) continue;
      seen.add(to);
      cameFrom.set(to, node);
      waiting.push(to);
    }
  }
  return { seen, cameFrom };
}

/** A cycle with exactly one anti-dependency, or null: what was read had been replaced, by way of dependencies alone. */
function singleAntiDependency(graph: Graph, reasons: ReadonlySet<Reason>, among: ReadonlySet<string>): string[] | null {
  for (const from of among) {
    for (const to of next(graph, from, new Set<Reason>(["rw"]))) {
      const { seen, cameFrom } = reach(graph, to, reasons);
      if (!seen.has(from)) continue;
      const path = [from];
      for (let node = cameFrom.get(from); node !== undefined; node = cameFrom.get(node)) path.unshift(node);
      return [from, ...(path[0] === to ? path : [to, ...path])];
    }
  }
  return null;
}
