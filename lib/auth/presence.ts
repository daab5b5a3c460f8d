/** How long (ms) an answer is believed, how long silence is, and how long an answer may take. */
const believedMs = 30_000;
const silentMs = 5_000;
const patienceMs = 2_500;

/** Whether a server answers at all, whatever it says; asked now and then, however many want to know. */
export function presenceOf(address: string, ask: typeof fetch = fetch, now: () => number = Date.now) {
  let known: { isThere: Promise<boolean>; until: number } | null = null;
  return (): Promise<boolean> => {
    if (known && now() < known.until) return known.isThere;
    const isThere = ask(address, {
      redirect: "manual",
      cache: "no-store",
      signal: AbortSignal.timeout(patienceMs),
    }).then(
      async (answer) => {
        await answer.body?.cancel();
        return true;
      },
      () => false,
    );
    const asked = { isThere, until: now() + believedMs };
    known = asked;
    void isThere.then((is) => {
      if (!is) asked.until = now() + silentMs;
    });
    return isThere;
  };
}
