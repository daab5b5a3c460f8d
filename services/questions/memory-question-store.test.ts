import type { Id } from "../shared/id";
import { memoryQuestionStore } from "./memory-question-store";
import { questionStoreContract } from "./question-store.contract";

questionStoreContract("memory", async () => {
  const store = memoryQuestionStore();
  return { courseId: "c1" as Id<"courses">, lessonId: "l1" as Id<"lessons">, use: (work) => work(store) };
});
