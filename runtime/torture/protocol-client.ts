import type { JSONValue } from "convex/values";
import { decodeTs } from "../src/sync/timestamps";
import type { Chance } from "./chance";

type Version = { querySet: number; identity: number; ts: string };
type Modification = { type: string; queryId: number; value?: JSONValue; errorMessage?: string };
type ServerMessage =
  | { type: "Transition"; startVersion: Version; endVersion: Version; modifications: Modification[] }
  | { type: "MutationResponse"; requestId: number; success: boolean; result: JSONValue; ts?: string }
  | { type: "FatalError" | "AuthError"; error: string }
  | { type: "Ping" };

/** How a mutation ended, as its client was told. */
export type Answer = { readonly success: boolean; readonly result: JSONValue };

type Request = {
  readonly requestId: number;
  readonly udfPath: string;
  readonly args: JSONValue;
  answer: Answer | null;
  answeredTs: bigint;
  readonly done: (answer: Answer) => void;
};
type Query = { readonly udfPath: string; readonly args: JSONValue; value: JSONValue | undefined };

/** The client's end of a connection. */
export type ClientConnection = { send(text: string): void; cut(): void };

/** The clock and the timers that a client lives by. */
export type ClientTime = { readonly wallMs: number; after(ms: number, work: () => void): unknown };

/** What a client shows to those who judge. */
export type Watch = {
  /** A Transition has been taken in; every query that is watched has the value it shows. */
  seen(): void;
  wrong(what: string): void;
};

const startTs = Buffer.alloc(8).toString("base64");

/** A client of the protocol that keeps its rules, comes back after every loss, and complains when the server breaks a rule. */
export class ProtocolClient<Connection extends ClientConnection = ClientConnection> {
  readonly #time: ClientTime;
  readonly #chance: Chance;
  readonly #connect: (client: ProtocolClient<Connection>) => Connection | null;
  readonly #watch: Watch;
  readonly #comeBackMs: readonly [number, number];
  #isGone = false;
  readonly #queries = new Map<number, Query>();
  readonly #requests = new Map<number, Request>();
  #connection: Connection | null = null;
  #connections = 0;
  #version: Version = { querySet: 0, identity: 0, ts: startTs };
  #sentQuerySet = 0;
  #observedTs = 0n;
  #nextQuery = 0;
  #nextRequest = 0;
  /** No value that the next Transition shows may be older than this serial: it was acknowledged before the connection began. */
  floor = 0;

  constructor(
    readonly name: string,
    parts: {
      time: ClientTime;
      chance: Chance;
      connect: (client: ProtocolClient<Connection>) => Connection | null;
      watch: Watch;
      /** The shortest and the longest time until it tries to come back. */
      comeBackMs?: readonly [number, number];
    },
  ) {
    this.#time = parts.time;
    this.#chance = parts.chance;
    this.#connect = parts.connect;
    this.#watch = parts.watch;
    this.#comeBackMs = parts.comeBackMs ?? [20, 1_500];
  }

  get connection(): Connection | null {
    return this.#connection;
  }

  get pending(): number {
    return this.#requests.size;
  }

