import { act, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { renderWithWords } from "@/lib/i18n/testing";
import { When } from "./when";

afterEach(() => vi.useRealTimers());

test("what happens while the page stands open has happened now, and gets older", () => {
  vi.useFakeTimers();
  // The page was loaded at this time, by the school's clock; this machine's may be any.
  const loadedAt = Date.parse("2026-11-20T12:00:00Z");
  renderWithWords(<When at={loadedAt - 60_000} />);
  expect(screen.getByText("1 minute ago")).toBeTruthy();
  void act(() => vi.advanceTimersByTime(45 * 60_000));
  expect(screen.getByText("46 minutes ago")).toBeTruthy();
  renderWithWords(<When at={loadedAt + 45 * 60_000} />);
  expect(screen.getByText("now")).toBeTruthy();
  void act(() => vi.advanceTimersByTime(2 * 60_000));
  expect(screen.getByText("2 minutes ago")).toBeTruthy();
});
