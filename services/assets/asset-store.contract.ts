import { describe, expect, test } from "vitest";
import type { CourseId } from "../courses/course";
import type { StorageId } from "../files/file-store";
import type { Asset } from "./asset";
import type { AssetStore } from "./asset-store";

type Opened = {
  courseId: CourseId;
  otherId: CourseId;
  /** A file that was uploaded. */
  upload: () => Promise<StorageId>;
  use: <T>(work: (store: AssetStore) => Promise<T>) => Promise<T>;
};

/** What every asset store must do, whatever it is made of. `use` opens one transaction. */
export function assetStoreContract(name: string, open: () => Promise<Opened>): void {
  describe(`${name} keeps assets`, () => {
    test("a file is found by id, source, bytes and storage, in its own course", async () => {
      const { courseId, otherId, upload, use } = await open();
      const storageId = await upload();
      const asset: Omit<Asset, "_id"> = {
        courseId,
        storageId,
        name: "a.png",
        contentType: "image/png",
        bytes: 3,
        sourceKey: "static/a.png",
        sha256: "ab",
      };
      const id = await use((store) => store.add(asset));
      expect(await use((store) => store.byId(id))).toMatchObject(asset);
      expect((await use((store) => store.bySource(courseId, "static/a.png")))?._id).toBe(id);
      expect((await use((store) => store.byHash(courseId, "ab")))?._id).toBe(id);
      expect((await use((store) => store.byStorage(storageId)))?._id).toBe(id);
      expect(await use((store) => store.bySource(otherId, "static/a.png"))).toBeNull();
      expect(await use((store) => store.byHash(otherId, "ab"))).toBeNull();
      expect(await use((store) => store.byId("no id at all"))).toBeNull();
    });

    test("the files of a course are listed up to the limit, changed and removed", async () => {
      const { courseId, upload, use } = await open();
      const plain = { courseId, name: "a", contentType: "image/png", bytes: 1, sourceKey: null, sha256: null };
      const ids = [];
      for (let n = 0; n < 3; n++) {
        const storageId = await upload();
        ids.push(await use((store) => store.add({ ...plain, storageId })));
      }
      expect(await use((store) => store.ofCourse(courseId, 2))).toHaveLength(2);
      const [first] = ids;
      if (first) {
        await use((store) => store.change(first, { name: "b" }));
        expect(await use((store) => store.byId(first))).toMatchObject({ name: "b", bytes: 1 });
        await use((store) => store.remove(first));
      }
      expect(await use((store) => store.ofCourse(courseId, 10))).toHaveLength(2);
    });
  });
}
