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
