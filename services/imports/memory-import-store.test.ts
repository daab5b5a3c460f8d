import type { Id } from "../shared/id";
import { importStoreContract } from "./import-store.contract";
import { memoryImportStore } from "./memory-import-store";

importStoreContract("memory", async () => {
  const store = memoryImportStore();
  return { userId: "ada" as Id<"users">, storageId: "file-1" as Id<"_storage">, use: (work) => work(store) };
});
