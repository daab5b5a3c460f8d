import { screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { renderWithWords } from "@/lib/i18n/testing";
import type { Permission, Role } from "@/services/access/permissions";
import type { Me } from "@/services/users/me";
import { GateView } from "./gate-view";
import type { Whoever } from "./use-me";

const person = (role: Role): Whoever => ({
  state: "ready",
  me: {
    _id: "u1" as Me["_id"],
    email: "ruben@example.org",
    role,
    status: "active",
    name: "Ruben Amaral",
    headline: "",
    bio: "",
    locale: "en",
    theme: "system",
    timeZone: null,
    unread: 0,
  },
});

function show(who: Whoever, may?: Permission) {
  renderWithWords(
    <GateView who={who} may={may} pathname="/learn" onSignOut={vi.fn()}>
      <p>The desk</p>
    </GateView>,
  );
}

describe("the gate", () => {
  it("lets a signed-in person through", () => {
    show(person("student"));
    expect(screen.getByText("The desk")).toBeTruthy();
  });
  it("sends a visitor to sign in and back to the same page", () => {
    show({ state: "visitor" });
    expect(screen.queryByText("The desk")).toBeNull();
    expect(screen.getByRole("link", { name: "Sign in" }).getAttribute("href")).toBe("/sign-in?next=%2Flearn");
  });
  it("says so where whoever signs people in does not answer", () => {
    show({ state: "away" });
    expect(screen.queryByText("The desk")).toBeNull();
    expect(screen.getByRole("alert").textContent).toContain("Sign-in does not answer");
  });
  it("refuses a student what only an admin may", () => {
    show(person("student"), "school.manage");
    expect(screen.queryByText("The desk")).toBeNull();
    expect(screen.getByRole("alert").textContent).toContain("This page is not open to you");
  });
  it("lets an admin through to it", () => {
    show(person("admin"), "school.manage");
    expect(screen.getByText("The desk")).toBeTruthy();
  });
  it("tells someone whose account was closed what to do, and lets them sign out", () => {
    show({ state: "refused", refusal: { code: "forbidden", reason: "deactivated" } });
    expect(screen.getByRole("alert").textContent).toContain("deactivated by the school");
    expect(screen.getByRole("button", { name: "Sign out" })).toBeTruthy();
  });
});
