import type { AssetStore } from "../assets/asset-store";
import type { Course } from "../courses/course";
import type { CourseStore } from "../courses/course-store";
import type { EnrollmentStore } from "../enrollments/enrollment-store";
import type { StorageId } from "../files/file-store";
import type { BlockContent } from "../lessons/block";
import type { BlockStore } from "../lessons/block-store";
import type { LessonStore } from "../lessons/lesson-store";
import { outlineOf } from "../lessons/outline";
import type { ModuleStore } from "../modules/module-store";
import type { OutboxDeps } from "../outbox/enqueue";
import type { ProgressStore } from "../progress/progress-store";
import type { QuestionStore } from "../questions/question-store";
import type { ReviewStore } from "../reviews/review-store";
import { ordersAfter } from "../shared/order";
import type { User } from "../users/user";
import { keyOf, newUser } from "../users/user-keys";
import type { UserStore } from "../users/user-store";
import { adoptFile } from "../videos/adopt-file";
import type { VideoStore } from "../videos/video-store";
import type { DemoCourse, DemoEnrollment, DemoPerson, DemoReview } from "./demo-school";

/**
 * Writes the demo school in steps that can each be told twice: whoever and whatever is there already stays as it is.
 */
export type DemoDeps = OutboxDeps & {
  videos: VideoStore;
  users: UserStore;
  courses: CourseStore;
  modules: ModuleStore;
  lessons: LessonStore;
  blocks: BlockStore;
  questions: QuestionStore;
  assets: AssetStore;
  enrollments: EnrollmentStore;
  progress: ProgressStore;
  reviews: ReviewStore;
};

/** Where a demo course says it comes from. */
const sourceOf = (key: string) => `demo:${key}`;

/** Adds the people who are not there yet. */
export async function writeDemoPeople(
  { users }: Pick<DemoDeps, "users">,
  people: readonly DemoPerson[],
): Promise<void> {
  for (const { key: _key, joinedAt, ...person } of people) {
    const known = (await users.byToken(person.tokenIdentifier)) ?? (await findPerson(users, person.email));
    if (!known) await users.add(newUser({ ...person, isEmailVerified: true, createdAt: joinedAt }));
  }
}

/** Adds a course with everything in it, unless it is there. True when it was added and its files are in use. */
export async function writeDemoCourse(deps: DemoDeps, demo: DemoCourse): Promise<boolean> {
  const owner = await needPerson(deps.users, demo.ownerEmail);
  if (await deps.courses.bySource(owner._id, sourceOf(demo.key))) return false;
  const lessons = demo.modules.flatMap((module) => module.lessons);
  const { key, slug, title, summary, description, category, level, language, outcomes, requirements, creditUnits } =
    demo;
  const courseId = await deps.courses.add({
    ...{ slug, title, summary, description, category, level, language, outcomes, requirements, creditUnits },
    coverAssetId: null,
    enrollmentPolicy: "open",
    status: demo.publishedAt === null ? "draft" : "published",
    publishedAt: demo.publishedAt,
    revision: 1,
    moduleCount: demo.modules.length,
    lessonCount: lessons.length,
    minutes: lessons.reduce((sum, lesson) => sum + lesson.minutes, 0),
    sourceKey: sourceOf(key),
    ownerId: owner._id,
    createdAt: demo.createdAt,
    updatedAt: demo.publishedAt ?? demo.createdAt,
  });
  await deps.courses.setStaff({ courseId, userId: owner._id, role: "owner" });

  const assets = new Map<string, string>();
  for (const { name, storageId, ...file } of demo.files) {
    assets.set(
      name,
      await deps.assets.add({ ...file, name, courseId, storageId: storageId as StorageId, sourceKey: name }),
    );
  }
  const moduleOrders = ordersAfter(null, demo.modules.length);
  for (const [m, module] of demo.modules.entries()) {
    const moduleId = await deps.modules.add({
      courseId,
      title: module.title,
      order: moduleOrders[m] ?? "",
      sections: module.sections,
      sourceKey: module.key,
      removedAt: null,
    });
    const lessonOrders = ordersAfter(null, module.lessons.length);
    for (const [l, { blocks, key: sourceKey, ...lesson }] of module.lessons.entries()) {
      const lessonId = await deps.lessons.add({
        ...lesson,
        ...{ courseId, moduleId, sourceKey },
        order: lessonOrders[l] ?? "",
        blockCount: blocks.length,
        removedAt: null,
      });
      const blockOrders = ordersAfter(null, blocks.length);
      for (const [b, block] of blocks.entries()) {
        const written = { courseId, lessonId, revision: 1, sourceKey: block.key, removedAt: null };
        const content: BlockContent | null = block.draft
          ? { kind: "question", questionId: await deps.questions.add({ ...block.draft, ...written }) }
          : withFile(block.content, assets);
        if (!content) continue;
        const row = { ...written, order: blockOrders[b] ?? "", content };
        await adoptFile(deps, { ...row, _id: await deps.blocks.add(row) });
      }
    }
  }
  return true;
}

