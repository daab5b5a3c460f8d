import type { Id } from "../shared/id";
import { courseStoreContract } from "./course-store.contract";
import { memoryCourseStore } from "./memory-course-store";

courseStoreContract("memory", async () => {
  const store = memoryCourseStore();
  return { ownerId: "ada" as Id<"users">, otherId: "eve" as Id<"users">, use: (work) => work(store) };
});
