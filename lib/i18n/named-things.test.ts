import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { auditActions } from "@/services/audit/audit-entry";
import { publishProblem } from "@/services/courses/publish-course";
import { invitationStatuses } from "@/services/invitations/invitation";
import { templateNames } from "@/services/mail/template-names";
import { notificationKinds } from "@/services/notifications/notification";
import { videoTrouble } from "@/services/videos/video";
import { staffRoles } from "@/services/access/course-rights";
import { readCatalogue } from "./catalogue";

/** Words that code looks up by a name it computes: no other check sees that one is missing. */
const named: [where: string, names: readonly string[]][] = [
  ["teach.course.problems", publishProblem.options],
  ["admin.audit.actions", auditActions.map((action) => action.replace(".", "_"))],
  ["admin.invitations.statuses", invitationStatuses],
  ["notifications.kinds", notificationKinds],
  ["mail-admin.names", templateNames],
  ["videos.upload.trouble", videoTrouble.shape.reason.options],
  ["staff.roles", staffRoles],
];

it.each(named)("%s has a word for everything that is called by it", async (where, names) => {
  const all = await readCatalogue(join(process.cwd(), "messages", "en"));
  const words = where.split(".").reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], all);
  expect(names.filter((name) => typeof (words as Record<string, unknown>)[name] !== "string")).toEqual([]);
});

it("no file says two things under one name: the second would take the first one's place", async () => {
  const folder = join(process.cwd(), "messages", "en");
  for (const name of (await readdir(folder, { recursive: true })).filter((each) => each.endsWith(".json"))) {
    const text = await readFile(join(folder, name), "utf8");
    const written = [...text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)].filter(([, colon]) => colon).length;
    let read = 0;
    const count = (value: unknown): void => {
      if (typeof value !== "object" || value === null) return;
      read += Object.keys(value).length;
      for (const each of Object.values(value)) count(each);
    };
    count(JSON.parse(text));
    expect(`${name}: ${written}`).toBe(`${name}: ${read}`);
  }
});
