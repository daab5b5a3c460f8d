import { handleOf, shownName, type Address, type FunctionName } from "../components/function-address";
import { convexToJson, jsonToConvex, type JSONValue, type Value } from "convex/values";
import type { Access, PageRequest, QueryJson, Reader, StoredDocument, Writer } from "../database/database";
import { realWorld, type World } from "../world";
import { currentCall, type Call } from "./call";
import { shortTableName } from "../database/table-names";
import type { VectorRequest } from "../search/vector-query";
import type { VectorHit } from "../search/vector-search";
import { DamagedStoreError } from "../store/key-value-store";
import { FunctionFailure } from "./errors";
import type { Syscalls } from "./sandbox";

/** Runs functions for functions. */
export type NestedRuns = {
  /** The function that `call` means by an address; throws when it is another component's and cannot be reached so. */
  resolve(call: Call, address: Address): FunctionName;
  inTransaction(call: Call, kind: "query" | "mutation", name: FunctionName, args: JSONValue): Promise<string>;
  searchVectors(call: Call, request: VectorRequest): Promise<readonly VectorHit[]>;
  onSnapshot(call: Call, name: FunctionName, args: JSONValue): Promise<string>;
  fromAction(call: Call, kind: "query" | "mutation" | "action", name: FunctionName, args: JSONValue): Promise<string>;
};

/** Jobs that run later, written in the caller's transaction, or in one of their own for actions. */
export type Jobs = {
  schedule(call: Call, name: FunctionName, args: JSONValue, atMs: number): Promise<string>;
  cancel(call: Call, id: string): Promise<void>;
};

/** Files: their bytes are kept outside the database, what is known about them inside. */
export type Files = {
  url(call: Call, storageId: string): Promise<string | null>;
  metadata(call: Call, storageId: string): Promise<JSONValue>;
  uploadUrl(call: Call): string;
  remove(call: Call, storageId: string): Promise<void>;
  store(call: Call, blob: Blob, sha256: string | undefined): Promise<string>;
  read(call: Call, storageId: string): Promise<Blob | null>;
};

const readableSystemTables = new Set(["_scheduled_functions", "_storage"]);
let lastStream = 0;

function running(op: string, world: World): Call {
  const call = currentCall.getStore();
  if (call === undefined) throw new Error(`${op} was called outside of a Convex function.`);
  if (!call.open)
    throw new Error(`${op} was called after the function ${shownName(call)} had returned. Await every promise.`);
  if (world.elapsed() > call.deadline) throw new Error(timeoutMessage(call));
  return call;
}

/** What a function that runs too long is told. */
export function timeoutMessage(call: FunctionName): string {
  return `Function execution timed out: ${shownName(call)} ran longer than it may.`;
}

function readerOf(call: Call, op: string): Reader {
  if (call.reader === null)
    throw new Error(
      `${op} is not available in actions: call a query or mutation with ctx.runQuery or ctx.runMutation.`,
    );
  return call.reader;
}

function writerOf(call: Call, op: string): Writer {
  if (call.writer === null) throw new Error(`${op} is only available in mutations.`);
  call.effects.writes += 1;
  return call.writer;
}

function accessTo({ component }: Call, table: string): Access {
  return { system: readableSystemTables.has(table), component };
}

/** Access to a component's own tables. */
function ownOf({ component }: Call): Access {
  return { component };
}

function tableOf(query: QueryJson): string {
  if (query.source.type === "FullTableScan") return query.source.tableName;
  return query.source.indexName.split(".")[0] ?? "";
}

function fieldsOf(json: JSONValue): Record<string, Value | undefined> {
  return jsonToConvex(json) as Record<string, Value>;
}

function isUndefined(value: JSONValue): boolean {
  return typeof value === "object" && value !== null && "$undefined" in value;
}

function patchOf(json: Record<string, JSONValue>): Record<string, Value | undefined> {
  const fields: Record<string, Value | undefined> = {};
  for (const name of Object.keys(json)) {
    const value = json[name]!;
    // What assigning would take for a prototype is refused later, as every name is that begins so.
    if (name === "__proto__") Object.defineProperty(fields, name, { value: null, enumerable: true });
    else fields[name] = isUndefined(value) ? undefined : jsonToConvex(value);
  }
  return fields;
}

