import { nobody, type Caller } from "../auth/identity";
import { AuthFault, type Authenticator } from "../auth/authenticator";
import type { Request, RequestOrigin } from "../functions/call";
import type { Runner } from "../functions/runner";
import { KeptAnswer, sessionKey } from "./request-log";
import {
  parseClientMessage,
  ProtocolFault,
  type ClientMessage,
  type Credentials,
  type QueryModification,
} from "./messages";
import { newRequestId } from "./request-id";
import type { Timer, World } from "../world";
import { type QueryEntry, type Reactor, type Rendered, type Watcher } from "./reactor";
import {
  longestTransition,
  textFrame,
  transitionChunks,
  transitionText,
  type FrameCache,
  type TransitionParts,
  type Version,
} from "./frames";
import { Outbox, type ClientLine } from "./outbox";
import { answerText } from "./answer-text";

/** What a session needs of a WebSocket: whole messages come from it, and it can be ended. */
export interface ClientSocket {
  readonly readyState: number;
  readonly OPEN: number;
  on(event: "message", hear: (data: Buffer, isBinary: boolean) => void): unknown;
  on(event: "pong" | "close" | "error", hear: () => void): unknown;
  ping(): void;
  close(code: number, reason: string): void;
  terminate(): void;
}

/** What every session of a runtime shares. */
export type SessionSupport = {
  readonly runner: Runner;
  readonly reactor: Reactor;
  readonly authenticator: Authenticator;
  readonly frames: FrameCache;
  readonly redact: boolean;
  readonly world: World;
  readonly onError: (error: unknown) => void;
};

type WatchedEntry = { entry: QueryEntry; modification: QueryModification & { type: "Add" }; sent: Rendered | null };

const mostInFlight = 1_000;
const longestTimer = 2 ** 31 - 1;
const pingAfterMs = 15_000;
const silentForMs = 120_000;
const longestReason = 120;

/** One client's connection: what it watches, who it is, and what it has been told. */
export class Session implements Watcher {
  readonly waitingFor = new Set<QueryEntry>();
  readonly #socket: ClientSocket;
  readonly #outbox: Outbox;
  readonly #support: SessionSupport;
  /** With the token of whoever this is, if anybody. */
  #origin: RequestOrigin;
  readonly #publicUrl: string;
  readonly #queries = new Map<number, WatchedEntry>();
  #told: Version = { querySet: 0, identity: 0, ts: 0n };
  readonly #inbox: ClientMessage[] = [];
  #removed: number[] = [];
  #querySet = 0;
  #identity = 0;
  #caller: Caller = nobody;
  #session: Uint8Array | null = null;
  #isFirstConnection = false;
  #clockSkewMs: number | null = null;
  #isBusy = false;
  #owesTransition = false;
  #flushIsPlanned = false;
  #isClosed = false;
  #mutations = 0;
  #actions = 0;
  #expiry: Timer | null = null;
  #heardAtMs: number;

