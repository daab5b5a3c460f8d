import { webcrypto } from "node:crypto";
import { builtinModules, createRequire } from "node:module";
import { inspect } from "node:util";
import { currentCall, type Call } from "./call";
import { seededRandom } from "./random";
import type { World } from "../world";
import type { Environment } from "../components/project";

/** The three doors from a function to the runtime, as the `convex` package expects them in scope. */
export type Syscalls = {
  syscall(op: string, args: string): string;
  asyncSyscall(op: string, args: string): Promise<string>;
  jsSyscall(op: string, args: Record<string, unknown>): unknown;
};

/** What a project's code is given besides the language itself. */
export type SandboxOptions = {
  readonly environment: Environment;
  readonly env: Readonly<Record<string, string>>;
  readonly syscalls: Syscalls;
  readonly world: World;
  readonly RegExp: RegExpConstructor;
  /** How long code may run, in ms, without letting anything else run. */
  readonly longestTurnMs: number;
  /** Hears every log line, also those of module evaluation (then `call` is undefined). */
  readonly onLog: (level: string, line: string, call: Call | undefined) => void;
};

const longestLine = 32 * 1024;
const mostLines = 256;
/** What `getRandomValues` gives at once. */
const mostRandomBytes = 65_536;

function isDeterministic(call: Call | undefined): boolean {
  return call === undefined || call.kind === "query" || call.kind === "mutation";
}

function onlyInActions<F extends (...args: never[]) => unknown>(name: string, real: F): F {
  return ((...args: never[]) => {
    if (isDeterministic(currentCall.getStore())) {
      throw new Error(
        `Can't use ${name}() in queries and mutations. Please consider using an action. See https://docs.convex.dev/functions/actions for more details.`,
      );
    }
    return real(...args);
  }) as F;
}

/** A callback that fails in a timer has nobody to tell: it is logged, and the server goes on. */
function guarded<A extends unknown[]>(
  schedule: (callback: (...args: A) => void, ...rest: never[]) => unknown,
  onLog: SandboxOptions["onLog"],
) {
  return (callback: (...args: A) => void, ...rest: never[]) =>
    schedule(
      (...args: A) => {
        try {
          callback(...args);
        } catch (error) {
          onLog("ERROR", `[ERROR] Uncaught in a timer: ${inspect(error)}`, currentCall.getStore());
        }
      },
      ...rest,
    );
}

function dateFor(world: World): DateConstructor {
  const RealDate = Date;
  const loadedAtMs = world.now();
  const now = () => {
    const call = currentCall.getStore();
    if (call === undefined) return loadedAtMs;
    if (!isDeterministic(call)) return world.now();
    call.observed.time = true;
    return call.nowMs;
  };
  function ProjectDate(this: unknown, ...args: []): Date | string {
    if (!new.target) return new RealDate(now()).toString();
    const given: [number?] = args.length === 0 ? [now()] : args;
    return Reflect.construct(RealDate, given, new.target === ProjectDate ? RealDate : new.target) as Date;
  }
  ProjectDate.prototype = RealDate.prototype;
  return Object.assign(ProjectDate as unknown as DateConstructor, { now, UTC: RealDate.UTC, parse: RealDate.parse });
}

function mathFor(): Math {
  const atLoad = seededRandom(new Uint8Array(16));
  const random = () => (currentCall.getStore()?.random ?? atLoad)();
  return Object.defineProperties(
    {},
    {
      ...Object.getOwnPropertyDescriptors(Math),
      random: { value: random, writable: true, configurable: true },
    },
  ) as Math;
}

/** `crypto` as it is, with its chance from the world: a simulated run meets the same keys and names again. */
function cryptoFor(world: World): Pick<webcrypto.Crypto, "subtle" | "getRandomValues" | "randomUUID"> {
  return {
    subtle: webcrypto.subtle,
    getRandomValues(array) {
      // What it refuses, it refuses in its own words: too much at once, or an array of anything but integers.
      const isIntegers = /^(Big)?(Ui|I)nt\d+(Clamped)?Array$/.test(Object.prototype.toString.call(array).slice(8, -1));
      if (!ArrayBuffer.isView(array) || !isIntegers || array.byteLength > mostRandomBytes)
        return webcrypto.getRandomValues(array);
      new Uint8Array(array.buffer, array.byteOffset, array.byteLength).set(world.randomBytes(array.byteLength));
      return array;
    },
    randomUUID() {
      const bytes = Buffer.from(world.randomBytes(16));
      bytes[6] = (bytes[6]! & 0x0f) | 0x40;
      bytes[8] = (bytes[8]! & 0x3f) | 0x80;
      const hex = bytes.toString("hex");
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
    },
  };
}