  /** What is watched now and what it shows; undefined until it is told. */
  get values(): readonly { path: string; args: JSONValue; value: JSONValue | undefined }[] {
    return [...this.#queries.values()].map(({ udfPath, args, value }) => ({ path: udfPath, args, value }));
  }

  open(): void {
    if (this.#isGone) return;
    const connection = this.#connect(this);
    if (connection === null) return this.#comeBack();
    this.#connection = connection;
    this.#version = { querySet: 0, identity: 0, ts: startTs };
    this.#sentQuerySet = 0;
    for (const query of this.#queries.values()) query.value = undefined;
    const observed = Buffer.alloc(8);
    observed.writeBigUInt64LE(this.#observedTs);
    this.#send({
      type: "Connect",
      sessionId: this.name,
      connectionCount: this.#connections++,
      lastCloseReason: "InitialConnect",
      clientTs: this.#time.wallMs,
      ...(this.#observedTs === 0n ? {} : { maxObservedTimestamp: observed.toString("base64") }),
    });
    this.#modify(
      [...this.#queries].map(([queryId, { udfPath, args }]) => ({ type: "Add", queryId, udfPath, args: [args] })),
    );
    for (const request of this.#requests.values()) this.#ask(request);
  }

  /** Begins to watch a query. Returns its number. */
  watch(udfPath: string, args: JSONValue): number {
    const queryId = this.#nextQuery++;
    this.#queries.set(queryId, { udfPath, args, value: undefined });
    this.#modify([{ type: "Add", queryId, udfPath, args: [args] }]);
    return queryId;
  }

  unwatch(queryId: number): void {
    if (!this.#queries.delete(queryId)) return;
    this.#modify([{ type: "Remove", queryId }]);
  }

  /** Asks for a mutation, again after every loss of the connection, until its effect is seen here. */
  mutate(udfPath: string, args: JSONValue): Promise<Answer> {
    return new Promise((done) => {
      const request: Request = { requestId: this.#nextRequest++, udfPath, args, answer: null, answeredTs: 0n, done };
      this.#requests.set(request.requestId, request);
      this.#ask(request);
    });
  }

  onMessage(text: string): void {
    const message = JSON.parse(text) as ServerMessage;
    switch (message.type) {
      case "Ping":
        return;
      case "FatalError":
      case "AuthError":
        return this.#watch.wrong(`${this.name} was told ${message.type}: ${message.error}`);
      case "MutationResponse":
        return this.#answered(message);
      case "Transition":
        return this.#moved(message);
    }
  }

  onClose(): void {
    if (this.#connection === null) return;
    this.#connection = null;
    this.#comeBack();
  }

  /** Goes and does not come back. */
  leave(): void {
    this.#isGone = true;
    const connection = this.#connection;
    this.#connection = null;
    connection?.cut();
  }

  #comeBack(): void {
    if (this.#isGone) return;
    this.#time.after(this.#chance.between(...this.#comeBackMs), () => this.open());
  }

  #answered({ requestId, success, result, ts }: ServerMessage & { type: "MutationResponse" }): void {
    const request = this.#requests.get(requestId);
    // After a reconnection an answer is given again, also when what has been shown since already holds its effect.
    if (request === undefined && requestId < this.#nextRequest) return;
    if (request === undefined) return this.#watch.wrong(`${this.name} was answered ${requestId} without asking`);
    if (request.answer !== null && JSON.stringify(request.answer.result) !== JSON.stringify(result))
      this.#watch.wrong(`${this.name} was given two answers to ${requestId}`);
    request.answer = { success, result };
    if (!success) return this.#finish(request);
    request.answeredTs = decodeTs(ts ?? "") ?? -1n;
    const toldTs = decodeTs(this.#version.ts) ?? -1n;
    if (toldTs > request.answeredTs && request.answeredTs > this.#observedAtAsking(request))
      this.#watch.wrong(`${this.name} was shown ${toldTs} before the answer to ${requestId} at ${request.answeredTs}`);
  }

  /** An answer that is given again after a reconnection may be older than what has been shown since. */
  #observedAtAsking(request: Request): bigint {
    return this.#askedAtTs.get(request.requestId) ?? 0n;
  }
  readonly #askedAtTs = new Map<number, bigint>();

  #moved({ startVersion, endVersion, modifications }: ServerMessage & { type: "Transition" }): void {
    const at = this.#version;
    if (JSON.stringify(startVersion) !== JSON.stringify(at))
      this.#watch.wrong(
        `${this.name} stands at ${JSON.stringify(at)}, a Transition begins at ${JSON.stringify(startVersion)}`,
      );
    const [from, to] = [decodeTs(at.ts) ?? 0n, decodeTs(endVersion.ts) ?? -1n];
    if (to < from) this.#watch.wrong(`${this.name} was led back from ${from} to ${to}`);
    this.#version = endVersion;
    if (to > this.#observedTs) this.#observedTs = to;
    for (const { type, queryId, value, errorMessage } of modifications) {
      const query = this.#queries.get(queryId);
      if (query === undefined) continue;
      if (type === "QueryUpdated") query.value = value;
      if (type === "QueryFailed" && !(errorMessage ?? "").includes("checksum"))
        this.#watch.wrong(`${query.udfPath} failed: ${errorMessage}`);
      if (type === "QueryFailed") query.value = undefined;
    }
    if (endVersion.querySet === this.#sentQuerySet) this.#watch.seen();
    for (const request of [...this.#requests.values()])
      if (request.answer !== null && request.answeredTs <= to) this.#finish(request);
  }

  #finish(request: Request): void {
    this.#requests.delete(request.requestId);
    request.done(request.answer!);
  }

  #ask({ requestId, udfPath, args }: Request): void {
    this.#askedAtTs.set(requestId, this.#observedTs);
    this.#send({ type: "Mutation", requestId, udfPath, args: [args] });
  }

  #modify(modifications: unknown[]): void {
    if (this.#connection === null) return;
    const baseVersion = this.#sentQuerySet++;
    this.#send({ type: "ModifyQuerySet", baseVersion, newVersion: this.#sentQuerySet, modifications });
  }

  #send(message: unknown): void {
    this.#connection?.send(JSON.stringify(message));
  }
}
