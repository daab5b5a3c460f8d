import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test, vi } from "vitest";
import { renderWithWords } from "@/lib/i18n/testing";
import { Marked, markTags } from "./marked";
import { beginsWords, paletteGroups, type PaletteGroup, type PaletteRow } from "./palette-rows";
import { PaletteView } from "./palette-view";

Element.prototype.scrollIntoView = () => undefined;
const id = <Name extends string>(name: Name) => name as never;
const mine = {
  learning: [{ _id: id("c1"), slug: "night-sky", title: "Reading the night sky" }],
  teaching: [{ _id: id("c2"), slug: "knots", title: "Knots and skies", status: "draft" as const }],
};
const commands = [
  { id: "people", label: "People", words: "users roles", href: "/admin/users" },
  { id: "audit", label: "Audit log", words: "history", href: "/admin/audit" },
  { id: "dark", label: "Theme: night", words: "dark mode", act: () => undefined },
  { id: "signOut", label: "Sign out", words: "log out logout leave", act: () => undefined },
];
const access = { roomCourseIds: ["c1"] } as never;
const hit = (objectID: string, title: string, more = {}) => ({
  objectID,
  title,
  slug: objectID,
  instructors: [],
  ...more,
});
const lesson = (lessonId: string, courseId: string) =>
  hit(`${lessonId}:0`, "Stars", { lessonId, courseId, courseSlug: "night-sky", courseTitle: "Night" });
const found = {
  query: "sky",
  courses: {
    hits: [hit("c1", "Reading the night sky"), hit("c9", "Sky diving")],
    total: 2,
    queryID: "q",
    index: "courses",
  },
  lessons: { hits: [lesson("l1", "c1"), lesson("l2", "c9")], total: 2, queryID: "q", index: "lessons" },
} as never;

test("without words the palette offers one's own courses and what one may do", () => {
  const groups = paletteGroups({ query: "", mine, commands, found: null, access });
  expect(groups.map(({ key }) => key)).toEqual(["learning", "teaching", "command"]);
});
test("a course of one's own stands once, lessons open where the viewer may read them", () => {
  const groups = paletteGroups({ query: "sk", mine, commands, found, access });
  const rows = (key: string) => groups.find((group) => group.key === key)?.rows ?? [];
  expect(rows("learning").map(({ title }) => title)).toEqual(["Reading the night sky"]);
  expect(rows("teaching")).toMatchObject([{ isDraft: true, href: "/teach/courses/c2" }]);
  expect(rows("course")).toMatchObject([{ title: "Sky diving", chosen: { position: 2, queryID: "q" } }]);
  expect(rows("lesson").map(({ href }) => href)).toEqual(["/learn/night-sky/l1", "/courses/night-sky/preview/l2"]);
  expect(rows("all")).toMatchObject([{ href: "/search?q=sk" }]);
});
test("with search away commands and one's own courses are still found", () => {
  const groups = paletteGroups({ query: "out", mine, commands, found: null, access: null });
  expect(groups).toMatchObject([{ key: "command", rows: [{ title: "Sign out" }] }]);
});
test("a command that is called by its name stands before what was found, others behind", () => {
  const keys = (query: string) => paletteGroups({ query, mine, commands, found, access }).map(({ key }) => key);
  expect(keys("sign out")).toEqual(["command", "course", "lesson", "all"]);
  expect(keys("logout")).toEqual(["command", "course", "lesson", "all"]);
  expect(keys("user")).toEqual(["course", "lesson", "command", "all"]);
});
test("a command is called by several of its words as well, and by a word of its name only after what was found", () => {
  const first = (query: string) => paletteGroups({ query, mine, commands, found, access })[0];
  expect(first("log out")).toMatchObject({ key: "command", rows: [{ title: "Sign out" }] });
  expect(first("night mode")).toMatchObject({ key: "command", rows: [{ title: "Theme: night" }] });
  expect(first("night")?.key).toBe("learning");
  expect(first("theme")?.key).toBe("command");
  expect(first("?!")?.key).not.toBe("command");
});
test("among the commands the one that is called stands first", () => {
  const titles = (query: string) =>
    paletteGroups({ query, mine, commands, found: null, access: null }).flatMap(({ rows }) =>
      rows.map((row) => row.title),
    );
  expect(titles("log")).toEqual(["Audit log", "Sign out"]);
  expect(titles("l")).toEqual(["Audit log", "Sign out"]);
  expect(titles("p")).toEqual(["People"]);
});
test("words match by their beginnings, whatever the accents and the width of the letters", () => {
  expect(beginsWords("First steps in Python", "ｐｙｔｈ")).toBe(true);
  expect(beginsWords("Crème brûlée", "bru cre")).toBe(true);
  expect(beginsWords("Crème brûlée", "rule")).toBe(false);
  expect(beginsWords("anything", "")).toBe(true);
});

