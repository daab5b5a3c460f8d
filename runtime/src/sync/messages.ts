import type { JSONValue } from "convex/values";
import { decodeTs } from "./timestamps";

/** What a client sends over the socket. */
export type ClientMessage =
  | {
      type: "Connect";
      sessionId: string;
      connectionCount: number;
      maxObservedTs: bigint | null;
      clientTs: number | null;
    }
  | { type: "Authenticate"; baseVersion: number; credentials: Credentials }
  | { type: "ModifyQuerySet"; baseVersion: number; newVersion: number; modifications: QueryModification[] }
  | { type: "Mutation" | "Action"; requestId: number; path: string; args: JSONValue; componentPath: string | null }
  | { type: "Event" };

/** How a client says who it is. */
export type Credentials =
  | { kind: "none" }
  | { kind: "user"; token: string }
  | { kind: "admin"; key: string; impersonating: Record<string, JSONValue> | null };

/** A query that a client begins or ends to watch. */
export type QueryModification =
  | {
      type: "Add";
      queryId: number;
      path: string;
      args: JSONValue;
      journal: string | null;
      componentPath: string | null;
    }
  | { type: "Remove"; queryId: number };

/** A message that no client of this protocol sends: the connection ends with a FatalError. */
export class ProtocolFault extends Error {
  override readonly name = "ProtocolFault";
}

type Json = Record<string, unknown>;

function fault(what: string): never {
  throw new ProtocolFault(`Received an invalid message: ${what}`);
}

function object(value: unknown, what: string): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Json)
    : fault(`${what} is not an object`);
}

function text(from: Json, name: string): string {
  const value = from[name];
  return typeof value === "string" ? value : fault(`${name} is not a string`);
}

function optionalText(from: Json, name: string): string | null {
  return from[name] === undefined || from[name] === null ? null : text(from, name);
}

function count(from: Json, name: string): number {
  const value = from[name];
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 0xffffffff
    ? value
    : fault(`${name} is not a count`);
}

function argsOf(from: Json): JSONValue {
  const { args } = from;
  if (!Array.isArray(args) || args.length > 1) fault("args is not a list of one object");
  return (args[0] ?? {}) as JSONValue;
}

function credentials(from: Json): Credentials {
  switch (from.tokenType) {
    case "None":
      return { kind: "none" };
    case "User":
      return { kind: "user", token: text(from, "value") };
    case "Admin": {
      const given = from.impersonating;
      const impersonating = given === undefined || given === null ? null : object(given, "impersonating");
      return {
        kind: "admin",
        key: text(from, "value"),
        impersonating: impersonating as Record<string, JSONValue> | null,
      };
    }
    default:
      return fault("tokenType is unknown");
  }
}

function modification(value: unknown): QueryModification {
  const from = object(value, "a modification");
  const queryId = count(from, "queryId");
  if (from.type === "Remove") return { type: "Remove", queryId };
  if (from.type !== "Add") return fault("a modification has an unknown type");
  return {
    type: "Add",
    queryId,
    path: text(from, "udfPath"),
    args: argsOf(from),
    journal: optionalText(from, "journal"),
    componentPath: optionalText(from, "componentPath"),
  };
}

/** Reads one frame; throws ProtocolFault for anything that is not a message of the protocol. */
export function parseClientMessage(frame: string): ClientMessage {
  let parsed: unknown;
  try {
    parsed = JSON.parse(frame);
  } catch {
    return fault("not JSON");
  }
  const from = object(parsed, "the message");
  switch (from.type) {
    case "Connect": {
      const observed = optionalText(from, "maxObservedTimestamp");
      const maxObservedTs = observed === null ? null : decodeTs(observed);
      if (observed !== null && maxObservedTs === null) fault("maxObservedTimestamp is no timestamp");
      const clientTs = typeof from.clientTs === "number" ? from.clientTs : null;
      const sessionId = text(from, "sessionId").slice(0, 128);
      return { type: "Connect", sessionId, connectionCount: count(from, "connectionCount"), maxObservedTs, clientTs };
    }
    case "Authenticate":
      return { type: "Authenticate", baseVersion: count(from, "baseVersion"), credentials: credentials(from) };
    case "ModifyQuerySet": {
      if (!Array.isArray(from.modifications)) fault("modifications is not a list");
      const modifications = (from.modifications as unknown[]).map(modification);
      return {
        type: "ModifyQuerySet",
        baseVersion: count(from, "baseVersion"),
        newVersion: count(from, "newVersion"),
        modifications,
      };
    }
    case "Mutation":
    case "Action":
      return {
        type: from.type,
        requestId: count(from, "requestId"),
        path: text(from, "udfPath"),
        args: argsOf(from),
        componentPath: optionalText(from, "componentPath"),
      };
    case "Event":
      return { type: "Event" };
    default:
      return fault("its type is unknown");
  }
}
