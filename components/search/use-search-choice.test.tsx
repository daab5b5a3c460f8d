import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useSearchChoice } from "./use-search-choice";

// Next tells of an address a moment after it is written; here, when the test says so.
const address = vi.hoisted(() => ({ told: "" }));
vi.mock("next/navigation", () => ({
  usePathname: () => "/search",
  useSearchParams: () => new URLSearchParams(address.told),
}));

beforeEach(() => {
  vi.useFakeTimers();
  address.told = "";
  window.history.replaceState(null, "", "/search");
});
afterEach(() => {
  vi.useRealTimers();
});
const open = () => {
  const hook = renderHook(() => useSearchChoice());
  const [words, tell] = [
    () => hook.result.current[0].query,
    () => {
      address.told = window.location.search;
      hook.rerender();
    },
  ];
  return { hook, words, tell, change: (by: object) => act(() => hook.result.current[1](by)) };
};

test("what is typed stays while the address follows, and while more is typed", () => {
  const { hook, words, tell, change } = open();
  change({ query: "ori" });
  act(() => void vi.advanceTimersByTime(1_000));
  hook.rerender();
  expect(words()).toBe("ori");
  change({ query: "orion" });
  // The address of the shorter words is told now.
  tell();
  expect(words()).toBe("orion");
  act(() => void vi.advanceTimersByTime(1_000));
  tell();
  expect(words()).toBe("orion");
  expect(window.location.search).toBe("?q=orion");
});
test("an address that someone else wrote brings its words", () => {
  const { hook, words, change } = open();
  change({ query: "orion" });
  act(() => void vi.advanceTimersByTime(1_000));
  address.told = "?q=bread";
  hook.rerender();
  expect(words()).toBe("bread");
});
test("another choice than words is written at once, with the words so far", () => {
  const { change } = open();
  change({ query: "orion" });
  change({ level: ["beginner"] });
  expect(window.location.search).toBe("?q=orion&level=beginner");
});
