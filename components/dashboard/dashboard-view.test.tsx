import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { renderWithWords } from "@/lib/i18n/testing";
import type { Dashboard, LearnCard } from "@/services/learning/views";
import { DashboardView, familiarName } from "./dashboard-view";

const card = (title: string, more: Partial<LearnCard> = {}): LearnCard => ({
  enrollmentId: `e-${title}` as LearnCard["enrollmentId"],
  courseId: `c-${title}` as LearnCard["courseId"],
  slug: title.toLowerCase().replaceAll(" ", "-"),
  title,
  coverUrl: null,
  category: "science",
  percent: 40,
  completedLessons: 4,
  lessonCount: 10,
  lastLesson: { _id: "l5" as NonNullable<LearnCard["lastLesson"]>["_id"], title: "Degrees with your hand" },
  lastActiveAt: Date.parse("2026-11-19T17:00:00Z"),
  status: "active",
  ...more,
});
const nothing: Dashboard = { continueWith: null, active: [], completed: [], recent: [] };

function show(desk: Dashboard) {
  const onLeave = vi.fn();
  renderWithWords(<DashboardView desk={desk} name="Wren Pocketwatch" onLeave={onLeave} />);
  return onLeave;
}

describe("the student's desk", () => {
  it("leads with the course to go on with, at the lesson where it was left", () => {
    const sky = card("Night sky");
    show({ ...nothing, continueWith: sky, active: [sky] });
    const lead = within(screen.getByRole("region", { name: "Continue learning" }));
    expect(lead.getByRole("link", { name: "Continue" }).getAttribute("href")).toBe("/learn/night-sky/l5");
    expect(lead.getByText("You were at “Degrees with your hand”")).toBeTruthy();
    expect(lead.getByText("4 of 10 lessons")).toBeTruthy();
  });

  it("lists the other courses under way, and not the same one twice", () => {
    const sky = card("Night sky");
    show({ ...nothing, continueWith: sky, active: [sky, card("Maps", { percent: 10 })] });
    const list = screen.getByRole("heading", { name: "In progress" }).parentElement;
    expect(
      within(list ?? document.body)
        .getAllByRole("heading", { level: 3 })
        .map((title) => title.textContent),
    ).toEqual(["Maps"]);
  });

  it("a course can be left from its own menu", async () => {
    const sky = card("Night sky");
    const onLeave = show({ ...nothing, continueWith: sky, active: [sky] });
    screen.getByRole("button", { name: "More about Night sky" }).focus();
    await userEvent.keyboard("{Enter}");
    await userEvent.click(await screen.findByRole("menuitem", { name: "Leave this course" }));
    expect(onLeave).toHaveBeenCalledWith(sky);
  });

  it("with everything finished it offers the next thing", () => {
    show({ ...nothing, completed: [card("Night sky", { status: "completed", percent: 100, completedLessons: 10 })] });
    expect(screen.getByText("Everything you started is finished")).toBeTruthy();
  });

  it("an empty desk offers the first step", () => {
    show(nothing);
    expect(screen.getByRole("link", { name: "Browse the courses" }).getAttribute("href")).toBe("/courses");
  });

  it("tells what happened lately, with a way back to it", () => {
    show({
      ...nothing,
      active: [card("Night sky")],
      recent: [
        {
          kind: "lessonCompleted",
          courseTitle: "Night sky",
          courseSlug: "night-sky",
          lessonTitle: "North, without a compass",
          lessonId: "l2" as NonNullable<Dashboard["recent"][number]["lessonId"]>,
          at: Date.parse("2026-11-20T11:00:00Z"),
        },
      ],
    });
    expect(screen.getByRole("link", { name: "North, without a compass" }).getAttribute("href")).toBe(
      "/learn/night-sky/l2",
    );
  });
});

it.each([
  ["Wren Pocketwatch", "Wren"],
  ["Professor Araminta Quill", "Professor Araminta Quill"],
  ["Björk", "Björk"],
])("%s is greeted as %s", (name, familiar) => {
  expect(familiarName(name)).toBe(familiar);
});
