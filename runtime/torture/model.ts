import type { JSONValue } from "convex/values";
import type { Answer } from "./protocol-client";

/** One transaction as the database remembers it. */
export type Applied = { readonly token: string; readonly serial: number; readonly work: string };

/** What somebody was shown beside the serial of the same moment. */
export type Observation = {
  readonly who: string;
  readonly serial: number;
  readonly path: string;
  readonly args: JSONValue;
  readonly value: JSONValue;
};

/** A row of `_scheduled_functions`. */
export type Job = {
  readonly name: string;
  readonly scheduledTime: number;
  readonly state: string;
  readonly args: readonly JSONValue[];
};

type Work =
  | { kind: "append"; keys: string[]; item: number }
  | { kind: "transfer"; from: string; to: string; amount: number }
  | { kind: "plan"; as: "mutation" | "action" }
  | { kind: "cancel"; of: string; isCancelled: boolean }
  | { kind: "run"; of: string }
  | { kind: "step"; of: string; number: number };

/** All that a run left behind, to be judged. */
export type Evidence = {
  readonly applied: readonly Applied[];
  readonly answers: ReadonlyMap<string, { work: JSONValue; answer: Answer }>;
  readonly observations: readonly Observation[];
  readonly final: { readonly lists: Readonly<Record<string, JSONValue>>; readonly balances: JSONValue };
  readonly jobs: readonly Job[];
  /** How often each action did something in the world outside; null when nobody could look. */
  readonly outside: ReadonlyMap<string, number> | null;
  /** A stretch of the wall's clock in which nothing went wrong, and how many of the jobs were there before it. */
  readonly quiet: { readonly fromMs: number; readonly toMs: number; readonly jobsBefore: number };
};

const opening = 100;
const slotMs = 5 * 60_000;
const pulseMs = 90_000;
const dueWithinMs = 60_000;
/** A clock that is set back by more counts as corrected. */
const correctionMs = 3 * 60 * 60_000;

/** What the same transactions do when they are done one after the other in plain memory. */
class Model {
  readonly lists = new Map<string, number[]>();
  readonly balances = new Map<string, number>();

  apply(work: Work): void {
    if (work.kind === "append")
      for (const key of work.keys) this.lists.set(key, [...(this.lists.get(key) ?? []), work.item]);
    if (work.kind === "transfer") {
      this.balances.set(work.from, (this.balances.get(work.from) ?? opening) - work.amount);
      this.balances.set(work.to, (this.balances.get(work.to) ?? opening) + work.amount);
    }
  }

  /** What a query shows now; undefined for one that this model does not know. */
  show(path: string, args: JSONValue, serial: number): JSONValue | undefined {
    if (path === "work:serial") return serial;
    if (path === "work:list") return this.lists.get((args as { key: string }).key) ?? [];
    if (path === "work:balances") return sorted(Object.fromEntries(this.balances));
    return undefined;
  }
}

