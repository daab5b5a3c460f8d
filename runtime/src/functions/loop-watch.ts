import { shownName } from "../components/function-address";
import type { World } from "../world";
import { currentCall } from "./call";
import { timeoutMessage } from "./syscalls";

/** Turns of loops between two looks at the clock: a look costs as much as a few hundred turns. */
const turnsBetweenLooks = 1_024;

/**
 * Makes the function that every turn of a project's loops calls. It throws when the function that runs is past its deadline,
 * or when nothing else has had a turn of the event loop for `longestMs`; it goes on throwing until the loop is left.
 */
export function watchLoops(world: World, longestMs: number): () => void {
  let left = turnsBetweenLooks;
  let turnBeganAt: number | null = null;
  const look = () => {
    const now = world.elapsed();
    if (turnBeganAt === null) {
      turnBeganAt = now;
      world.soon(() => (turnBeganAt = null));
    }
    const call = currentCall.getStore();
    if (call !== undefined && call.open && now > call.deadline) throw new Error(timeoutMessage(call));
    if (now - turnBeganAt > longestMs) {
      const who = call === undefined ? "A module" : shownName(call);
      throw new Error(
        `Function execution timed out: ${who} ran for ${longestMs} ms without letting anything else run.`,
      );
    }
    left = turnsBetweenLooks;
  };
  return () => {
    left -= 1;
    if (left < 0) look();
  };
}