function documentJson(found: StoredDocument | null): string {
  return found === null ? "null" : found.json;
}

/** How a query's page end is kept across runs: the cursor it began at and the one it ended at. */
type Journal = { cursor: string | null; endCursor: string };

function readPage(call: Call, reader: Reader, request: PageRequest): string {
  const table = tableOf(request.query);
  call.pages += 1;
  if (call.pages > 1) {
    throw new Error(
      "This query or mutation function ran multiple paginated queries. Convex only supports a single paginated query in each function.",
    );
  }
  const given = call.journal.given === null ? null : (JSON.parse(call.journal.given) as Journal);
  const keepsEnd = request.endCursor === null && given !== null && given.cursor === request.cursor;
  const endCursor = keepsEnd ? given.endCursor : request.endCursor;
  const found = reader.page(
    { ...request, cursor: request.cursor ?? null, endCursor: endCursor ?? null },
    accessTo(call, table),
  );
  call.journal.written = JSON.stringify({ cursor: request.cursor, endCursor: found.continueCursor } satisfies Journal);
  const { isDone, continueCursor, splitCursor, pageStatus } = found;
  const rest = JSON.stringify({ isDone, continueCursor, splitCursor, pageStatus });
  return `{"page":[${found.page.map((row) => row.json).join(",")}],${rest.slice(1)}`;
}

function transactionMetrics(call: Call): JSONValue {
  const { rowsRead, bytesRead, rangesRead, rowsWritten, bytesWritten } = readerOf(
    call,
    "getTransactionMetrics",
  ).metrics();
  const of = (used: number, limit: number) => ({ used, remaining: Math.max(0, limit - used) });
  const none = of(0, 0);
  const mebibyte = 1 << 20;
  return {
    bytesRead: of(bytesRead, 16 * mebibyte),
    bytesWritten: of(bytesWritten, 16 * mebibyte),
    databaseQueries: of(rangesRead, 4096),
    documentsRead: of(rowsRead, 32_000),
    documentsWritten: of(rowsWritten, 16_000),
    functionsScheduled: of(call.effects.scheduled, 1000),
    scheduledFunctionArgsBytes: of(call.effects.scheduledBytes, 16 * mebibyte),
    filesWritten: none,
    fileWriteBytes: none,
    filesRead: none,
    fileReadBytes: none,
  };
}

/** A failure as the function that asked sees it: the data of a ConvexError beside its message. */
function inFunction(error: unknown): Error {
  if (error instanceof FunctionFailure && error.data !== undefined)
    return Object.assign(new Error(error.message), { data: error.data });
  if (error instanceof DamagedStoreError) {
    const call = currentCall.getStore();
    if (call !== undefined) call.effects.damage = error;
  }
  return error instanceof Error ? error : new Error(String(error));
}

function rethrow(error: unknown): never {
  throw inFunction(error);
}

type AsyncSyscall = (call: Call, args: never) => string | Promise<string>;
const asyncSyscall = <Args>(handler: (call: Call, args: Args) => string | Promise<string>): AsyncSyscall => handler;

const notSupported = [
  "1.0/signJwt",
  "1.0/auditLog",
  "1.0/createServiceToken",
  "1.0/getServiceUrl",
  "1.0/componentArgument",
];

