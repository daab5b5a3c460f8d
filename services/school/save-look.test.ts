import { expect, it } from "vitest";
import { memoryAuditStore } from "../audit/memory-audit-store";
import { memorySchoolStore } from "./memory-school-store";
import { saveLook } from "./save-look";
import { schoolLook } from "./school";

const admin = { id: "u1" as never, role: "admin" as const, name: "Ada" };

it("gives the school its name and colour, and notes who did once", async () => {
  const deps = { school: memorySchoolStore(), audit: memoryAuditStore(), clock: { now: () => 7 } };
  const look = { name: "Harbour School", accent: "#7a1f3d" };
  await saveLook(deps, admin, look);
  await saveLook(deps, admin, look);
  expect(await deps.school.get()).toMatchObject(look);
  const noted = await deps.audit.about("school", "school", 5);
  expect(noted).toMatchObject([{ action: "school.lookChanged", targetLabel: "Harbour School", actorName: "Ada" }]);
  expect(JSON.parse(noted[0]?.before ?? "")).toEqual({ name: "Doctrina", accent: null });
  await saveLook(deps, admin, { ...look, accent: null });
  expect(await deps.school.get()).toMatchObject({ accent: null });
});

it.each([
  [{ name: "\u202e \u200b", accent: null }],
  [{ name: "H", accent: null }],
  [{ name: "H".repeat(61), accent: null }],
  [{ name: "Harbour", accent: "red" }],
  [{ name: "Harbour", accent: "#FFF" }],
  [{ name: "Harbour", accent: "#123456;background:url(x)" }],
])("refuses %j", (look) => {
  expect(schoolLook.safeParse(look).success).toBe(false);
});
