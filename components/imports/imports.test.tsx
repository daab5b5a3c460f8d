import { cleanup, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { TooltipProvider } from "@/components/ui/tooltip";
import { renderWithWords } from "@/lib/i18n/testing";
import type { ShownImport } from "@/services/imports/read-imports";
import { ImportReportView } from "./import-report-view";
import { OneImportView } from "./one-import-view";

afterEach(cleanup);
const nothing = () => undefined;
const run = (part: Partial<ShownImport>): ShownImport => ({
  _id: "i1" as ShownImport["_id"],
  courseId: null,
  courseSlug: null,
  isNewCourse: true,
  percent: null,
  format: "olx",
  fileName: "course.tar.gz",
  status: "queued",
  done: 0,
  total: 0,
  kept: 0,
  changed: 0,
  lost: 0,
  failure: null,
  courseTitle: null,
  startedAt: 0,
  finishedAt: null,
  ...part,
});
const show = (part: Partial<ShownImport>, onCancel = vi.fn()) => {
  renderWithWords(
    <TooltipProvider>
      <OneImportView
        run={run(part)}
        cancelling={false}
        refusal={null}
        onCancel={onCancel}
        growing={null}
        report={null}
      />
    </TooltipProvider>,
  );
  return onCancel;
};

describe("an import", () => {
  it("says which stage it is in and how far, and can be stopped", () => {
    const onCancel = show({ status: "writing", done: 12, total: 58, percent: 20 });
    expect(screen.getByText("Bringing it in").closest("li")?.getAttribute("aria-current")).toBe("step");
    expect(screen.getByText("12 of 58")).toBeTruthy();
    screen.getByRole("button", { name: "Stop the import" }).click();
    expect(onCancel).toHaveBeenCalledOnce();
  });
  it("that failed says why in words, and what is kept", () => {
    show({ status: "failed", failure: "archive_bomb" });
    const alert = screen.getByRole("alert");
    expect(within(alert).getByText("This could not be imported")).toBeTruthy();
    expect(within(alert).getByText("Nothing of it is left behind.")).toBeTruthy();
    expect(alert.textContent).not.toContain("archive_bomb");
  });
  it("of a course that was there already says that it was brought up to date", () => {
    show({ status: "done", isNewCourse: false, courseTitle: "Knots", courseId: "c1" as ShownImport["courseId"] });
    expect(screen.getByText("“Knots” was brought up to date in place.")).toBeTruthy();
  });
});

it("the report tells for each part what was lost and why, and where it stood", () => {
  const chosen = vi.fn();
  renderWithWords(
    <ImportReportView
      counts={{ kept: 3, changed: 0, lost: 1 }}
      filter="lost"
      onFilter={nothing}
      reasons={{ looks_only: 4, answer_circuit: 1, link_broken: 2 }}
      reason={null}
      onReason={chosen}
      more="no"
      onMore={nothing}
      items={[
        {
          _id: "x",
          seq: 1,
          kind: "question",
          title: "Draw a circuit",
          path: "Week 1 › Circuits › Draw a circuit",
          outcome: "lost",
          reason: "answer_circuit",
          params: {},
        },
      ]}
    />,
  );
  const row = screen.getByRole("row", { name: /Draw a circuit/ });
  expect(row.textContent).toContain("It asks for an electric circuit to be drawn, which cannot be asked here.");
  expect(row.textContent).toContain("Week 1 › Circuits");
  expect(screen.getByRole("radio", { name: "Lost 1" })).toBeTruthy();
  // The reasons of this outcome alone, the most frequent first.
  const reasons = screen.getByRole("list", { name: "Reasons" });
  expect(
    within(reasons)
      .getAllByRole("button")
      .map((button) => button.textContent?.slice(0, 4)),
  ).toEqual(["4It ", "1It "]);
  fireEvent.click(within(reasons).getAllByRole("button")[0] as HTMLElement);
  expect(chosen).toHaveBeenCalledWith("looks_only");
});
