import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { renderWithWords } from "@/lib/i18n/testing";
import { allCourses, type CatalogueFilters } from "./catalogue-filters";
import { CatalogueView } from "./catalogue-view";
import type { ShelfRow } from "./course-card";

const course = (title: string, more: Partial<ShelfRow> = {}): ShelfRow => ({
  _id: `id-${title}` as ShelfRow["_id"],
  slug: title.toLowerCase().replaceAll(" ", "-"),
  title,
  summary: "A summary.",
  category: "science",
  level: "beginner",
  language: "en",
  status: "published",
  lessonCount: 9,
  minutes: 140,
  creditUnits: null,
  coverUrl: null,
  instructorName: "Ada Fernwhistle",
  enrolled: 3,
  rating: null,
  reviewCount: 0,
  publishedAt: 1,
  enrollment: null,
  ...more,
});
const everything: CatalogueFilters = allCourses;

function show(courses: ShelfRow[] | null, filters = everything) {
  const onFilters = vi.fn();
  renderWithWords(
    <CatalogueView filters={filters} onFilters={onFilters} courses={courses} more="no" onMore={() => undefined} />,
  );
  return onFilters;
}

describe("the catalogue", () => {
  it("a card is a link to its course and says what the course takes", () => {
    show([course("Night sky")]);
    const card = within(screen.getByRole("article"));
    expect(card.getByRole("link", { name: "Night sky" }).getAttribute("href")).toBe("/courses/night-sky");
    expect(card.getByText("9 lessons")).toBeTruthy();
    expect(card.getByText("2 h 20 min")).toBeTruthy();
  });

  it("a card shows how far the student is", () => {
    show([course("Night sky", { enrollment: { status: "active", percent: 42 } })]);
    expect(screen.getByRole("progressbar", { name: "Your progress" }).getAttribute("aria-valuenow")).toBe("42");
  });

  it("a course that was left shows no progress", () => {
    show([course("Night sky", { enrollment: { status: "withdrawn", percent: 42 } })]);
    expect(screen.queryByRole("progressbar")).toBeNull();
  });

  it("choosing a subject, a level and an order asks for exactly that", async () => {
    const onFilters = show([course("Night sky")]);
    await userEvent.click(screen.getByRole("button", { name: "Mathematics" }));
    await userEvent.selectOptions(screen.getByLabelText("Level"), "Advanced");
    await userEvent.selectOptions(screen.getByLabelText("Order"), "Best rated");
    expect(onFilters.mock.calls).toEqual([
      [{ category: "mathematics" }],
      [{ level: "advanced" }],
      [{ sort: "rating" }],
    ]);
  });

  it("a shelf that is empty because of its filters offers to show everything", async () => {
    const onFilters = show([], { ...everything, category: "arts" });
    await userEvent.click(screen.getByRole("button", { name: "Show all courses" }));
    expect(onFilters).toHaveBeenCalledWith(null);
  });

  it("a school without courses says that they will appear by themselves", () => {
    show([]);
    expect(screen.getByText(/appear here by themselves/)).toBeTruthy();
  });

  it("a shelf on its way says so", () => {
    show(null);
    expect(screen.getByRole("status").textContent).toBe("Loading…");
  });
});
