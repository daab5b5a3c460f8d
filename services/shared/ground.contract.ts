import type { Id } from "./id";

/** A store to try, and ids of rows that it may refer to. `use` runs one transaction. */
export type Ground<Store> = {
  use: <Result>(work: (store: Store) => Promise<Result>) => Promise<Result>;
  /** Two of each, of the same first course. */
  userIds: readonly [Id<"users">, Id<"users">];
  courseIds: readonly [Id<"courses">, Id<"courses">];
  lessonIds: readonly [Id<"lessons">, Id<"lessons">];
  questionIds: readonly [Id<"questions">, Id<"questions">];
  blockIds: readonly [Id<"blocks">, Id<"blocks">];
};
/** Opens fresh ground: nothing that one test writes is seen by the next. */
export type OpenGround<Store> = () => Promise<Ground<Store>>;

/** Ground for a store in memory, where any text will do for an id. */
export async function inMemory<Store>(store: Store): Promise<Ground<Store>> {
  return {
    use: (work) => work(store),
    userIds: ["user-a" as Id<"users">, "user-b" as Id<"users">],
    courseIds: ["course-a" as Id<"courses">, "course-b" as Id<"courses">],
    lessonIds: ["lesson-a" as Id<"lessons">, "lesson-b" as Id<"lessons">],
    blockIds: ["block-a" as Id<"blocks">, "block-b" as Id<"blocks">],
    questionIds: ["question-a" as Id<"questions">, "question-b" as Id<"questions">],
  };
}

/** The first page of a list. */
export const firstPage = { numItems: 10, cursor: null };
