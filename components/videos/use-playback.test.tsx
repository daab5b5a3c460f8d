import { act, renderHook } from "@testing-library/react";
import { ConvexError } from "convex/values";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { usePlayback } from "./use-playback";

const play = vi.hoisted(() => vi.fn());
vi.mock("convex/react", () => ({ useAction: () => play }));

const address = (n: number) => ({ src: `/video.m3u8?token=${n}`, lives: 20 });
const pass = (seconds: number) => act(() => vi.advanceTimersByTimeAsync(seconds * 1_000));
const open = async (version = 1) => {
  const hook = renderHook(({ version: v }) => usePlayback("block", v, true), { initialProps: { version } });
  await pass(0);
  return hook;
};

beforeEach(() => {
  vi.useFakeTimers();
  let asked = 0;
  play.mockReset().mockImplementation(async () => address(++asked));
});
afterEach(() => void vi.useRealTimers());

test("addresses are renewed before they end, again and again; what plays is not begun anew", async () => {
  const { result, unmount } = await open();
  for (const n of [1, 2, 3, 4]) {
    expect(result.current.playing).toEqual({ state: "ready", playback: address(1), newest: address(n) });
    await pass(14);
  }
  unmount();
  await pass(100);
  expect(play).toHaveBeenCalledTimes(5);
});
test("a renewal that nobody answers changes nothing, and the next one comes", async () => {
  const { result } = await open();
  play.mockRejectedValueOnce(new Error("the line is gone"));
  await pass(14);
  expect(result.current.playing).toMatchObject({ state: "ready", newest: address(1) });
  await pass(14);
  expect(result.current.playing).toMatchObject({ state: "ready", playback: address(1), newest: address(2) });
});
test("who may not watch any more is told so at the next renewal", async () => {
  const { result } = await open();
  play.mockRejectedValueOnce(new ConvexError({ code: "forbidden", reason: "not_enrolled" }));
  await pass(14);
  expect(result.current.playing).toEqual({ state: "refused", refusal: { code: "forbidden", reason: "not_enrolled" } });
});
test("another file is played by its own addresses from the start", async () => {
  const { result, rerender } = await open();
  rerender({ version: 2 });
  expect(result.current.playing).toEqual({ state: "loading" });
  await pass(0);
  expect(result.current.playing).toMatchObject({ playback: address(2), newest: address(2) });
});
test("another picture is fetched at once, and what plays is not disturbed", async () => {
  const hook = renderHook(({ picture }) => usePlayback("block", 1, true, picture), {
    initialProps: { picture: null as number | null },
  });
  await pass(0);
  hook.rerender({ picture: 17 });
  await pass(0);
  expect(hook.result.current.playing).toEqual({ state: "ready", playback: address(1), newest: address(2) });
});