/** Builds the doors through which a project's functions reach the database, other functions, jobs and files. */
export function makeSyscalls(runs: NestedRuns, jobs: Jobs, files: Files, world: World = realWorld): Syscalls {
  const nested = (kind: "query" | "mutation" | "action") =>
    asyncSyscall<Address & { args: JSONValue }>((call, args) => {
      if (call.kind !== "action" && call.kind !== "http")
        throw new Error(`ctx.run${kind} of an action was called in a ${call.kind}.`);
      return runs.fromAction(call, kind, runs.resolve(call, args), args.args);
    });
  const schedule = asyncSyscall<Address & { ts: number; args: JSONValue }>(async (call, args) =>
    JSON.stringify(await jobs.schedule(call, runs.resolve(call, args), args.args, args.ts * 1000)),
  );
  const cancel = asyncSyscall<{ id: string }>(async (call, { id }) => {
    await jobs.cancel(call, id);
    return "null";
  });

  const handlers: Record<string, AsyncSyscall> = {
    "1.0/get": asyncSyscall<{ id: string; isSystem?: boolean; table?: string }>((call, { id, isSystem, table }) => {
      const reader = readerOf(call, "db.get");
      const found = reader.get(id, table, { system: isSystem === true, component: call.component });
      const isHidden = isSystem && found !== null && !readableSystemTables.has(shortTableName(found.table));
      return isHidden ? "null" : documentJson(found);
    }),
    "1.0/queryStreamNext": asyncSyscall<{ queryId: number }>((call, { queryId }) => {
      const stream = call.streams.get(queryId);
      if (stream === undefined) throw new Error("This query has been closed.");
      const next = stream.next();
      if (!next.done) return `{"value":${next.value.json},"done":false}`;
      call.streams.delete(queryId);
      return '{"value":null,"done":true}';
    }),
    "1.0/queryPage": asyncSyscall<PageRequest>((call, args) => readPage(call, readerOf(call, "paginate"), args)),
    "1.0/count": asyncSyscall<{ table: string }>((call, { table }) =>
      JSON.stringify(readerOf(call, "count").count(table, accessTo(call, table))),
    ),
    "1.0/insert": asyncSyscall<{ table: string; value: JSONValue }>((call, { table, value }) =>
      JSON.stringify({ _id: writerOf(call, "db.insert").insert(table, fieldsOf(value), ownOf(call)) }),
    ),
    "1.0/shallowMerge": asyncSyscall<{ id: string; value: Record<string, JSONValue>; table?: string }>((call, args) => {
      writerOf(call, "db.patch").patch(args.id, patchOf(args.value), args.table, ownOf(call));
      return "null";
    }),
    "1.0/replace": asyncSyscall<{ id: string; value: JSONValue; table?: string }>((call, args) => {
      writerOf(call, "db.replace").replace(args.id, fieldsOf(args.value), args.table, ownOf(call));
      return "null";
    }),
    "1.0/remove": asyncSyscall<{ id: string; table?: string }>((call, args) => {
      writerOf(call, "db.delete").remove(args.id, args.table, ownOf(call));
      return "null";
    }),
    "1.0/runUdf": asyncSyscall<Address & { udfType: "query" | "mutation" | "snapshotQuery"; args: JSONValue }>(
      (call, args) => {
        const name = runs.resolve(call, args);
        if (args.udfType === "snapshotQuery") return runs.onSnapshot(call, name, args.args);
        return runs.inTransaction(call, args.udfType, name, args.args);
      },
    ),
    "1.0/actions/query": nested("query"),
    "1.0/actions/mutation": nested("mutation"),
    "1.0/actions/action": nested("action"),
    "1.0/actions/vectorSearch": asyncSyscall<{ query: VectorRequest }>(async (call, { query }) =>
      JSON.stringify({ results: await runs.searchVectors(call, query) }),
    ),
    "1.0/schedule": schedule,
    "1.0/actions/schedule": schedule,
    "1.0/cancel_job": cancel,
    "1.0/actions/cancel_job": cancel,
    "1.0/getUserIdentity": (call) => {
      // Who calls is known to the app alone: what a component shall know of it, it is told.
      if (call.component !== "") return "null";
      call.observed.identity = true;
      return JSON.stringify(call.request.identity);
    },
    "1.0/storageGetUrl": asyncSyscall<{ storageId: string }>(async (call, { storageId }) =>
      JSON.stringify(await files.url(call, storageId)),
    ),
    "1.0/storageGetMetadata": asyncSyscall<{ storageId: string }>(async (call, { storageId }) =>
      JSON.stringify(await files.metadata(call, storageId)),
    ),
    "1.0/storageGenerateUploadUrl": (call) => JSON.stringify(files.uploadUrl(call)),
    "1.0/storageDelete": asyncSyscall<{ storageId: string }>(async (call, { storageId }) => {
      await files.remove(call, storageId);
      return "null";
    }),
    "1.0/storageStore": asyncSyscall<{ blob: string; contentType: string; sha256?: string }>(async (call, args) =>
      JSON.stringify(
        await files.store(call, new Blob([Buffer.from(args.blob, "base64")], { type: args.contentType }), args.sha256),
      ),
    ),
    "1.0/storageGet": asyncSyscall<{ storageId: string }>(async (call, { storageId }) => {
      const blob = await files.read(call, storageId);
      if (blob === null) return "null";
      const bytes = Buffer.from(await blob.arrayBuffer());
      return JSON.stringify({ blob: bytes.toString("base64"), contentType: blob.type || null });
    }),
    "1.0/createFunctionHandle": asyncSyscall<Address>((call, args) =>
      JSON.stringify(handleOf(runs.resolve(call, args))),
    ),
    "1.0/getFunctionMetadata": (call) => JSON.stringify({ name: call.path, componentPath: call.component }),
    "1.0/getDeploymentMetadata": () => JSON.stringify({ name: "convex-runtime", region: null, class: "s256" }),
    "1.0/getRequestMetadata": (call) =>
      JSON.stringify({
        ip: call.request.origin.ip,
        userAgent: call.request.origin.userAgent,
        requestId: call.request.id,
        scheduledFunctionId: call.request.scheduledFunctionId,
        authToken: call.component === "" ? (call.request.origin.authToken ?? null) : null,
      }),
    "1.0/getTransactionMetrics": (call) => {
      if (call.reader === null) throw new Error("Unknown async operation 1.0/getTransactionMetrics");
      return JSON.stringify(transactionMetrics(call));
    },
  };

  const handlerOf = (op: string): AsyncSyscall => {
    const handler = handlers[op];
    if (handler !== undefined) return handler;
    if (notSupported.includes(op)) throw new Error(`${op.slice(4)} is not supported by this runtime.`);
    throw new Error(`Unknown async operation ${op}`);
  };
  const whenNestedHasEnded = async (call: Call, op: string, text: string): Promise<string> => {
    while (call.nested !== null) await call.nested;
    try {
      return await handlerOf(op)(call, JSON.parse(text) as never);
    } catch (error) {
      throw inFunction(error);
    }
  };

  const syscalls: Syscalls = {
    syscall(op, text) {
      const call = running(op, world);
      const args = JSON.parse(text) as { query: QueryJson; queryId: number; table: string; idString: string };
      switch (op) {
        case "1.0/queryStream": {
          lastStream += 1;
          call.streams.set(
            lastStream,
            readerOf(call, "db.query").stream(args.query, accessTo(call, tableOf(args.query))),
          );
          return `{"queryId":${lastStream}}`;
        }
        case "1.0/queryCleanup": {
          call.streams.get(args.queryId)?.return?.();
          call.streams.delete(args.queryId);
          return "null";
        }
        case "1.0/db/normalizeId":
          return JSON.stringify({
            id: readerOf(call, "db.normalizeId").normalizeId(args.table, args.idString, accessTo(call, args.table)),
          });
        case "1.0/getSnapshotTs":
          return JSON.stringify(convexToJson(readerOf(call, "getSnapshotTs").ts));
        default:
          throw new Error(`Unknown operation ${op}`);
      }
    },
    // Most are answered at once: they cost one promise then, and no step of the event loop's queue beside their caller's own.
    asyncSyscall(op, text) {
      try {
        const call = running(op, world);
        if (call.nested !== null) return whenNestedHasEnded(call, op, text);
        const answer = handlerOf(op)(call, JSON.parse(text) as never);
        return typeof answer === "string" ? Promise.resolve(answer) : answer.catch(rethrow);
      } catch (error) {
        return Promise.reject(inFunction(error));
      }
    },
    jsSyscall(op, args) {
      const call = running(op, world);
      if (op === "storage/storeBlob") {
        const { blob, options } = args as { blob: unknown; options?: { sha256?: string } };
        if (!(blob instanceof Blob))
          throw new Error(
            "store() expects a Blob. If you are trying to store a Request, `await request.blob()` will give you the correct input.",
          );
        return files.store(call, blob, options?.sha256);
      }
      if (op === "storage/getBlob") return files.read(call, String(args.storageId));
      throw new Error(`Unknown js operation ${op}`);
    },
  };
  return syscalls;
}
