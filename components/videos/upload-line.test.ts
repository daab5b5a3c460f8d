import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LineLost, lineTo } from "./upload-line";

/** A request that does what a test says. */
class Request {
  static last: Request;
  upload: { onprogress?: (event: { loaded: number }) => void; onload?: () => void } = {};
  onload?: () => void;
  onerror?: () => void;
  onabort?: () => void;
  onloadend?: () => void;
  status = 0;
  headers: Record<string, string> = {};
  isOver = false;
  constructor() {
    Request.last = this;
  }
  open() {}
  send() {}
  setRequestHeader() {}
  getResponseHeader(name: string) {
    return this.headers[name] ?? null;
  }
  abort() {
    this.#end(() => this.onabort?.());
  }
  answer(status: number, headers: Record<string, string> = {}) {
    Object.assign(this, { status, headers });
    this.#end(() => this.onload?.());
  }
  #end(how: () => void) {
    if (this.isOver) return;
    this.isOver = true;
    how();
    this.onloadend?.();
  }
}

let hasNetwork = true;
const onStill = vi.fn();
const send = () => {
  const stop = new AbortController();
  const ended = lineTo("/upload")("bytes 0-9/10", new Blob(["0123456789"]), { signal: stop.signal, onStill }).then(
    (answer) => answer,
    (error: unknown) => error,
  );
  return { stop, ended };
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("XMLHttpRequest", Request);
  vi.spyOn(window.navigator, "onLine", "get").mockImplementation(() => hasNetwork);
  hasNetwork = true;
  onStill.mockReset();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test("the answer says how much has arrived", async () => {
  const { ended } = send();
  Request.last.answer(308, { range: "bytes=0-6" });
  expect(await ended).toEqual({ status: 308, last: 6 });
});

test("a line on which nothing moves is told of, and then lost", async () => {
  const { ended } = send();
  await vi.advanceTimersByTimeAsync(7_000);
  Request.last.upload.onprogress?.({ loaded: 5 });
  await vi.advanceTimersByTimeAsync(8_000);
  expect(onStill).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(onStill).toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await ended).toBeInstanceOf(LineLost);
});

test("a piece that has left may wait for its answer longer than one that is leaving", async () => {
  const { ended } = send();
  Request.last.upload.onload?.();
  await vi.advanceTimersByTimeAsync(50_000);
  Request.last.answer(200);
  expect(await ended).toEqual({ status: 200, last: null });
});

test("without a network the line is lost soon, but not while something moves: the school may be on the same machine", async () => {
  hasNetwork = false;
  const { ended } = send();
  for (let n = 0; n < 10; n += 1) {
    await vi.advanceTimersByTimeAsync(2_000);
    Request.last.upload.onprogress?.({ loaded: n });
  }
  expect(Request.last.isOver).toBe(false);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await ended).toBeInstanceOf(LineLost);
});

test("whoever stops it ends the request", async () => {
  const { stop, ended } = send();
  stop.abort();
  expect(await ended).toBeInstanceOf(LineLost);
});