/** Adds a student's place in a course, with the lessons behind them ticked between enrolling and the last visit. */
export async function writeDemoEnrollment(deps: DemoDeps, demo: DemoEnrollment): Promise<void> {
  const { user, course } = await find(deps, demo);
  if (await deps.enrollments.of(user._id, course._id)) return;
  const lessons = (await outlineOf(deps, course._id)).flatMap((module) => module.lessons);
  const done = lessons.slice(0, demo.completedLessons);
  const isCompleted = done.length === lessons.length && lessons.length > 0;
  const span = demo.lastActiveAt - demo.enrolledAt;
  for (const [n, lesson] of done.entries()) {
    const at = Math.round(demo.enrolledAt + (span * (n + 1)) / done.length);
    const row = { userId: user._id, courseId: course._id, lessonId: lesson._id };
    await deps.progress.add({ ...row, completedAt: at, position: null, updatedAt: at });
  }
  await deps.enrollments.add({
    userId: user._id,
    courseId: course._id,
    status: isCompleted ? "completed" : "active",
    source: "seed",
    enrolledAt: demo.enrolledAt,
    completedAt: isCompleted ? demo.lastActiveAt : null,
    completedLessons: done.length,
    lastLessonId: (lessons[done.length] ?? lessons.at(-1))?._id ?? null,
    lastActiveAt: demo.lastActiveAt,
  });
  await deps.courses.changeStats(course._id, { enrolled: 1, completed: isCompleted ? 1 : 0 });
}

/** Adds a review with its stars. */
export async function writeDemoReview(deps: DemoDeps, demo: DemoReview): Promise<void> {
  const { user, course } = await find(deps, demo);
  if (await deps.reviews.of(user._id, course._id)) return;
  const { stars, text, reply, createdAt } = demo;
  await deps.reviews.add({ userId: user._id, courseId: course._id, stars, text, reply, createdAt });
  await deps.courses.changeStats(course._id, { reviewCount: 1, starSum: stars });
}

async function find(
  deps: DemoDeps,
  demo: { email: string; courseKey: string; ownerEmail: string },
): Promise<{ user: User; course: Course }> {
  const owner = await needPerson(deps.users, demo.ownerEmail);
  const course = await deps.courses.bySource(owner._id, sourceOf(demo.courseKey));
  if (!course) throw new Error(`The demo school has no course "${demo.courseKey}" yet`);
  return { user: await needPerson(deps.users, demo.email), course };
}

async function findPerson(users: UserStore, email: string): Promise<User | null> {
  return (await users.byEmail(keyOf(email), 1))[0] ?? null;
}
async function needPerson(users: UserStore, email: string): Promise<User> {
  const user = await findPerson(users, email);
  if (!user) throw new Error(`The demo school has nobody at ${email} yet`);
  return user;
}

function withFile(content: BlockContent | null, assets: ReadonlyMap<string, string>): BlockContent | null {
  if (content?.kind === "video" && content.source.type === "asset") {
    const idOf = (name: typeof content.source.assetId) => (assets.get(name) ?? name) as typeof name;
    return {
      ...content,
      source: { type: "asset", assetId: idOf(content.source.assetId) },
      captions: content.captions.map((track) => ({ ...track, assetId: idOf(track.assetId) })),
    };
  }
  if (content?.kind !== "image") return content;
  const assetId = assets.get(content.assetId);
  return assetId ? { ...content, assetId: assetId as typeof content.assetId } : null;
}
