import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { renderWithWords } from "@/lib/i18n/testing";
import { EnrollButtonView, type ViewerState } from "./enroll-button-view";

const course = { _id: "c1", slug: "night-sky" };

function show(state: ViewerState | null, more: { percent?: number; continueLessonId?: string; refusal?: string } = {}) {
  const onEnroll = vi.fn();
  renderWithWords(
    <EnrollButtonView
      course={course}
      viewer={state && { state, percent: more.percent ?? null, continueLessonId: more.continueLessonId ?? null }}
      pending={false}
      refusal={more.refusal ? { code: "conflict", reason: more.refusal } : null}
      onEnroll={onEnroll}
    />,
  );
  return onEnroll;
}

describe("the enrol button says what will happen", () => {
  it("a visitor signs in first and comes back to the course", () => {
    show("visitor");
    expect(screen.getByRole("link", { name: "Sign in to enrol" }).getAttribute("href")).toBe(
      "/sign-in?next=%2Fcourses%2Fnight-sky",
    );
  });

  it("one click enrols", async () => {
    const onEnroll = show("canEnroll");
    await userEvent.click(screen.getByRole("button", { name: "Enrol and start" }));
    expect(onEnroll).toHaveBeenCalledOnce();
  });

  it("someone who left enrols again with their progress kept", () => {
    show("withdrawn");
    expect(screen.getByRole("button", { name: "Enrol again" })).toBeTruthy();
    expect(screen.getByText("Your earlier progress is kept.")).toBeTruthy();
  });

  it("a student goes on at the lesson where they stopped", () => {
    show("enrolled", { percent: 40, continueLessonId: "l7" });
    expect(screen.getByRole("link", { name: "Continue" }).getAttribute("href")).toBe("/learn/night-sky/l7");
    expect(screen.getByText(/40% done/)).toBeTruthy();
  });

  it("a closed course offers no button and says whom to ask", () => {
    show("closed");
    expect(screen.queryByRole("button")).toBeNull();
    expect(screen.getByText(/Ask the people who run the course/)).toBeTruthy();
  });

  it("staff are led to the builder and to the students' view", () => {
    show("staff");
    expect(screen.getAllByRole("link").map((link) => link.getAttribute("href"))).toEqual([
      "/teach/courses/c1",
      "/learn/night-sky",
    ]);
  });

  it("a refusal is told in words a person can act on", () => {
    show("canEnroll", { refusal: "closed" });
    expect(screen.getByRole("alert").textContent).toBe(
      "Enrolment in this course is by the school. Ask the people who run it.",
    );
  });

  it("nothing can be pressed before it is known who looks", () => {
    show(null);
    expect(screen.getByRole("button", { name: "Enrol and start" })).toHaveProperty("disabled", true);
  });
});
