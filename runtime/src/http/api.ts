import type { IncomingMessage, ServerResponse } from "node:http";
import { jsonToConvex, type JSONValue, type Value } from "convex/values";
import { AuthFault, type Authenticator } from "../auth/authenticator";
import type { Caller } from "../auth/identity";
import { SnapshotGoneError, type Database } from "../database/database";
import { wireError } from "../functions/errors";
import type { Outcome, Runner } from "../functions/runner";
import { newRequestId } from "../sync/request-id";
import { decodeTs, encodeTs } from "../sync/timestamps";
import { requestOrigin } from "./origin";
import { HttpRefusal, readBody, sendJson } from "./respond";

/** What the HTTP API needs of its host. */
export type ApiSupport = {
  readonly db: Database;
  readonly runner: Runner;
  readonly authenticator: Authenticator;
  readonly redact: boolean;
};

type Kind = "query" | "mutation" | "action";
type Invocation = { path: string; component: string; args: JSONValue; format: string; ts: string | null };

const largestBody = 20 << 20;
/** How long the moment of a consistent read stays readable. */
const consistentForMs = 30_000;

function refuse(code: string, message: string): never {
  throw new HttpRefusal(400, code, message);
}

async function readJson(req: IncomingMessage): Promise<Record<string, unknown>> {
  const text = (await readBody(req, largestBody)).toString("utf8");
  try {
    const parsed = JSON.parse(text === "" ? "{}" : text) as unknown;
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed))
      return parsed as Record<string, unknown>;
  } catch {
    return refuse("BadJsonBody", "The body is not JSON.");
  }
  return refuse("BadJsonBody", "The body is not an object.");
}

function argsOf(args: unknown): JSONValue {
  if (args === undefined || args === null) return {};
  if (!Array.isArray(args)) return args as JSONValue;
  if (args.length > 1) refuse("BadArgs", "args must hold one object.");
  return (args[0] ?? {}) as JSONValue;
}

function invocationOf(body: Record<string, unknown>): Invocation {
  const { path, format, ts, componentPath } = body;
  if (componentPath !== undefined && componentPath !== null && typeof componentPath !== "string")
    refuse("BadComponentPath", "componentPath is not a text.");
  if (typeof path !== "string" || path === "") refuse("BadPath", "path is missing.");
  if (format !== undefined && format !== null && format !== "json" && format !== "convex_encoded_json") {
    refuse("BadFormat", `The format ${JSON.stringify(format)} is not supported.`);
  }
  return {
    path,
    component: componentPath ?? "",
    args: argsOf(body.args),
    format: (format as string | undefined) ?? "json",
    ts: typeof ts === "string" ? ts : null,
  };
}

/** A value in the plain JSON of the "json" format: what JSON cannot say becomes text. */
function plainJson(value: Value): unknown {
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (value instanceof ArrayBuffer) return Buffer.from(value).toString("base64");
  if (Array.isArray(value)) return value.map(plainJson);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plainJson(item as Value)]));
}

async function callerOf(req: IncomingMessage, authenticator: Authenticator): Promise<Caller> {
  try {
    return await authenticator.callerOfHeader(req.headers.authorization);
  } catch (error) {
    if (error instanceof AuthFault) throw new HttpRefusal(401, "InvalidAuthHeader", error.message);
    throw error;
  }
}

/** Sends how a run ended, in one of the formats of the API. */
export function sendOutcome(
  res: ServerResponse,
  outcome: Outcome,
  format: string,
  requestId: string,
  redact: boolean,
): void {
  const logLines = redact ? "[]" : JSON.stringify(outcome.logs);
  if (outcome.ok) {
    const value =
      format === "json" ? JSON.stringify(plainJson(jsonToConvex(JSON.parse(outcome.json) as JSONValue))) : outcome.json;
    return sendJson(res, 200, `{"status":"success","value":${value},"logLines":${logLines}}`);
  }
  const { message, data } = wireError(outcome.failure, requestId, redact);
  const errorData = data === undefined ? "" : `,"errorData":${JSON.stringify(data)}`;
  sendJson(res, 200, `{"status":"error","errorMessage":${JSON.stringify(message)}${errorData},"logLines":${logLines}}`);
}