function consoleFor(onLog: SandboxOptions["onLog"]): Console {
  const labels = new Map<string, number>();
  const timers = new Map<string, number>();
  const write = (level: string, args: readonly unknown[]) => {
    const call = currentCall.getStore();
    const text = args.map((arg) => inspect(arg, { depth: 5, breakLength: Infinity })).join(" ");
    const line = `[${level}] ${text.length > longestLine ? `${text.slice(0, longestLine)} (truncated due to length)` : text}`;
    if (call !== undefined && call.logs.length < mostLines) call.logs.push(line);
    else if (call?.logs.length === mostLines)
      call.logs.push(`[ERROR] Log overflow (maximum ${mostLines}). Remaining log lines omitted.`);
    onLog(level, line, call);
  };
  const at =
    (level: string) =>
    (...args: unknown[]) =>
      write(level, args);
  return {
    ...console,
    log: at("LOG"),
    info: at("INFO"),
    warn: at("WARN"),
    error: at("ERROR"),
    debug: at("DEBUG"),
    trace: at("LOG"),
    dir: at("LOG"),
    table: at("LOG"),
    assert: (condition?: unknown, ...args: unknown[]) =>
      condition ? undefined : write("ERROR", ["Assertion failed", ...args]),
    count: (label = "default") => {
      labels.set(label, (labels.get(label) ?? 0) + 1);
      write("LOG", [`${label}: ${labels.get(label)}`]);
    },
    time: (label = "default") => void timers.set(label, performance.now()),
    timeEnd: (label = "default") =>
      write("LOG", [`${label}: ${(performance.now() - (timers.get(label) ?? NaN)).toFixed(2)}ms`]),
    group: at("LOG"),
    groupEnd: () => undefined,
  };
}

const nodeRequire = createRequire(import.meta.url);
const builtins = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));

function requireFor(environment: Environment): (name: string) => unknown {
  return (name) => {
    if (environment === "node" && builtins.has(name)) return nodeRequire(name) as unknown;
    throw new Error(
      `Cannot load "${name}": only a module that begins with "use node" may use what is built into Node.js.`,
    );
  };
}

/**
 * The names that shadow the global ones in a project's code. Time and chance are fixed within a query or mutation;
 * timers and the network exist only in actions; `process.env` holds the deployment's variables.
 */
export function sandboxNames({
  environment,
  env,
  syscalls,
  world,
  RegExp,
  onLog,
}: SandboxOptions): Record<string, unknown> {
  const exit = () => {
    throw new Error("process.exit is not available in functions.");
  };
  const process_: unknown =
    environment === "node"
      ? Object.create(process, { env: { value: { ...env } }, exit: { value: exit }, abort: { value: exit } })
      : { env: { ...env } };
  const names: Record<string, unknown> = {
    Convex: syscalls,
    Date: dateFor(world),
    Math: mathFor(),
    RegExp,
    console: consoleFor(onLog),
    process: process_,
    fetch: onlyInActions("fetch", fetch),
    setTimeout: onlyInActions("setTimeout", guarded(setTimeout, onLog)),
    setInterval: onlyInActions("setInterval", guarded(setInterval, onLog)),
    setImmediate: onlyInActions("setImmediate", guarded(setImmediate, onLog)),
    queueMicrotask: guarded(queueMicrotask, onLog),
    crypto: cryptoFor(world),
    performance:
      environment === "node" ? performance : { now: () => (names.Date as DateConstructor).now(), timeOrigin: 0 },
    window: undefined,
    require: requireFor(environment),
  };
  if (environment === "isolate") Object.assign(names, { Buffer: undefined });
  const scope = Object.create(globalThis) as Record<string, unknown>;
  for (const [name, value] of Object.entries(names)) {
    Object.defineProperty(scope, name, { value, writable: true, configurable: true });
  }
  for (const alias of ["globalThis", "global", "self"]) {
    names[alias] = scope;
    Object.defineProperty(scope, alias, { value: scope, writable: true, configurable: true });
  }
  return names;
}
