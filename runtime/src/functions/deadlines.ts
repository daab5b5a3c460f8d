const lookEveryMs = 50;

type Waiting = { readonly deadline: number; readonly onPassed: () => void };

/** Watches the deadlines of everything that runs with one timer: most calls end long before theirs. */
const waiting = new Set<Waiting>();
let timer: NodeJS.Timeout | undefined;

function look(): void {
  const now = performance.now();
  for (const one of waiting) {
    if (one.deadline > now) continue;
    waiting.delete(one);
    one.onPassed();
  }
  if (waiting.size > 0) return;
  clearInterval(timer);
  timer = undefined;
}

/** Settles as `work` does, or rejects with `late()` soon after the deadline (in ms of `performance.now()`). */
export function before<T>(deadline: number, work: Promise<T>, late: () => Error): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const one = { deadline, onPassed: () => reject(late()) };
    waiting.add(one);
    timer ??= setInterval(look, lookEveryMs).unref();
    work.then(
      (value) => {
        waiting.delete(one);
        resolve(value);
      },
      (error: unknown) => {
        waiting.delete(one);
        reject(error instanceof Error ? error : new Thrown(error));
      },
    );
  });
}

/** Something that is not an error but was thrown. */
export class Thrown extends Error {
  constructor(readonly value: unknown) {
    super("Something that is not an error was thrown.");
  }
}