async function invoke(
  req: IncomingMessage,
  res: ServerResponse,
  support: ApiSupport,
  publicUrl: string,
  kind: Kind | "any",
  { path, component, args, format, ts }: Invocation,
): Promise<void> {
  const { runner, redact } = support;
  const caller = await callerOf(req, support.authenticator);
  const id = newRequestId();
  const authToken = caller.kind === "user" ? caller.token : null;
  const request = {
    id,
    identity: caller.identity,
    origin: { ...requestOrigin(req), authToken },
    publicUrl,
    scheduledFunctionId: null,
  };
  const internal = caller.kind === "admin";
  const target = { path, component, args, internal };
  // An unknown function is run as a query, which then says that it is unknown.
  const runAs = kind === "any" ? (runner.kindOf(target) ?? "query") : kind;
  let outcome: Outcome;
  if (runAs === "mutation") outcome = await runner.mutation(target, request);
  else if (runAs === "action") outcome = await runner.action(target, request);
  else {
    const at = ts === null ? undefined : (decodeTs(ts) ?? refuse("BadTimestamp", "ts is no timestamp."));
    try {
      outcome = await runner.query(target, request, at === undefined ? {} : { at });
    } catch (error) {
      if (error instanceof SnapshotGoneError) refuse("SnapshotGone", error.message);
      throw error;
    }
  }
  // Whoever holds the admin key sees all there is anyway.
  sendOutcome(res, outcome, format, id, redact && !internal);
}

/** Answers the calls that `ConvexHttpClient` makes; false when the path is none of them. */
export async function handleApi(
  req: IncomingMessage,
  res: ServerResponse,
  support: ApiSupport,
  url: URL,
  publicUrl: string,
): Promise<boolean> {
  const path = url.pathname.replace(/^\/api\/\d+\.\d+\.\d+[^/]*\//, "/api/");
  const run = (kind: Kind | "any", invocation: Invocation) => invoke(req, res, support, publicUrl, kind, invocation);
  if (req.method === "POST") {
    switch (path) {
      case "/api/query":
      case "/api/mutation":
      case "/api/action":
        await run(path.slice("/api/".length) as Kind, { ...invocationOf(await readJson(req)), ts: null });
        return true;
      case "/api/function":
        await run("any", { ...invocationOf(await readJson(req)), ts: null });
        return true;
      case "/api/query_ts":
        await readBody(req, largestBody);
        sendJson(res, 200, JSON.stringify({ ts: encodeTs(support.db.hold(consistentForMs)) }));
        return true;
      case "/api/query_at_ts": {
        const invocation = invocationOf(await readJson(req));
        if (invocation.ts === null) refuse("BadTimestamp", "ts is missing.");
        await run("query", invocation);
        return true;
      }
      case "/api/debug_event":
        await readBody(req, largestBody);
        sendJson(res, 200, "null");
        return true;
      default:
        break;
    }
    const named = /^\/api\/run\/(.+)$/.exec(path)?.[1];
    if (named !== undefined) {
      const at = named.lastIndexOf("/");
      const functionPath = named.includes(":") || at < 0 ? named : `${named.slice(0, at)}:${named.slice(at + 1)}`;
      const body = await readJson(req);
      await run("any", { ...invocationOf({ ...body, path: decodeURIComponent(functionPath) }), ts: null });
      return true;
    }
    return false;
  }
  if (req.method === "GET" && path === "/api/query") {
    const given = url.searchParams;
    let args: unknown;
    try {
      args = JSON.parse(given.get("args") ?? "{}");
    } catch {
      refuse("BadArgs", "args is not JSON.");
    }
    await run("query", { ...invocationOf({ path: given.get("path"), args, format: given.get("format") }), ts: null });
    return true;
  }
  return false;
}
