import { describe, expect, test } from "vitest";
import type { StorageId } from "../files/file-store";
import type { Id } from "../shared/id";
import type { ImportItem, ItemFilter } from "./import";
import type { ImportRow, ImportStore } from "./import-store";

type Opened = {
  userId: Id<"users">;
  storageId: StorageId;
  use: <T>(work: (store: ImportStore) => Promise<T>) => Promise<T>;
};

/** An import as a store takes it. */
export const someImport = (
  given: Partial<Omit<ImportRow, "_id">> & Pick<ImportRow, "userId" | "storageId">,
): Omit<ImportRow, "_id"> => ({
  courseId: null,
  format: "olx",
  fileName: "course.tar.gz",
  status: "queued",
  done: 0,
  total: 0,
  kept: 0,
  changed: 0,
  lost: 0,
  failure: null,
  courseTitle: null,
  startedAt: 0,
  finishedAt: null,
  run: 1,
  beatAt: 0,
  isNewCourse: false,
  ...given,
});

/** What every import store must do, whatever it is made of. `use` opens one transaction. */
export function importStoreContract(name: string, open: () => Promise<Opened>): void {
  describe(`${name} keeps imports`, () => {
    test("someone's imports come latest first", async () => {
      const { userId, storageId, use } = await open();
      for (const fileName of ["one", "two"])
        await use((store) => store.add(someImport({ userId, storageId, fileName })));
      const { page } = await use((store) => store.ofUser(userId, { numItems: 10, cursor: null }));
      expect(page.map((row) => row.fileName)).toEqual(["two", "one"]);
      const [latest] = page;
      if (latest) await use((store) => store.change(latest._id, { status: "done" }));
      expect(latest && (await use((store) => store.byId(latest._id)))).toMatchObject({
        status: "done",
        fileName: "two",
      });
    });

    test("a report comes in order, by outcome and by reason too, and is cleared in steps", async () => {
      const { userId, storageId, use } = await open();
      const id = await use((store) => store.add(someImport({ userId, storageId })));
      const item = (seq: number, outcome: ImportItem["outcome"]) => ({
        ...{
          seq,
          outcome,
          kind: "text" as const,
          title: `T${seq}`,
          path: "",
          reason: seq === 3 ? "empty" : null,
          params: { kind: "x" },
        },
      });
      await use((store) => store.addItems(id, [item(2, "lost"), item(1, "kept")]));
      await use((store) => store.addItems(id, [item(3, "lost")]));
      const seqs = async (only: ItemFilter) =>
        (await use((store) => store.items(id, only, { numItems: 10, cursor: null }))).page.map((row) => row.seq);
      expect(await seqs(null)).toEqual([1, 2, 3]);
      expect(await seqs({ outcome: "lost" })).toEqual([2, 3]);
      expect(await seqs({ reason: "empty" })).toEqual([3]);
      expect(await use((store) => store.clearItems(id, 2))).toBe(false);
      expect(await use((store) => store.clearItems(id, 2))).toBe(true);
      expect(await seqs(null)).toEqual([]);
    });
  });
}
