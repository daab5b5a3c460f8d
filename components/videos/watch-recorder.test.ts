import { expect, test } from "vitest";
import { WatchRecorder, type Batch } from "./watch-recorder";

function recorder(send: (batch: Batch) => Promise<unknown> = async () => null) {
  let kept: Batch[] = [];
  let made = 0;
  const shelf = { read: () => [...kept], write: (batches: Batch[]) => void (kept = batches) };
  const options = { blockId: "b", version: 1, shelf, now: () => 1_000, newId: () => `batch-${++made}` };
  return { watch: new WatchRecorder({ ...options, send }), kept: () => kept, options };
}
const play = (watch: WatchRecorder, from: number, to: number) => {
  for (let second = from; second <= to; second += 0.25) watch.at(second);
};

test("what was played is one stretch, a jump is none", async () => {
  const sent: Batch[] = [];
  const { watch } = recorder(async (batch) => sent.push(batch) > 0);
  play(watch, 0, 10);
  watch.rest();
  play(watch, 60, 65);
  watch.flush();
  await watch.drain();
  expect(sent).toMatchObject([
    {
      batchId: "batch-1",
      ranges: [
        { from: 0, to: 10 },
        { from: 60, to: 65 },
      ],
      position: 65,
    },
  ]);
});

test("nothing new is not told", async () => {
  const sent: Batch[] = [];
  const { watch } = recorder(async (batch) => sent.push(batch) > 0);
  play(watch, 0, 10);
  watch.flush();
  watch.flush();
  watch.rest(10.2);
  watch.flush();
  await watch.drain();
  expect(sent).toHaveLength(1);
});

test("a batch that was never acknowledged is told again under its name by the next page", async () => {
  const broken = recorder(() => Promise.reject(new Error("the page closed")));
  play(broken.watch, 0, 10);
  broken.watch.flush();
  await broken.watch.drain();
  expect(broken.kept().map(({ batchId }) => batchId)).toEqual(["batch-1"]);
  const sent: string[] = [];
  const next = new WatchRecorder({ ...broken.options, send: async (batch) => sent.push(batch.batchId) > 0 });
  await next.drain();
  expect(sent).toEqual(["batch-1"]);
  expect(broken.kept()).toEqual([]);
});

test("a page that reports seldom, as one in the background does, still counts", async () => {
  const sent: Batch[] = [];
  const { watch } = recorder(async (batch) => sent.push(batch) > 0);
  for (let second = 0; second <= 20; second += 2) watch.at(second);
  watch.flush();
  await watch.drain();
  expect(sent[0]?.ranges).toEqual([{ from: 0, to: 20 }]);
});
