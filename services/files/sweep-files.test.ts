import { expect, test } from "vitest";
import { memoryAssetStore } from "../assets/memory-asset-store";
import { memoryJobStore } from "../jobs/memory-job-store";
import type { Id } from "../shared/id";
import { memoryFileStore } from "./memory-file-store";
import { sweepFiles, unusedForMs } from "./sweep-files";

const file = (n: number) => `f${n}` as Id<"_storage">;
const stored = { contentType: null, bytes: 1, sha256: "" };
const now = 2 * unusedForMs;

test("an upload that became nothing is deleted after a day; one in use and a young one stay", async () => {
  const files = memoryFileStore();
  for (const [n, at] of [0, 0, now - 1].entries()) files.put(file(n), stored, at);
  const assets = memoryAssetStore();
  const asset = { courseId: "c" as Id<"courses">, name: "", contentType: "", bytes: 1, sourceKey: null, sha256: null };
  await assets.add({ ...asset, storageId: file(1) });
  await sweepFiles({ files, assets, jobs: memoryJobStore(), clock: { now: () => now } }, null);
  expect(await Promise.all([0, 1, 2].map(async (n) => (await files.info(file(n))) !== null))).toEqual([
    false,
    true,
    true,
  ]);
});

test("many uploads are looked through page by page, up to the first young one", async () => {
  const files = memoryFileStore();
  for (let n = 0; n < 150; n++) files.put(file(n), stored, n < 120 ? 0 : now);
  const jobs = memoryJobStore();
  const deps = { files, assets: memoryAssetStore(), jobs, clock: { now: () => now } };
  await sweepFiles(deps, null);
  expect(jobs.asked).toMatchObject([{ name: "sweepFiles" }]);
  await sweepFiles(deps, null);
  expect([jobs.asked.length, (await files.list({ numItems: 200, cursor: null })).page.length]).toEqual([1, 30]);
});
