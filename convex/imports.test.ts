// @vitest-environment node
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { api, internal } from "./_generated/api";
import { openSchool } from "./world.testing";

const archive = new URL("../../shared/data/open-edx-demo-course.tar.gz", import.meta.url);
const page = { numItems: 100, cursor: null };

async function importing(bytes: Uint8Array<ArrayBuffer>, school = openSchool(), person?: Awaited<ReturnType<typeof school.person>>) {
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  const ada = person ?? (await school.person("Ada", "instructor"));
  const storageId = await school.t.run((ctx) => ctx.storage.store(new Blob([bytes])));
  const { importId } = await ada.mutation(api.imports.start, { storageId, fileName: "course.tar.gz" });
  await school.t.action(internal.jobs.imports.run, { importId, run: 1 });
  return { school, ada, importId, done: await ada.query(api.imports.get, { importId }) };
}

describe.skipIf(!existsSync(archive))("the Open edX demo course", () => {
  test("arrives whole and in order", async () => {
    const { done, ada, importId } = await importing(new Uint8Array(readFileSync(archive)));
    expect(done).toMatchObject({ status: "done", failure: null, courseTitle: "Open edX Demo Course", percent: 100 });
    const { modules } = await ada.query(api.lessons.outline, { courseId: done.courseId! });
    expect(modules.map((m) => m.sections.length)).toEqual([2, 4, 5, 3, 2, 1]);
    expect(modules.flatMap((m) => m.lessons)).toHaveLength(58);
    const lost = await ada.query(api.imports.items, { importId, outcome: "lost", paginationOpts: page });
    expect(lost.page.length).toBeGreaterThan(10);
  }, 60_000);
});
