// @vitest-environment node
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ResumableUpload, type UploadNews } from "./resumable-upload";
import { LineLost, type Answer, type UploadLine } from "./upload-line";

const MIB = 1024 * 1024;
const file = new Blob([Uint8Array.from({ length: 10 * MIB + 77 }, (_, n) => (n * 31 + (n >> 16)) % 251)]);
const bytesOf = async (blob: Blob) => Buffer.from(await blob.arrayBuffer());

/** The address of an upload: keeps what comes at its place, as Mux does. `trouble` may answer instead of it. */
function openAddress(trouble: (request: number) => Promise<Answer> | null = () => null) {
  const kept = Buffer.alloc(file.size);
  const address = { arrived: 0, requests: 0, kept, ranges: [] as string[] };
  const line: UploadLine = async (range, piece, { signal, onSent }) => {
    const answer = await trouble((address.requests += 1));
    if (signal.aborted) throw new LineLost();
    if (answer) return answer;
    address.ranges.push(range);
    const from = Number(/bytes (\d+)-/.exec(range)?.[1]);
    if (piece && from <= address.arrived) {
      const bytes = await bytesOf(piece);
      kept.set(bytes.subarray(address.arrived - from), address.arrived);
      address.arrived = Math.max(address.arrived, from + bytes.length);
      onSent?.(bytes.length);
    }
    if (signal.aborted) throw new LineLost();
    if (address.arrived === file.size) return { status: 200, last: null };
    return { status: 308, last: address.arrived === 0 ? null : address.arrived - 1 };
  };
  return { ...address, line, address };
}

function sendTo(line: UploadLine) {
  const news: UploadNews[] = [];
  const upload = new ResumableUpload({ file, line, onNews: (one) => news.push(one) });
  return { upload, news, states: () => news.map(({ state }) => state).filter((one, n, all) => one !== all[n - 1]) };
}

const listeners = new Map<string, () => void>();
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("window", {
    addEventListener: (name: string, listener: () => void) => listeners.set(name, listener),
    removeEventListener: (name: string) => listeners.delete(name),
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a file that is held and goes on at once, again and again, arrives as it is", async () => {
  const { line, address } = openAddress();
  const { upload, states } = sendTo(line);
  const running = upload.run(false);
  for (let turn = 0; turn < 4; turn += 1) {
    await vi.advanceTimersByTimeAsync(0);
    upload.pause();
    upload.resume();
  }
  await running;
  expect(address.kept.equals(await bytesOf(file))).toBe(true);
  expect(states().at(-1)).toBe("sent");
});

test("nothing leaves while it is held", async () => {
  const { line, address } = openAddress();
  const { upload, news } = sendTo(line);
  upload.pause();
  const running = upload.run(false);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(address.requests).toBe(0);
  expect(news.at(-1)).toEqual({ state: "paused", percent: 0 });
  upload.resume();
  await running;
  expect(news.at(-1)).toEqual({ state: "sent", percent: 100 });
});

test("a lost line is said, and when it is back the file goes on from what has arrived", async () => {
  const { line, address } = openAddress((request) =>
    request > 1 && request < 6 ? Promise.reject(new LineLost()) : null,
  );
  const { upload, news, states } = sendTo(line);
  const running = upload.run(false);
  await vi.advanceTimersByTimeAsync(0);
  expect(news.at(-1)).toEqual({ state: "offline", percent: 9 });
  await vi.advanceTimersByTimeAsync(20_000);
  await running;
  expect(states()).toEqual(["sending", "offline", "sending", "sent"]);
  expect(address.ranges).toEqual([
    "bytes 0-1048575/10485837",
    "bytes */10485837",
    "bytes 1048576-3145727/10485837",
    "bytes 3145728-7340031/10485837",
    "bytes 7340032-10485836/10485837",
  ]);
  expect(address.kept.equals(await bytesOf(file))).toBe(true);
});

test("it does not wait for its turn when the browser says that the network is back", async () => {
  let isThere = false;
  const { line } = openAddress(() => (isThere ? null : Promise.reject(new LineLost())));
  const { upload, states } = sendTo(line);
  const running = upload.run(false);
  await vi.advanceTimersByTimeAsync(100);
  isThere = true;
  listeners.get("online")?.();
  await running;
  expect(states().at(-1)).toBe("sent");
  expect(listeners.size).toBe(0);
});

test("a line on which nothing moves is told of; the piece is still waited for", async () => {
  const answers: (() => void)[] = [];
  const { line } = openAddress();
  const { upload, states } = sendTo(async (range, piece, sent) => {
    sent.onStill?.();
    await new Promise<void>((resolve) => answers.push(resolve));
    return line(range, piece, sent);
  });
  const running = upload.run(false);
  await vi.advanceTimersByTimeAsync(0);
  expect(states()).toEqual(["offline"]);
  for (let n = 0; n < 4; n += 1) {
    answers[n]?.();
    await vi.advanceTimersByTimeAsync(0);
  }
  await running;
  expect(states().at(-1)).toBe("sent");
});

test("a busy service is waited for; one that refuses is not", async () => {
  const busy = sendTo(openAddress((n) => (n === 1 ? Promise.resolve({ status: 503, last: null }) : null)).line);
  const running = busy.upload.run(false);
  await vi.advanceTimersByTimeAsync(2_000);
  await running;
  expect(busy.states()).toEqual(["offline", "sending", "sent"]);

  const refused = sendTo(openAddress(() => Promise.resolve({ status: 507, last: null })).line);
  await refused.upload.run(false);
  expect(refused.news).toEqual([{ state: "failed", percent: 0 }]);
});

test("an upload that has ended is gone; what was begun before is asked for first", async () => {
  const ended = sendTo(openAddress(() => Promise.resolve({ status: 410, last: null })).line);
  await ended.upload.run(true);
  expect(ended.states()).toEqual(["gone"]);

  const { line, address } = openAddress();
  address.arrived = 8 * MIB;
  address.kept.set((await bytesOf(file)).subarray(0, 8 * MIB));
  const begun = sendTo(line);
  await begun.upload.run(true);
  expect(address.ranges).toEqual([
    "bytes */10485837",
    "bytes 8388608-9437183/10485837",
    "bytes 9437184-10485836/10485837",
  ]);
  expect(address.kept.equals(await bytesOf(file))).toBe(true);
});

test("an address that takes nothing is not asked without end in one breath", async () => {
  const { line, address } = openAddress(() => Promise.resolve({ status: 308, last: 99 }));
  const { upload } = sendTo(line);
  const running = upload.run(false);
  await vi.advanceTimersByTimeAsync(10_000);
  upload.stop();
  await running;
  expect(address.requests).toBeLessThan(12);
});
