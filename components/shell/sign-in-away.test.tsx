import { act, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { renderWithWords } from "@/lib/i18n/testing";
import { SignInComing } from "./sign-in-away";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a sign-in that does not come is said to be away, with a way on", () => {
  renderWithWords(<SignInComing />);
  expect(screen.getByRole("status").textContent).toBe("Getting the sign-in ready…");
  act(() => void vi.advanceTimersByTime(6_000));
  expect(screen.getByRole("alert").textContent).toContain("Sign-in does not answer");
  expect(screen.getByRole("link", { name: "See the courses" }).getAttribute("href")).toBe("/courses");
  expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
});
