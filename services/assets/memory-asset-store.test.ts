import type { Id } from "../shared/id";
import { assetStoreContract } from "./asset-store.contract";
import { memoryAssetStore } from "./memory-asset-store";

assetStoreContract("memory", async () => {
  const store = memoryAssetStore();
  let uploads = 0;
  return {
    courseId: "c1" as Id<"courses">,
    otherId: "c2" as Id<"courses">,
    upload: async () => `file-${++uploads}` as Id<"_storage">,
    use: (work) => work(store),
  };
});
