import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { auditActions } from "../audit/audit-entry";
import { notificationKinds } from "../notifications/notification";

const root = join(import.meta.dirname, "../..");
type Words = { [key: string]: string | Words };
const words = (name: string) => JSON.parse(readFileSync(join(root, "messages/en", `${name}.json`), "utf8")) as Words;
const at = (group: Words, path: string) =>
  path
    .split(".")
    .reduce<string | Words | undefined>((here, key) => (typeof here === "object" ? here[key] : here), group);

const sources = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !/\.(test|contract|testing)\.ts$/.test(name))
    .map((name) => readFileSync(join(root, folder, name), "utf8"))
    .join("\n");
const spoken = (pattern: RegExp) => [
  ...new Set([...`${sources("services")}\n${sources("convex")}`.matchAll(pattern)].map((match) => match[1] ?? "")),
];

test("every reason that the school refuses with has a sentence for the person who is refused", () => {
  const { reasons } = words("errors") as { reasons: Words };
  const thrown = spoken(/\b(?:unauthenticated|forbidden|notFound|conflict|invalid|unavailable)\(\s*"([a-z_]+)"/g);
  expect(thrown).toEqual(expect.arrayContaining(["not_enrolled", "stale", "closed", "last_admin"]));
  expect(thrown.filter((reason) => typeof reasons[reason] !== "string")).toEqual([]);
});
test("every act in the audit log and every kind of notification has words", () => {
  const log = at(words("admin"), "audit.actions") as Words;
  const { kinds } = words("notifications") as { kinds: Words };
  expect(auditActions.filter((action) => typeof log[action.replace(".", "_")] !== "string")).toEqual([]);
  expect(notificationKinds.filter((kind) => typeof kinds[kind] !== "string")).toEqual([]);
});
