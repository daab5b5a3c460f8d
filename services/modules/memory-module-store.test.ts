import type { Id } from "../shared/id";
import { memoryModuleStore } from "./memory-module-store";
import { moduleStoreContract } from "./module-store.contract";

moduleStoreContract("memory", async () => {
  const store = memoryModuleStore();
  return { courseId: "c1" as Id<"courses">, otherId: "c2" as Id<"courses">, use: (work) => work(store) };
});