function sorted(value: JSONValue): JSONValue {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const text = (value: JSONValue | undefined) => JSON.stringify(value === undefined ? null : sorted(value));

/** Says all that is wrong with what a run left behind; nothing when it kept every promise. */
export function judge(evidence: Evidence): string[] {
  const wrong: string[] = [];
  const serialOf = new Map<string, number>();
  evidence.applied.forEach(({ token, serial }, at) => {
    if (serial !== at) wrong.push(`transaction ${at} has the serial ${serial}`);
    if (serialOf.has(token)) wrong.push(`${token} was applied twice: as ${serialOf.get(token)} and ${serial}`);
    serialOf.set(token, serial);
  });
  for (const [token, { answer }] of evidence.answers) {
    const serial = serialOf.get(token);
    if (!answer.success && serial !== undefined) wrong.push(`${token} was refused and is applied as ${serial}`);
    if (!answer.success) continue;
    const told = (answer.result as { serial: number }).serial;
    if (serial !== told) wrong.push(`${token} was acknowledged as ${told} and is ${serial ?? "lost"}`);
  }
  wrong.push(...judgeStates(evidence), ...judgeJobs(evidence, serialOf), ...judgeCrons(evidence));
  return wrong;
}

function judgeStates({ applied, answers, observations, final }: Evidence): string[] {
  const wrong: string[] = [];
  const model = new Model();
  const bySerial = new Map<number, Observation[]>();
  for (const seen of observations) bySerial.set(seen.serial, [...(bySerial.get(seen.serial) ?? []), seen]);
  for (let serial = 0; serial <= applied.length; serial++) {
    for (const { who, path, args, value } of bySerial.get(serial) ?? []) {
      const truth = model.show(path, args, serial);
      if (truth !== undefined && text(truth) !== text(value))
        wrong.push(`${who} was shown ${path} ${text(args)} = ${text(value)} at ${serial}; the truth is ${text(truth)}`);
    }
    bySerial.delete(serial);
    const next = applied[serial];
    if (next === undefined) continue;
    const work = JSON.parse(next.work) as Work;
    const answer = answers.get(next.token)?.answer;
    const before = (answer?.result as { before?: number[] } | null)?.before;
    if (answer?.success && before !== undefined && work.kind === "append") {
      const truth = model.lists.get(work.keys[0] ?? "") ?? [];
      if (text(truth) !== text(before))
        wrong.push(
          `${next.token} read ${text(before)} as transaction ${serial}; before it the list was ${text(truth)}`,
        );
    }
    model.apply(work);
  }
  for (const [serial, [seen]] of bySerial)
    wrong.push(`${seen?.who} was shown ${serial} transactions of ${applied.length}`);
  for (const [name, balance] of model.balances) if (balance < 0) wrong.push(`${name} has ${balance}`);
  for (const [key, items] of Object.entries(final.lists))
    if (text(items) !== text(model.lists.get(key) ?? [])) wrong.push(`list ${key} is ${text(items)} in the end`);
  if (text(final.balances) !== text(Object.fromEntries(model.balances)))
    wrong.push("the balances are wrong in the end");
  return wrong;
}

function judgeJobs({ applied, jobs, outside, quiet }: Evidence, serialOf: ReadonlyMap<string, number>): string[] {
  const wrong: string[] = [];
  const cancelled = new Set<string>();
  for (const { work: json } of applied) {
    const work = JSON.parse(json) as Work;
    if (work.kind === "cancel" && work.isCancelled) cancelled.add(work.of);
  }
  const byToken = new Map(jobs.map((job) => [(job.args[0] as { of?: string } | undefined)?.of, job]));
  for (const { token, work: json } of applied) {
    const work = JSON.parse(json) as Work;
    if (work.kind !== "plan") continue;
    const [ran, first, second] = [`ran ${token}`, `step 1 of ${token}`, `step 2 of ${token}`].map((name) =>
      serialOf.has(name),
    );
    const job = byToken.get(token);
    // A clock that was set back makes a job wait until its time comes again.
    if (job?.state === "pending" && job.scheduledTime > quiet.toMs - dueWithinMs && !ran && !first) continue;
    const state = job?.state;
    const happened = outside?.get(token) ?? 0;
    if (cancelled.has(token)) {
      if (ran || first || happened > 0) wrong.push(`${token} was cancelled and has run`);
      if (state !== "canceled") wrong.push(`${token} was cancelled and is ${state}`);
    } else if (work.as === "mutation") {
      if (!ran) wrong.push(`the job of ${token} has not run: ${state}`);
      if (state !== "success") wrong.push(`the job of ${token} is ${state}`);
    } else {
      if (happened > 1) wrong.push(`the action of ${token} happened ${happened} times`);
      if (state !== "success" && state !== "failed") wrong.push(`the action of ${token} is ${state}`);
      if (state === "success" && !(first && second && (outside === null || happened === 1)))
        wrong.push(`the action of ${token} is half done`);
      if (second && !first) wrong.push(`the action of ${token} did its second step without the first`);
    }
  }
  return wrong;
}

function judgeCrons({ jobs, quiet }: Evidence): string[] {
  const wrong: string[] = [];
  /** In the order in which they were fired: a clock that is set back makes later ones stand at earlier times. */
  const timesOf = (name: string, from = 0) =>
    jobs
      .slice(from)
      .filter((job) => job.name === `work.js:${name}` || job.name === `work:${name}`)
      .map(({ scheduledTime }) => scheduledTime);
  const slotOf = (atMs: number) => Math.floor(atMs / slotMs);
  const nameOf = (slot: number) => new Date(slot * slotMs).toISOString();
  const ticks = timesOf("tick");
  // What ran by a wrong clock says nothing of the same times by the corrected one.
  let ranBefore = new Set<number>();
  ticks.forEach((atMs, at) => {
    if ((ticks[at - 1] ?? 0) - atMs > correctionMs - slotMs - dueWithinMs) ranBefore = new Set();
    if (ranBefore.has(slotOf(atMs))) wrong.push(`the tick of ${nameOf(slotOf(atMs))} ran twice`);
    ranBefore.add(slotOf(atMs));
  });
  // A clock that was set back by less keeps a cron waiting until the time that it waits for comes again.
  const inQuiet = timesOf("tick", quiet.jobsBefore);
  const lastBefore = ticks.at(-1 - inQuiet.length) ?? 0;
  const isCorrected = lastBefore - quiet.fromMs > correctionMs;
  const waitsFrom = isCorrected ? quiet.fromMs : Math.max(quiet.fromMs, lastBefore);
  const have = new Set(inQuiet.map(slotOf));
  for (let slot = slotOf(waitsFrom) + 1; (slot + 1) * slotMs < quiet.toMs; slot++)
    if (!have.has(slot)) wrong.push(`the tick of ${nameOf(slot)} is missing`);
  // One that was fired before a clock was set back may stand at a time of the quiet, and was not in it.
  const pulses = timesOf("pulse", quiet.jobsBefore).filter((atMs) => atMs <= quiet.toMs);
  if (pulses.length < (quiet.toMs - quiet.fromMs) / (2 * pulseMs)) wrong.push(`there were ${pulses.length} pulses`);
  pulses.forEach((atMs, at) => {
    const pause = atMs - (pulses[at - 1] ?? atMs - pulseMs);
    if (pause < pulseMs - 1 || pause > pulseMs + 5_000) wrong.push(`the pulse paused for ${pause} ms`);
  });
  return wrong;
}
