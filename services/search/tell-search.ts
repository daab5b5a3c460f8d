import type { Course, CourseId } from "../courses/course";
import type { CourseReader, CourseStore } from "../courses/course-store";
import type { BlockReader, BlockStore } from "../lessons/block-store";
import type { LessonReader, LessonStore } from "../lessons/lesson-store";
import type { ModuleReader, ModuleStore } from "../modules/module-store";
import { enqueue, type OutboxDeps } from "../outbox/enqueue";
import type { UserReader, UserStore } from "../users/user-store";
import { writeKey, type SearchTask } from "./search-task";

type Writable = {
  courses: CourseStore;
  modules: ModuleStore;
  lessons: LessonStore;
  blocks: BlockStore;
  users: UserStore;
};

/** Every method of a store that writes: one that is added there and forgotten here does not compile. */
type WritesOf<Store, Reader> = Pick<Store, Exclude<keyof Store, keyof Reader>>;

/** How long (ms) a change waits for the next one, so that a burst of them is told once. */
const burstMs = 1_000;
/** What a lesson's record takes from its course. */
const sharedWithLessons = ["title", "slug", "status", "category", "level", "language"] as const;

/**
 * The stores of one mutation, which leave word in the outbox whenever they write something that the search index holds:
 * no verb has to think of it, and none can forget. Only what is told changes here; what is written does not.
 */
export function tellingSearch<Stores extends Writable>(stores: Stores, outbox: OutboxDeps): Stores {
  const told = new Set<string>();
  const tell = async (task: SearchTask): Promise<void> => {
    const key = writeKey(task);
    if (told.has(key)) return;
    told.add(key);
    await enqueue(outbox, "search", { key, payload: null, delayMs: burstMs });
  };
  // Nothing of a course that is not published is in the index: leaving it has been told when it was withdrawn.
  const isListed = async (courseId: CourseId) => (await stores.courses.byId(courseId))?.status === "published";
  const tellCourse = async (courseId: CourseId) => {
    if (await isListed(courseId)) await tell({ kind: "course", id: courseId });
  };
  const tellLessons = async (courseId: CourseId) => {
    if (await isListed(courseId)) await tell({ kind: "lessons", id: courseId });
  };
  const tellLesson = async (courseId: CourseId, id: string) => {
    if (!told.has(writeKey({ kind: "lessons", id: courseId })) && (await isListed(courseId)))
      await tell({ kind: "lesson", id });
  };
  return {
    ...stores,
    courses: { ...stores.courses, ...courseWrites() },
    modules: { ...stores.modules, ...moduleWrites() },
    lessons: { ...stores.lessons, ...lessonWrites() },
    blocks: { ...stores.blocks, ...blockWrites() },
    users: { ...stores.users, ...userWrites() },
  };

  function courseWrites(): WritesOf<CourseStore, CourseReader> {
    const { courses } = stores;
    return {
      async add(course) {
        const id = await courses.add(course);
        await tellCourse(id);
        await tellLessons(id);
        return id;
      },
      async change(id, change) {
        const wasListed = await isListed(id);
        await courses.change(id, change);
        if (!wasListed && !(await isListed(id))) return;
        await tell({ kind: "course", id });
        if (concernsLessons(change)) await tell({ kind: "lessons", id });
      },
      async setStaff(staff) {
        await courses.setStaff(staff);
        await tellCourse(staff.courseId);
      },
      async removeStaff(courseId, userId) {
        await courses.removeStaff(courseId, userId);
        await tellCourse(courseId);
      },
      async changeStats(id, by) {
        await courses.changeStats(id, by);
        if (by.enrolled || by.reviewCount || by.starSum) await tellCourse(id);
      },
      async remove(id) {
        const wasListed = await isListed(id);
        await courses.remove(id);
        if (!wasListed) return;
        await tell({ kind: "course", id });
        await tell({ kind: "lessons", id });
      },
    };
  }

  function moduleWrites(): WritesOf<ModuleStore, ModuleReader> {
    const { modules } = stores;
    const tellBoth = async (courseId: CourseId) => {
      await tellCourse(courseId);
      await tellLessons(courseId);
    };
    return {
      async add(module) {
        const id = await modules.add(module);
        await tellCourse(module.courseId);
        return id;
      },
      async change(id, change) {
        const module = await modules.byId(id);
        await modules.change(id, change);
        if (!module) return;
        if (change.title !== undefined) await tellBoth(module.courseId);
        else if (change.removedAt !== undefined) await tellCourse(module.courseId);
      },
      async remove(id) {
        const module = await modules.byId(id);
        await modules.remove(id);
        if (module && module.removedAt === null) await tellBoth(module.courseId);
      },
    };
  }

  function lessonWrites(): WritesOf<LessonStore, LessonReader> {
    const { lessons } = stores;
    return {
      async add(lesson) {
        const id = await lessons.add(lesson);
        await tellLesson(lesson.courseId, id);
        return id;
      },
      async change(id, change) {
        await lessons.change(id, change);
        // A block tells of itself; where a lesson stands is not in the index.
        const { order: _order, blockCount: _count, sectionKey: _section, sourceKey: _source, ...rest } = change;
        const lesson = Object.keys(rest).length > 0 ? await lessons.byId(id) : null;
        if (lesson) await tellLesson(lesson.courseId, id);
      },
      async remove(id) {
        const lesson = await lessons.byId(id);
        await lessons.remove(id);
        if (lesson && lesson.removedAt === null) await tellLesson(lesson.courseId, id);
      },
    };
  }

  function blockWrites(): WritesOf<BlockStore, BlockReader> {
    const { blocks } = stores;
    return {
      async add(block) {
        const id = await blocks.add(block);
        await tellLesson(block.courseId, block.lessonId);
        return id;
      },
      async change(id, change) {
        await blocks.change(id, change);
        const block = await blocks.byId(id);
        if (block) await tellLesson(block.courseId, block.lessonId);
      },
      async remove(id) {
        const block = await blocks.byId(id);
        await blocks.remove(id);
        if (block && block.removedAt === null) await tellLesson(block.courseId, block.lessonId);
      },
    };
  }

  function userWrites(): WritesOf<UserStore, UserReader> {
    const { users } = stores;
    return {
      add: (user) => users.add(user),
      async change(id, change) {
        const before = change.name === undefined ? null : await users.byId(id);
        await users.change(id, change);
        if (before && before.name !== change.name) await tell({ kind: "person", id });
      },
    };
  }
}

function concernsLessons(change: Partial<Course>): boolean {
  return sharedWithLessons.some((name) => change[name] !== undefined);
}
