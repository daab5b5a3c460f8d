import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Asked } from "@/lib/use-ask";
import { useSchoolName } from "@/lib/school-name-context";
import type { SchoolCard } from "@/services/school/school";
import { SchoolProvider } from "./school-provider";

let asked: Asked<SchoolCard> = { state: "loading" };
vi.mock("@/lib/use-ask", () => ({ useAsk: () => asked }));

const Named = () => <p>{useSchoolName()}</p>;
const page = (
  <SchoolProvider name="Doctrina">
    <Named />
  </SchoolProvider>
);

describe("the school on every page", () => {
  beforeEach(() => {
    asked = { state: "loading" };
    document.title = "My learning · Doctrina";
  });
  afterEach(() => {
    cleanup();
    document.documentElement.removeAttribute("style");
  });

  it("shows the name that this browser knew until it hears, and then the present one, in the tab as well", () => {
    const { rerender } = render(page);
    expect(screen.getByText("Doctrina")).toBeTruthy();
    expect(document.title).toBe("My learning · Doctrina");

    const hear = (value: SchoolCard) =>
      act(() => {
        asked = { state: "ready", value };
        rerender(
          <SchoolProvider name="Doctrina">
            <Named />
          </SchoolProvider>,
        );
      });
    hear({ name: "Harbour School", accent: "#7a1f3d" });
    expect(screen.getByText("Harbour School")).toBeTruthy();
    expect(document.title).toBe("My learning · Harbour School");
    expect(document.cookie).toContain("school=Harbour%20School");
    expect(document.documentElement.style.getPropertyValue("--accent")).toBe("#7a1f3d");

    hear({ name: "Hill School", accent: null });
    expect(document.title).toBe("My learning · Hill School");
    expect(document.documentElement.style.getPropertyValue("--accent")).toBe("");
  });

  it("corrects a tab that the server names late, and does so once", async () => {
    document.title = "";
    asked = { state: "ready", value: { name: "North · Doctrina", accent: null } };
    render(page);
    document.title = "Courses · Doctrina";
    await vi.waitFor(() => expect(document.title).toBe("Courses · North · Doctrina"));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(document.title).toBe("Courses · North · Doctrina");
  });

  it("leaves a tab alone that is not named after the school", () => {
    document.title = "Something else";
    asked = { state: "ready", value: { name: "Harbour School", accent: null } };
    render(page);
    expect(document.title).toBe("Something else");
  });
});
