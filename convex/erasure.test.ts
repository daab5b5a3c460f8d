import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { record } from "../services/audit/record";
import { api, internal } from "./_generated/api";
import type { DataModel, Id } from "./_generated/dataModel";
import schema from "./schema";
import { openPost } from "./post.testing";
import { openVideoService } from "./videoService.testing";
import { openSchool, type School } from "./world.testing";

const page = { numItems: 50, cursor: null };
const issuer = "https://identity.example";
const tables = Object.keys(schema.tables) as (keyof DataModel)[];

beforeEach(async () => {
  await openVideoService();
  vi.useFakeTimers();
  openPost();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

async function settle({ t }: School) {
  for (let pass = 0; pass < 12; pass++) {
    vi.advanceTimersByTime(2_000);
    await t.finishInProgressScheduledFunctions();
  }
}

/** The tables in which a text stands, in any row. */
const holding = ({ t }: School, text: string) =>
  t.run(async (ctx) => {
    const found: string[] = [];
    for (const table of tables) {
      const rows = await ctx.db.query(table).collect();
      if (JSON.stringify(rows).toLowerCase().includes(text.toLowerCase())) found.push(table);
    }
    return found;
  });

/** Someone who has learnt, taught, written, invited and been written about, and a neighbour who did the same. */
async function busySchool() {
  const school = openSchool();
  const admin = await school.person("Root", "admin");
  const owner = await school.person("Owner", "instructor");
  const knots = await school.course(owner._id, { title: "Knots" });
  const ropes = await school.course(owner._id, { title: "Ropes" });
  const { videoBlockId } = await school.video(knots, knots.lessonIds[0]!);
  const live = async (name: string) => {
    const person = await school.person(name, "instructor", { isEmailVerified: true });
    const { courseId } = knots;
    await person.mutation(api.enrollments.enroll, { courseId });
    await person.mutation(api.progress.complete, { lessonId: knots.lessonIds[0]! });
    await person.mutation(api.answers.submit, {
      questionId: knots.questionIds[0]!,
      response: { kind: "choices", choiceIds: ["wrong"] },
    });
    await person.action(api.videos.play, { blockId: videoBlockId });
    vi.advanceTimersByTime(30_000);
    const ranges = [{ from: 0, to: 20 }];
    await person.mutation(api.videos.watch, {
      blockId: videoBlockId,
      batchId: "a-batch-of-theirs",
      version: 1,
      position: 20,
      ranges,
    });
    await owner.mutation(api.staff.add, { courseId: ropes.courseId, email: person.email, role: "editor" });
    await admin.mutation(api.users.changeRole, { userId: person._id, role: "admin" });
    await person.mutation(api.invitations.invite, { emails: [`guest-of-${name.length}@example.com`], role: "student" });
    await person.mutation(api.notifications.choose, { topic: "courses", inApp: true, mail: "digest" });
    await person.mutation(api.users.saveProfile, { name, headline: `${name} ties`, bio: `I am ${name}.` });
    const { _id: enrollmentId } = (
      await person.query(api.enrollments.list, { userId: person._id, paginationOpts: page })
    ).page[0]!;
    await admin.mutation(api.enrollments.complete, { enrollmentId });
    await school.write(async (stores) => {
      const { reviews, courses, audit } = stores;
      await reviews.add({
        courseId,
        userId: person._id,
        stars: 4,
        text: `So says ${name}.`,
        reply: null,
        createdAt: 1,
      });
      await courses.changeStats(courseId, { reviewCount: 1, starSum: 4 });
      await record(
        { audit, clock: { now: () => 1 } },
        { id: person._id, role: "admin", name },
        {
          action: "course.published",
          targetKind: "course",
          targetId: courseId,
          targetLabel: "Knots",
          before: null,
          after: null,
        },
      );
    });
    return person;
  };
  const gone = await live("Quill Canary");
  const stays = await live("Neighbour Wren");
  await settle(school);
  const forget = (subject: string) =>
    school.t.mutation(internal.jobs.identity.take, {
      deliveryId: "the-end",
      issuer,
      event: { kind: "deleted", subject },
    });
  return { school, admin, owner, knots, gone, stays, forget, videoBlockId };
}

test("someone who is erased is in no table but as a row without a name; what others did is untouched", async () => {
  const { school, admin, owner, knots, gone, stays, forget } = await busySchool();
  const rowsOf = () =>
    school.t.run(async (ctx) => {
      const counts: Record<string, number> = {};
      for (const table of tables) {
        const rows = await ctx.db.query(table).collect();
        counts[table] = rows.filter((row) => JSON.stringify(row).includes(stays._id)).length;
      }
      return counts;
    });
  for (const text of ["Quill Canary", gone.email, gone._id])
    expect((await holding(school, text)).length).toBeGreaterThan(1);
  expect(await holding(school, gone._id)).toEqual(
    expect.arrayContaining(["answers", "courseStaff", "enrollments", "lessonProgress", "reviews", "videoWatches"]),
  );
  const before = await rowsOf();

  await forget(gone.subject);
  // At once, before any job ran.
  expect(await school.write(({ users }) => users.byId(gone._id))).toMatchObject({ name: "–", email: "", bio: "" });
  await settle(school);

  expect(await holding(school, "Quill Canary")).toEqual([]);
  expect(await holding(school, gone.email)).toEqual([]);
  // The token is what keeps them from coming back; acts that were done stay written down.
  expect(await holding(school, gone.subject)).toEqual(["users"]);
  expect((await holding(school, gone._id)).sort()).toEqual(["auditEntries", "invitations", "users"]);

  expect(await rowsOf()).toEqual(before);
  expect(await holding(school, "Neighbour Wren")).toEqual(expect.arrayContaining(["auditEntries", "notifications"]));
  const { page: roster } = await owner.query(api.enrollments.roster, {
    courseId: knots.courseId,
    paginationOpts: page,
  });
  expect(roster.map(({ userName }) => userName)).toEqual(["Neighbour Wren"]);
  const stats = await school.write(({ courses }) => courses.stats(knots.courseId));
  expect(stats).toEqual({ enrolled: 1, completed: 1, reviewCount: 1, starSum: 4 });
  const unread = await owner.query(api.notifications.list, { paginationOpts: page });
  expect((await owner.query(api.users.me, {}))?.unread).toBe(
    unread.page.filter(({ readAt }) => readAt === null).length,
  );
  expect(
    (await admin.query(api.audit.list, { paginationOpts: page })).page.map(({ actorName }) => actorName),
  ).toContain("–");
});

test("a person with more than one transaction may hold is erased in several", async () => {
  const { school, gone, knots, forget } = await busySchool();
  await school.t.run(async (ctx) => {
    const lessonId = knots.lessonIds[0] as Id<"lessons">;
    const row = { userId: gone._id, courseId: knots.courseId, lessonId, completedAt: 1, position: null, updatedAt: 1 };
    for (let n = 0; n < 1_000; n++) await ctx.db.insert("lessonProgress", row);
  });
  await forget(gone.subject);
  const left = () =>
    school.t.run(
      async (ctx) => (await ctx.db.query("lessonProgress").collect()).filter((row) => row.userId === gone._id).length,
    );
  await school.t.mutation(internal.jobs.purge.erasePerson, { userId: gone._id });
  expect(await left()).toBeGreaterThan(500);
  await settle(school);
  expect(await left()).toBe(0);
});

test("of however many acts that were done to a person none keeps the name", async () => {
  const { school, gone, forget } = await busySchool();
  await school.t.run(async (ctx) => {
    const [entry] = await ctx.db.query("auditEntries").take(1);
    if (!entry) throw new Error("nothing was done yet");
    const { _id, _creationTime, ...row } = entry;
    const about = { ...row, targetKind: "user" as const, targetId: gone._id, targetLabel: gone.name };
    for (let n = 0; n < 1_200; n++) await ctx.db.insert("auditEntries", about);
  });
  await forget(gone.subject);
  await settle(school);
  const labels = await school.t.run(async (ctx) =>
    (await ctx.db.query("auditEntries").collect())
      .filter(({ targetId }) => targetId === gone._id)
      .map(({ targetLabel }) => targetLabel),
  );
  expect(labels.length).toBeGreaterThan(1_199);
  expect(new Set(labels)).toEqual(new Set(["–"]));
});

test("nobody is erased who is still here", async () => {
  const { school, stays } = await busySchool();
  const before = await holding(school, stays._id);
  await school.t.mutation(internal.jobs.purge.erasePerson, { userId: stays._id });
  await settle(school);
  expect(await holding(school, stays._id)).toEqual(before);
});
