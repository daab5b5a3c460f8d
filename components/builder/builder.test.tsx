import { cleanup, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { renderWithWords } from "@/lib/i18n/testing";
import type { DraftBoard } from "@/components/lesson-editor/draft-book";
import { OutlineEditor } from "./outline-editor";
import type { LessonId, ModuleId, Outline } from "./outline-model";
import { SaveWordsView } from "./save-words";

vi.stubGlobal(
  "ResizeObserver",
  class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
);
afterEach(cleanup);

const lesson = (id: string) => ({
  _id: id as LessonId,
  title: `Lesson ${id}`,
  sectionKey: null,
  minutes: 5,
  isPreview: false,
  blockCount: 1,
  order: id,
});
const outline: Outline = {
  modules: [
    { _id: "m1" as ModuleId, title: "Loops", order: "a", sections: [], lessons: [lesson("a"), lesson("b")] },
    { _id: "m2" as ModuleId, title: "Hitches", order: "b", sections: [], lessons: [] },
  ],
};

function show(mayEdit = true, renaming: string | null = null) {
  const told = {
    onOpen: vi.fn(),
    onMove: vi.fn(),
    onRename: vi.fn(),
    onAddLesson: vi.fn(),
    onAddModule: vi.fn(),
    onStartSection: vi.fn(),
    onDissolve: vi.fn(),
    onRemove: vi.fn(),
    onRenaming: vi.fn(),
  };
  renderWithWords(<OutlineEditor outline={outline} openLessonId="a" mayEdit={mayEdit} renaming={renaming} {...told} />);
  return told;
}

describe("the outline by keyboard", () => {
  it("is one stop of the Tab key, walked by arrows and opened by Enter", async () => {
    const told = show();
    await userEvent.tab();
    expect(document.activeElement).toBe(screen.getByRole("treeitem", { name: "Lesson a" }));
    await userEvent.keyboard("{ArrowDown}{Enter}");
    expect(told.onOpen).toHaveBeenCalledWith("b");
  });
  it("moves a lesson with Alt and says so", async () => {
    const told = show();
    screen.getByRole("treeitem", { name: "Lesson b" }).focus();
    await userEvent.keyboard("{Alt>}{ArrowUp}{/Alt}");
    expect(told.onMove).toHaveBeenCalledWith({
      kind: "lesson",
      lessonId: "b",
      moduleId: "m1",
      after: null,
      sectionKey: null,
    });
    expect(screen.getByText("“Lesson b” moved up.")).toBeTruthy();
  });
  it("closes a module and keeps its lessons out of the way", async () => {
    show();
    screen.getByRole("treeitem", { name: "Module 1: Loops" }).focus();
    await userEvent.keyboard("{ArrowLeft}");
    expect(screen.queryByRole("treeitem", { name: "Lesson a" })).toBeNull();
    expect(screen.getByRole("treeitem", { name: "Module 1: Loops" }).getAttribute("aria-expanded")).toBe("false");
  });
  it("renames in place: Enter keeps, Escape does not", async () => {
    const told = show(true, "b");
    const field = screen.getByRole("textbox", { name: "New name for “Lesson b”" });
    await userEvent.clear(field);
    await userEvent.type(field, "Bowline{Enter}");
    expect(told.onRename.mock.calls[0]?.[1]).toBe("Bowline");
    cleanup();
    const again = show(true, "b");
    await userEvent.type(screen.getByRole("textbox", { name: "New name for “Lesson b”" }), "Nothing{Escape}");
    expect(again.onRename).not.toHaveBeenCalled();
  });
  it("changes nothing for someone who may only look", async () => {
    const told = show(false);
    screen.getByRole("treeitem", { name: "Lesson b" }).focus();
    await userEvent.keyboard("{Alt>}{ArrowUp}{/Alt}{Delete}{F2}");
    expect([told.onMove, told.onRemove, told.onRenaming].map((call) => call.mock.calls.length)).toEqual([0, 0, 0]);
    expect(screen.queryByRole("button", { name: "Add module" })).toBeNull();
  });
});

describe("the state of saving, in words", () => {
  const board: DraftBoard = { pending: 0, stale: 0, refused: 0, savedAt: null };
  const words = (part: Partial<DraftBoard>, connection: "online" | "reconnecting" = "online") => {
    const { container } = renderWithWords(<SaveWordsView board={{ ...board, ...part }} connection={connection} />);
    return within(container).getByRole("status").textContent;
  };
  it.each([
    [{}, "online", ""],
    [{ pending: 1 }, "online", "Saving…"],
    [{ pending: 1 }, "reconnecting", "Offline, kept on this device"],
    [{ savedAt: Date.UTC(2026, 10, 20, 10, 42) }, "online", "Saved 10:42"],
    [{ stale: 1, savedAt: 1 }, "online", "Someone else changed this too"],
    [{ refused: 1, savedAt: 1 }, "online", "Not saved yet"],
  ] as const)("%j while %s is said as %j", (part, connection, expected) =>
    expect(words(part, connection)).toBe(expected),
  );
});
