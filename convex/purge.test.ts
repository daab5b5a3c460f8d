import { beforeEach, expect, test, vi } from "vitest";
import { paragraphs, writeRichDoc } from "../services/lessons/rich-text";
import { undoForMs } from "../services/lessons/purge-removed";
import { api, internal } from "./_generated/api";
import { openSchool, trickyQuestion } from "./world.testing";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "Date"] });
});

async function taught() {
  const school = openSchool();
  const ada = await school.person("Ada", "instructor");
  const { courseId } = await ada.mutation(api.courses.create, { title: "Knots" });
  const { moduleId } = await ada.mutation(api.modules.add, { courseId, title: "One" });
  const { lessonId } = await ada.mutation(api.lessons.add, { moduleId, title: "A" });
  const content = { kind: "text" as const, doc: writeRichDoc(paragraphs("words")) };
  const { blockId } = await ada.mutation(api.blocks.add, { lessonId, content });
  const asked = await ada.mutation(api.questions.add, { lessonId, draft: trickyQuestion });
  const count = () =>
    school.t.run(async (ctx) => {
      const tables = ["modules", "lessons", "blocks", "questions"] as const;
      return Promise.all(tables.map(async (table) => (await ctx.db.query(table).collect()).length));
    });
  return { school, ada, courseId, moduleId, lessonId, blockId, asked, count };
}

test("what was removed waits for undo for thirty days and is then deleted with all that hangs on it", async () => {
  const { school, ada, moduleId, count } = await taught();
  await ada.mutation(api.modules.remove, { moduleId });
  vi.setSystemTime(Date.now() + undoForMs - 1_000);
  await school.t.mutation(internal.jobs.purge.removed, {});
  expect(await count()).toEqual([1, 1, 2, 1]);
  vi.setSystemTime(Date.now() + 2_000);
  await school.t.mutation(internal.jobs.purge.removed, {});
  expect(await count()).toEqual([0, 0, 0, 0]);
});

test("a removed question goes with its block, what stands stays", async () => {
  const { school, ada, asked, count } = await taught();
  await ada.mutation(api.blocks.remove, { blockId: asked.blockId });
  vi.setSystemTime(Date.now() + undoForMs + 1_000);
  await school.t.mutation(internal.jobs.purge.removed, {});
  expect(await count()).toEqual([1, 1, 1, 0]);
});

test("more than one step's worth is deleted in further steps", async () => {
  const { school, ada, courseId, moduleId, count } = await taught();
  for (let n = 0; n < 45; n++) await ada.mutation(api.lessons.add, { moduleId, title: `L${n}` });
  await ada.mutation(api.modules.remove, { moduleId });
  vi.setSystemTime(Date.now() + undoForMs + 1_000);
  await school.t.mutation(internal.jobs.purge.removed, {});
  expect((await count())[1]).toBe(26);
  await school.t.finishAllScheduledFunctions(vi.runAllTimers);
  expect(await count()).toEqual([0, 0, 0, 0]);
  expect(await school.t.run((ctx) => ctx.db.get("courses", courseId))).not.toBeNull();
});
