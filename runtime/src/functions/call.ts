import { AsyncLocalStorage } from "node:async_hooks";
import type { Reader, StoredDocument, Writer } from "../database/database";
import type { Identity } from "../auth/identity";
import type { DamagedStoreError } from "../store/key-value-store";
import type { World } from "../world";
import { lazyRandom } from "./random";

/** What kind of function runs. */
export type FunctionKind = "query" | "mutation" | "action" | "http";

/** Where a request came from, as `ctx.meta.getRequestMetadata()` tells it. */
export type RequestOrigin = { ip: string | null; userAgent: string | null; authToken?: string | null };

/** What a whole request shares, nested calls included. */
export type Request = {
  readonly id: string;
  readonly identity: Identity | null;
  readonly origin: RequestOrigin;
  /** Origin and prefix that URLs given to clients start with. */
  readonly publicUrl: string;
  readonly scheduledFunctionId: string | null;
};

/** What a whole transaction or action has done so far, nested calls included. */
export type Effects = {
  /** Why something that it asked for could not be read, where that is damaged on the disk. */
  damage: DamagedStoreError | null;
  writes: number;
  scheduled: number;
  scheduledBytes: number;
  /** Called once the transaction is durable; never for one that failed. */
  readonly afterCommit: (() => void)[];
};

/** What is observed while a query or mutation runs: it decides with whom a result may be shared, and for how long. */
export type Observed = { identity: boolean; time: boolean };

/** One function that is running. Nested calls in one transaction share `observed` and `logs`. */
export type Call = {
  readonly kind: FunctionKind;
  /** The component that it belongs to, "" for the app: its names, tables and files are looked for there. */
  readonly component: string;
  readonly path: string;
  readonly request: Request;
  readonly reader: Reader | null;
  readonly writer: Writer | null;
  readonly nowMs: number;
  readonly random: () => number;
  readonly observed: Observed;
  readonly logs: string[];
  readonly streams: Map<number, Iterator<StoredDocument>>;
  /** When it must have ended, in ms of the world's `elapsed`. */
  readonly deadline: number;
  readonly depth: number;
  readonly effects: Effects;
  readonly journal: { readonly given: string | null; written: string | null };
  pages: number;
  /** While a nested call writes, its caller's own reads and writes wait for it. */
  nested: Promise<void> | null;
  open: boolean;
};

/** The function that runs now, across awaits. */
export const currentCall = new AsyncLocalStorage<Call>();

/** What a call begins with; one with a parent shares the parent's transaction, if it has one. */
type CallOptions = {
  kind: FunctionKind;
  component?: string | undefined;
  path: string;
  request: Request;
  reader: Reader | null;
  writer: Writer | null;
  parent?: Call;
  journal?: string | null;
  limitMs: number;
};

/** Begins a call; its deadline is counted from now, or is its parent's. */
export function newCall(world: World, options: CallOptions): Call {
  const { kind, component = "", path, request, reader, writer, parent, journal, limitMs } = options;
  return {
    kind,
    component,
    path,
    request,
    reader,
    writer,
    nowMs: parent?.reader ? parent.nowMs : world.now(),
    random: parent?.reader ? parent.random : lazyRandom(world),
    observed: parent?.observed ?? { identity: false, time: false },
    logs: parent?.logs ?? [],
    effects: parent?.effects ?? { damage: null, writes: 0, scheduled: 0, scheduledBytes: 0, afterCommit: [] },
    streams: new Map(),
    deadline: parent?.reader ? parent.deadline : world.elapsed() + limitMs,
    depth: (parent?.depth ?? 0) + 1,
    journal: { given: journal ?? null, written: null },
    pages: 0,
    nested: null,
    open: true,
  };
}