  constructor(
    socket: ClientSocket,
    line: ClientLine,
    support: SessionSupport,
    origin: RequestOrigin,
    publicUrl: string,
  ) {
    this.#socket = socket;
    this.#outbox = new Outbox(socket, line, support.world, () => this.#planFlush());
    this.#support = support;
    this.#origin = { ...origin, authToken: null };
    this.#publicUrl = publicUrl;
    this.#heardAtMs = support.world.elapsed();
    socket.on("message", (data, isBinary) => this.#received(data, isBinary));
    socket.on("pong", () => (this.#heardAtMs = support.world.elapsed()));
    socket.on("close", () => this.#end());
    // A broken connection also says "close"; there is nobody to tell.
    socket.on("error", () => socket.terminate());
  }

  /** Called every few seconds: keeps the line alive and ends it when nobody is there. */
  heartbeat(): void {
    const nowMs = this.#support.world.elapsed();
    if (nowMs - this.#heardAtMs > silentForMs) return this.#socket.terminate();
    this.#socket.ping();
    if (nowMs - this.#outbox.sentAtMs >= pingAfterMs) this.#send('{"type":"Ping"}');
  }

  /** Ends the connection in a way that makes the client come back soon. */
  close(reason: string, code = 1012): void {
    this.#end();
    this.#socket.close(code, reason.slice(0, longestReason));
  }

  settled(): void {
    if (this.#mutations > 0) this.#planFlush();
    else this.#flush();
  }

  moved(from: QueryEntry, to: QueryEntry): void {
    for (const watched of this.#queries.values()) if (watched.entry === from) watched.entry = to;
  }

  #received(data: Buffer, isBinary: boolean): void {
    this.#heardAtMs = this.#support.world.elapsed();
    if (this.#isClosed) return;
    try {
      if (isBinary) throw new ProtocolFault("Received a binary message");
      this.#inbox.push(parseClientMessage(data.toString("utf8")));
      if (!this.#isBusy) void this.#work();
      else if (this.#inbox.length > mostInFlight) this.close("TooManyConcurrentRequests", 1013);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Handles messages in their order; only a change of identity makes the next ones wait. */
  async #work(): Promise<void> {
    this.#isBusy = true;
    try {
      for (let message = this.#inbox.shift(); message !== undefined && !this.#isClosed; message = this.#inbox.shift()) {
        if (message.type === "Authenticate") await this.#authenticate(message.baseVersion, message.credentials);
        else this.#handle(message);
      }
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#isBusy = false;
    }
  }

  #fail(error: unknown): void {
    this.#inbox.length = 0;
    if (error instanceof ProtocolFault) {
      this.#send(JSON.stringify({ type: "FatalError", error: error.message }));
      this.#outbox.release();
      this.#socket.close(1008, "ProtocolError");
      return;
    }
    this.#support.onError(error);
    this.#outbox.release();
    this.#socket.close(1011, "InternalServerError");
  }

  #handle(message: Exclude<ClientMessage, { type: "Authenticate" }>): void {
    if (message.type === "Event") return;
    if (message.type === "Connect") return this.#connect(message);
    if (this.#session === null) throw new ProtocolFault("Received a message before Connect");
    if (message.type === "ModifyQuerySet") this.#modify(message);
    else if (message.type === "Mutation") this.#run(this.#mutate(message), message);
    else this.#run(this.#act(message), message);
  }

  #connect(message: ClientMessage & { type: "Connect" }): void {
    if (this.#session !== null) throw new ProtocolFault("Received Connect twice");
    this.#session = sessionKey(message.sessionId);
    this.#isFirstConnection = message.connectionCount === 0;
    this.#clockSkewMs = message.clientTs === null ? null : Math.round(message.clientTs - this.#support.world.now());
    if (message.maxObservedTs !== null && message.maxObservedTs > this.#support.reactor.ts) {
      this.close("InternalServerError: the client has seen newer data than there is", 1011);
    }
  }

  #modify({ baseVersion, newVersion, modifications }: ClientMessage & { type: "ModifyQuerySet" }): void {
    if (baseVersion !== this.#querySet)
      throw new ProtocolFault(`Base version ${baseVersion} passed up doesn't match the current version`);
    if (newVersion <= baseVersion) throw new ProtocolFault("The new version of a query set must be higher");
    this.#querySet = newVersion;
    for (const modification of modifications) {
      if (modification.type === "Remove") {
        const watched = this.#queries.get(modification.queryId);
        if (watched === undefined) throw new ProtocolFault(`Query ${modification.queryId} is not watched`);
        this.#queries.delete(modification.queryId);
        this.#support.reactor.unwatch(watched.entry, this);
        this.#removed.push(modification.queryId);
      } else {
        if (this.#queries.has(modification.queryId))
          throw new ProtocolFault(`Query ${modification.queryId} is watched already`);
        this.#queries.set(modification.queryId, { entry: this.#watch(modification), modification, sent: null });
      }
    }
    this.#owesTransition = true;
    // Nobody waits to hear that a query has ended: it can go with whatever comes next.
    if (modifications.some(({ type }) => type === "Add")) this.#flush();
    else this.#planFlush();
  }

  #watch({ path, args, journal, componentPath }: QueryModification & { type: "Add" }): QueryEntry {
    const asker = {
      identity: this.#caller.identity,
      internal: this.#caller.kind === "admin",
      publicUrl: this.#publicUrl,
    };
    return this.#support.reactor.watch({ component: componentPath ?? "", path, args, journal, asker }, this);
  }

  async #authenticate(baseVersion: number, credentials: Credentials): Promise<void> {
    if (this.#session === null) throw new ProtocolFault("Received a message before Connect");
    if (baseVersion !== this.#identity)
      throw new ProtocolFault(`Base identity version ${baseVersion} doesn't match the current version`);
    let caller: Caller;
    try {
      caller = await this.#support.authenticator.caller(credentials);
    } catch (error) {
      if (!(error instanceof AuthFault)) throw error;
      this.#refuseAuth(error.message, baseVersion, true);
      return;
    }
    if (this.#isClosed) return;
    this.#caller = caller;
    this.#origin = { ...this.#origin, authToken: caller.kind === "user" ? caller.token : null };
    this.#identity = baseVersion + 1;
    this.#expiry?.cancel();
    if (caller.kind === "user") {
      this.#expireAt(caller.expiresAtMs, baseVersion);
    }
    for (const watched of this.#queries.values()) {
      const before = watched.entry;
      watched.entry = this.#watch(watched.modification);
      this.#support.reactor.unwatch(before, this);
    }
    this.#owesTransition = true;
    this.#flush();
  }

  #expireAt(atMs: number, baseVersion: number): void {
    const forMs = Math.max(0, atMs - this.#support.world.now());
    this.#expiry = this.#support.world.after(Math.min(forMs, longestTimer), () => {
      if (forMs > longestTimer) this.#expireAt(atMs, baseVersion);
      else this.#refuseAuth("Token expired", baseVersion, false);
    });
  }

  #refuseAuth(error: string, baseVersion: number, authUpdateAttempted: boolean): void {
    if (this.#isClosed) return;
    this.#send(JSON.stringify({ type: "AuthError", error, baseVersion, authUpdateAttempted }));
    this.#end();
    this.#socket.close(1000, "AuthError");
  }

  #run(work: Promise<void>, message: { type: string }): void {
    work.catch((error: unknown) => {
      if (this.#isClosed) return;
      this.#support.onError(new Error(`A ${message.type.toLowerCase()} could not be run`, { cause: error }));
      this.#outbox.release();
      this.#socket.close(1011, "InternalServerError");
    });
  }

  #request(): Request {
    return {
      id: newRequestId(this.#support.world),
      identity: this.#caller.identity,
      origin: this.#origin,
      publicUrl: this.#publicUrl,
      scheduledFunctionId: null,
    };
  }

  async #mutate({
    requestId,
    path,
    args,
    componentPath,
  }: ClientMessage & { type: "Mutation" | "Action" }): Promise<void> {
    const session = this.#session;
    if (session === null) return;
    if (this.#mutations >= mostInFlight) return this.close("TooManyConcurrentRequests", 1013);
    const request = this.#request();
    this.#mutations += 1;
    try {
      const target = { component: componentPath ?? "", path, args, internal: this.#caller.kind === "admin" };
      const log = new KeptAnswer(session, requestId, this.#isFirstConnection);
      const outcome = await this.#support.runner.mutation(target, request, log);
      if (this.#isClosed) return;
      const answer = answerText("Mutation", requestId, outcome, request.id, this.#support.redact);
      if (!outcome.ok) return this.#send(answer);
      this.#outbox.hold();
      this.#send(answer);
      // The client takes the answer as final only with the next Transition, even if nothing it watches has changed.
      this.#owesTransition = true;
    } finally {
      this.#mutations -= 1;
      // What others of this client wait for goes with theirs; one alone has nothing to wait for.
      if (this.#mutations > 0 || this.waitingFor.size > 0) this.#planFlush();
      else {
        this.#flush();
        this.#outbox.release();
      }
    }
  }

  async #act({ requestId, path, args, componentPath }: ClientMessage & { type: "Mutation" | "Action" }): Promise<void> {
    if (this.#actions >= mostInFlight) return this.close("TooManyConcurrentRequests", 1013);
    const request = this.#request();
    this.#actions += 1;
    try {
      const outcome = await this.#support.runner.action(
        { component: componentPath ?? "", path, args, internal: this.#caller.kind === "admin" },
        request,
      );
      if (this.#isClosed) return;
      this.#send(answerText("Action", requestId, outcome, request.id, this.#support.redact));
    } finally {
      this.#actions -= 1;
    }
  }

  /** Answers first, Transition after: flushing waits for the turn after the one in which a commit became durable. */
  #planFlush(): void {
    if (this.#flushIsPlanned || this.#isClosed) return;
    this.#flushIsPlanned = true;
    this.#outbox.hold();
    this.#support.world.soon(() => {
      this.#flush();
      this.#flushIsPlanned = false;
      this.#outbox.release();
    });
  }

  /** Sends one Transition from what was told to what is now, when everything watched is known and the line has room. */
  #flush(): void {
    if (this.#isClosed || this.waitingFor.size > 0) return;
    const changed: { queryId: number; rendered: Rendered }[] = [];
    for (const [queryId, watched] of this.#queries) {
      const { rendered } = watched.entry;
      if (rendered === null || watched.sent === rendered) continue;
      if (watched.sent?.signature !== rendered.signature) changed.push({ queryId, rendered });
      else watched.sent = rendered;
    }
    if (!this.#owesTransition && changed.length === 0) return;
    if (this.#outbox.mustWait()) return;
    const { ts } = this.#support.reactor;
    const to = { querySet: this.#querySet, identity: this.#identity, ts };
    this.#sendTransition(changed, to);
    for (const { queryId, rendered } of changed) {
      const watched = this.#queries.get(queryId);
      if (watched !== undefined) watched.sent = rendered;
    }
    this.#removed = [];
    this.#owesTransition = false;
    this.#told = to;
  }

  #sendTransition(changed: TransitionParts["changed"], to: Version): void {
    const confirmsAuth = this.#identity !== this.#told.identity;
    const parts: TransitionParts = {
      from: this.#told,
      to,
      removed:
        this.#removed.length === 0 ? this.#removed : this.#removed.filter((queryId) => !this.#queries.has(queryId)),
      changed,
      clockSkewMs: confirmsAuth ? this.#clockSkewMs : null,
    };
    const isShared = changed.some(({ queryId }) => (this.#queries.get(queryId)?.entry.watchers.size ?? 0) > 1);
    const frame = this.#support.frames.transition(parts, isShared);
    if (frame.length <= longestTransition) this.#outbox.write(frame);
    else for (const chunk of transitionChunks(transitionText(parts), frame.length)) this.#send(chunk);
  }

  #send(text: string): void {
    this.#outbox.write(textFrame(text));
  }

  /** Lets go of everything that is watched. */
  #end(): void {
    if (this.#isClosed) return;
    this.#outbox.close();
    this.#isClosed = true;
    this.#expiry?.cancel();
    for (const { entry } of this.#queries.values()) this.#support.reactor.unwatch(entry, this);
    this.#queries.clear();
    this.waitingFor.clear();
  }
}