test("what was found is marked, and what an author wrote is text", () => {
  const { highlightPreTag: on, highlightPostTag: off } = markTags;
  const { container } = render(<Marked text={`<img src=x onerror=alert(1)> ${on}bread${off} & <b>salt</b>`} />);
  expect(container.querySelector("img, b")).toBeNull();
  expect(container.textContent).toBe("<img src=x onerror=alert(1)> bread & <b>salt</b>");
  expect(container.querySelector("mark")?.textContent).toBe("bread");
});

const row = (n: number): PaletteRow => ({ id: `r${n}`, kind: "course", title: `Course ${n}`, href: `/courses/${n}` });
const shelf: PaletteGroup[] = [
  { key: "course", rows: [row(1), row(2), row(3)] },
  { key: "command", rows: [{ id: "out", kind: "command", title: "Sign out", act: () => undefined }] },
];
function open(groups = shelf, state: "ready" | "searching" | "away" = "ready") {
  const onChoose = vi.fn();
  const onClose = vi.fn();
  function Held() {
    const [query, setQuery] = useState("");
    return <PaletteView {...{ query, groups, state, onChoose, onClose }} onQuery={setQuery} />;
  }
  renderWithWords(<Held />);
  return {
    onChoose,
    onClose,
    user: userEvent.setup(),
    field: screen.getByRole("combobox", { name: "Search the school" }),
  };
}
const active = () => screen.getByRole("option", { selected: true }).textContent;

test("arrows go round, Enter goes, Esc closes, and the field keeps the focus", async () => {
  const { user, field, onChoose, onClose } = open();
  expect(document.activeElement).toBe(field);
  expect(active()).toBe("Course 1");
  await user.keyboard("{ArrowDown}{ArrowDown}");
  expect(active()).toBe("Course 3");
  expect(field.getAttribute("aria-activedescendant")).toBe(screen.getByRole("option", { selected: true }).id);
  await user.keyboard("{ArrowDown}{ArrowDown}");
  expect(active()).toBe("Course 1");
  await user.keyboard("{ArrowUp}");
  expect(active()).toBe("Sign out");
  await user.keyboard("{Enter}");
  expect(onChoose).toHaveBeenCalledExactlyOnceWith(shelf[1]?.rows[0], false);
  expect(document.activeElement).toBe(field);
  await user.keyboard("{Escape}");
  expect(onClose).toHaveBeenCalledOnce();
});
test("typing begins again at the first line, and how many there are is said", async () => {
  const { user } = open();
  await user.keyboard("{ArrowDown}");
  await user.keyboard("x");
  expect(active()).toBe("Course 1");
  expect(screen.getByRole("status").textContent).toBe("4 results");
});
test("lines are in named groups, and a click on one goes there", async () => {
  const { user, onChoose } = open();
  const group = screen.getByRole("group", { name: "Courses" });
  await user.click(within(group).getByRole("option", { name: "Course 2" }));
  expect(onChoose).toHaveBeenCalledExactlyOnceWith(shelf[0]?.rows[1], false);
});
test("a search service that is away is said, and nothing found is said", async () => {
  const away = open([{ key: "command", rows: [{ id: "out", kind: "command", title: "Sign out" }] }], "away");
  expect(screen.getByText(/cannot be searched just now/)).toBeTruthy();
  await away.user.keyboard("zz");
  expect(screen.queryByText(/Nothing here is called/)).toBeNull();
});
