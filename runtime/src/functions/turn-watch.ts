import { Script } from "node:vm";
import { shownName } from "../components/function-address";
import type { World } from "../world";
import { currentCall, type Call } from "./call";
import { timeoutMessage } from "./syscalls";

/** Ticks between two looks at the clock: a look costs as much as a few hundred of them. */
const ticksBetweenLooks = 1_024;

/** Sees to it that a project's code lets everything else run in time. */
export type TurnWatch = {
  /** To be called wherever code could go on for ever; throws once it has gone on for too long, and goes on throwing until it ends. */
  tick(): void;
  /** Does one long step of something built in, which is cut off when the time is over; no code of a project may run in it. */
  cutOff<T>(step: () => T): T;
};

/** What runs in the script below: a script is the one thing that Node.js can cut off from outside. */
let pending: () => unknown = () => undefined;
const door = Symbol.for("convex-runtime.cut-off");
Object.defineProperty(globalThis, door, { value: () => pending() });
const script = new Script(`globalThis[Symbol.for("convex-runtime.cut-off")]()`);

/**
 * Watches the turns of a project's code. It is too long when the function that runs is past its deadline, or when nothing
 * else has had a turn of the event loop for `longestMs`.
 */
export function watchTurns(world: World, longestMs: number): TurnWatch {
  let left = ticksBetweenLooks;
  let turnBeganAt: number | null = null;
  let tooLong: Error | null = null;
  /** Thrown again unchanged: what cleans up on the way out is stopped as well, and the first place is the one that tells something. */
  const late = new WeakMap<Call, Error>();
  /** How long the turn may still take, in ms; throws when it is over. */
  const look = (): number => {
    const now = world.elapsed();
    if (turnBeganAt === null) {
      turnBeganAt = now;
      world.soon(() => (turnBeganAt = tooLong = null));
    }
    const call = currentCall.getStore();
    const hasDeadline = call !== undefined && call.open;
    if (hasDeadline && now > call.deadline) {
      const error = late.get(call) ?? new Error(timeoutMessage(call));
      late.set(call, error);
      throw error;
    }
    const turnLeftMs = turnBeganAt + longestMs - now;
    if (turnLeftMs < 0) {
      const who = call === undefined ? "A module" : shownName(call);
      throw (tooLong ??= new Error(
        `Function execution timed out: ${who} ran for ${longestMs} ms without letting anything else run.`,
      ));
    }
    return hasDeadline ? Math.min(turnLeftMs, call.deadline - now) : turnLeftMs;
  };
  return {
    tick() {
      left -= 1;
      if (left >= 0) return;
      look();
      left = ticksBetweenLooks;
    },
    cutOff<T>(step: () => T): T {
      const timeout = Math.ceil(look()) + 1;
      pending = step;
      try {
        return script.runInThisContext({ timeout }) as T;
      } catch (error) {
        // Now it is certainly over, and the look says for whom.
        if ((error as { code?: string }).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") look();
        throw error;
      }
    },
  };
}
