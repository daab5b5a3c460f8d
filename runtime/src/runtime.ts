import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { DataHealth } from "./data-watch";
import type { bundleProject } from "./functions/bundle";
import type { RequestOrigin } from "./functions/call";
import type { TimeLimits } from "./functions/runner";
import type { KeyValueStore } from "./store/key-value-store";
import type { ClientLine } from "./sync/outbox";
import type { ClientSocket } from "./sync/session";
import type { World } from "./world";

/** What a runtime is started with. */
export type RuntimeOptions = {
  /** The project's `convex/` folder; without it, versions come by pushes of the official command line, and the last one is served. */
  readonly functionsDir?: string | undefined;
  /** Where everything is kept; created when missing. */
  readonly dataDir: string;
  /** Whoever knows it may call internal functions and act as anyone. */
  readonly adminKey: string;
  /** The deployment's environment variables: `process.env` of its functions. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether files are watched and new versions loaded as they are saved. */
  readonly watch?: boolean;
  /** Prefix of every path when the runtime is mounted on a shared server, such as "/_svc/convex". */
  readonly pathPrefix?: string;
  /** Origin and prefix that upload and storage URLs begin with; without it, the ones a client used. */
  readonly publicUrl?: string;
  /** Origin and prefix of HTTP actions; without it, `publicUrl` and "/http". */
  readonly siteUrl?: string;
  /** Whether clients are told only "Server Error", without details or log lines. */
  readonly redactErrors?: boolean;
  readonly limits?: Partial<TimeLimits>;
  /** The largest file that may be stored, in bytes. */
  readonly largestFile?: number;
  /** Hears what the runtime and the functions have to say. */
  readonly log?: (line: string) => void;
  /** Time, turns of the event loop and chance; the machine's own when left out. */
  readonly world?: World;
  /** Where documents are kept instead of in LMDB in the data folder. */
  readonly store?: KeyValueStore;
  /** How the project's files are made ready to load; `bundleProject` when left out. */
  readonly bundle?: typeof bundleProject;
};

/** How a runtime is. */
export type RuntimeHealth = {
  readonly isServing: boolean;
  /** Why the newest version of the project is not the one that is served; null when it is. */
  readonly projectError: string | null;
  readonly functions: number;
  /** Components that are no longer used and whose data is kept, by their paths. */
  readonly componentsAsleep: readonly string[];
  readonly sockets: number;
  readonly watchedQueries: number;
  readonly queryExecutions: number;
  /** Transitions written as text; one text serves every socket that stands at the same place. */
  readonly framesWritten: number;
  readonly data: DataHealth;
};

/** A running runtime, to be mounted on one or more HTTP servers. */
export type ConvexRuntime = {
  handleHttp(req: IncomingMessage, res: ServerResponse): void;
  /** For the HTTP actions' own port: every path is one of theirs. */
  handleSite(req: IncomingMessage, res: ServerResponse): void;
  handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Serves one client over a WebSocket that is open already and the line below it. */
  accept(socket: ClientSocket, line: ClientLine, origin: RequestOrigin, publicUrl: string): void;
  health(): RuntimeHealth;
  /** Loads the project's files again; rejects with what is wrong and keeps the version that runs. */
  reload(): Promise<void>;
  close(): Promise<void>;
};
