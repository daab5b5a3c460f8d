import { convexTestPointLookups } from "./convex-test-lookups";
import { startInProcess } from "./in-process";
import { median, timeEach } from "./measure";
import { repeats, rounds, warmUp } from "./plan";

/** P3b, in a process of its own: what other parts of the benchmark leave on the heap is neither side's cost. */
const documents = 5_000;
const inside = await startInProcess(documents);
const lookup = await convexTestPointLookups(documents);
const ask = (n: number) => (i: number) => inside.ask({ slug: `course-${(i * 37 + n) % documents}` });
await timeEach(warmUp, ask(0));
await lookup(5);
const [ours, theirs]: number[][] = [[], []];
for (let n = 0; n < repeats; n++) {
  ours!.push(median(await timeEach(rounds, ask(n))));
  theirs!.push(median(await lookup(10)));
}
await inside.close();
process.send?.({ ours: median(ours!), theirs: median(theirs!) });
