import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { forEveryone, workroomNamespaces } from "./for-everyone";

const workrooms = [
  "admin-enrollments",
  "audit",
  "builder",
  "course-settings",
  "imports",
  "invitations",
  "lesson-editor",
  "mail-admin",
  "roster",
  "school-admin",
  "search-admin",
  "system",
  "users",
  "workroom",
];

it("the words of the workrooms are left out of everyone's pages", () => {
  expect(forEveryone({ ui: 1, editor: 2, learning: 3 })).toEqual({ ui: 1, learning: 3 });
});

it("nothing outside the workrooms uses their words", () => {
  const components = join(process.cwd(), "components");
  const outside = readdirSync(components, { recursive: true, encoding: "utf8" }).filter(
    (path) => path.endsWith(".tsx") && !workrooms.includes(path.split("/")[0] ?? ""),
  );
  const uses = new RegExp(`useTranslations\\("(${workroomNamespaces.join("|")})[".]`);
  expect(outside.length).toBeGreaterThan(40);
  expect(outside.filter((path) => uses.test(readFileSync(join(components, path), "utf8")))).toEqual([]);
});
