import type { Id } from "../shared/id";
import { blockStoreContract } from "./block-store.contract";
import { lessonStoreContract } from "./lesson-store.contract";
import { memoryBlockStore } from "./memory-block-store";
import { memoryLessonStore } from "./memory-lesson-store";

const courseId = "c1" as Id<"courses">;

lessonStoreContract("memory", async () => {
  const store = memoryLessonStore();
  return {
    courseId,
    moduleId: "m1" as Id<"modules">,
    otherModuleId: "m2" as Id<"modules">,
    use: (work) => work(store),
  };
});
blockStoreContract("memory", async () => {
  const store = memoryBlockStore();
  return { courseId, lessonId: "l1" as Id<"lessons">, use: (work) => work(store) };
});
