import type { FunctionReference } from "convex/server";
import { ConvexError } from "convex/values";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { sendMail } from "../services/mail/send-mail";
import { appErrorData } from "../services/shared/app-error-data";
import { api } from "./_generated/api";
import { hostileArguments } from "./hostile.testing";
import http from "./http";
import { canaries, openSchool, trickyQuestion, type Person } from "./world.testing";
import { openVideoService } from "./videoService.testing";
import { paragraphs, writeRichDoc } from "../services/lessons/rich-text";

/**
 * Who may call what. Every public function is called by every kind of person on an object of course A and on the same
 * object of course B; a function that is not in `matrix` fails. Add a row before adding a function.
 */
const people = [
  "visitor",
  "student",
  "enrolled",
  "elsewhere",
  "grader",
  "editor",
  "owner",
  "instructor",
  "admin",
  "deactivated",
] as const;
type Who = (typeof people)[number];
type Course = "A" | "B";
/** "allow", or the refusal as "code:reason". */
type Cells = Record<Who, string>;

/** Course B is the mirror of course A: there the instructor is the owner and the student from elsewhere is enrolled. */
const mirror: Record<Who, Who> = {
  visitor: "visitor",
  student: "student",
  enrolled: "elsewhere",
  elsewhere: "enrolled",
  grader: "instructor",
  editor: "instructor",
  owner: "instructor",
  instructor: "owner",
  admin: "admin",
  deactivated: "deactivated",
};

function cells(rest: string, exceptions: Partial<Cells> = {}): Cells {
  const all = Object.fromEntries(people.map((who) => [who, rest])) as Cells;
  return { ...all, deactivated: "forbidden:deactivated", ...exceptions };
}
const visitor = "unauthenticated:sign_in";
const anyone = cells("allow");
const signedIn = cells("allow", { visitor });
const students = (outcome: string) => ({ student: outcome, enrolled: outcome, elsewhere: outcome });
const instructors = (permission: string) => cells("allow", { visitor, ...students(`forbidden:${permission}`) });
const admins = (permission: string) => cells(`forbidden:${permission}`, { visitor, admin: "allow" });
const teachers = cells("allow", {
  visitor,
  ...students("forbidden:course.teach"),
  instructor: "forbidden:not_staff",
});
const editors: Cells = { ...teachers, grader: "forbidden:course_right" };
/** The owner chooses who helps with a course. */
const owners: Cells = { ...editors, editor: "forbidden:course_right" };
const learners = cells("forbidden:not_enrolled", { visitor, enrolled: "allow" });
const readers = cells("allow", {
  visitor: "forbidden:not_enrolled",
  student: "forbidden:not_enrolled",
  elsewhere: "forbidden:not_enrolled",
  instructor: "forbidden:not_enrolled",
});
/** An import is its importer's own; the owner of the course ran it. */
const importer = cells("forbidden:not_yours", {
  visitor,
  ...students("forbidden:course.import"),
  owner: "allow",
  admin: "allow",
});
const addressee = cells("not_found:notification", { visitor, enrolled: "allow" });
const notTheLink = cells("forbidden:stop_link", { deactivated: "forbidden:stop_link" });
const notTheToken = cells("forbidden:bootstrap_wrong", { visitor });

type World = Awaited<ReturnType<typeof openWorld>>;
type Objects = World["objects"]["A"];
type Row = {
  cells: Cells;
  call: FunctionReference<"query" | "mutation" | "action">;
  args: (on: Objects, world: World) => Record<string, unknown>;
  /** Whether the result depends on no object, so that one column is enough. */
  isAboutNoObject?: true;
};

const page = { numItems: 10, cursor: null };
const none = () => ({});
const paged = () => ({ paginationOpts: page });
const text = { kind: "text", doc: writeRichDoc(paragraphs("Pull tight.")) };
const { users, invitations, courses, modules, lessons, blocks, questions, assets, imports, videos, staff } = api;
const { learning, progress, answers, enrollments, notifications, mail, reviews, audit, school, search, system } = api;

const self = (call: Row["call"], args: Row["args"] = none, who = signedIn): Row => ({
  call,
  args,
  cells: who,
  isAboutNoObject: true,
});
const on = (who: Cells, call: Row["call"], args: Row["args"]): Row => ({ cells: who, call, args });

const matrix: Record<string, Row> = {
  "users.me": self(users.me, none, { ...anyone, deactivated: "allow" }),
  "users.arrive": self(users.arrive),
  "users.saveProfile": self(users.saveProfile, () => ({ name: "New Name", headline: "", bio: "" })),
  "users.savePreferences": self(users.savePreferences, () => ({ theme: "dark" })),
  "users.claimSchool": self(users.claimSchool, () => ({ token: "guess" }), notTheToken),
  "users.list": self(users.list, paged, admins("user.manage")),
  "users.get": on(admins("user.manage"), users.get, ({ studentId }) => ({ userId: studentId })),
  "users.changeRole": on(admins("user.manage"), users.changeRole, ({ studentId }) => ({
    userId: studentId,
    role: "admin",
  })),
  "users.deactivate": on(admins("user.manage"), users.deactivate, ({ studentId }) => ({ userId: studentId })),
  "users.reactivate": on(admins("user.manage"), users.reactivate, ({ studentId }) => ({ userId: studentId })),

  "invitations.list": self(invitations.list, paged, admins("user.manage")),
  "invitations.invite": self(
    invitations.invite,
    () => ({ emails: ["new@example.com"], role: "admin" }),
    admins("user.manage"),
  ),
  "invitations.resend": self(invitations.resend, (_, { invitationId }) => ({ invitationId }), admins("user.manage")),
  "invitations.revoke": self(invitations.revoke, (_, { invitationId }) => ({ invitationId }), admins("user.manage")),
  "invitations.restore": self(invitations.restore, (_, { invitationId }) => ({ invitationId }), admins("user.manage")),

  "courses.catalogue": self(courses.catalogue, paged, anyone),
  "courses.subjects": self(courses.subjects, none, anyone),
  "courses.page": on(anyone, courses.page, ({ slug }) => ({ slug })),
  "courses.create": self(courses.create, () => ({ title: "Splices" }), instructors("course.create")),
  "courses.mine": self(courses.mine, paged, instructors("course.teach")),
  "courses.all": self(courses.all, paged, admins("school.manage")),
  "courses.forEditing": on(teachers, courses.forEditing, ({ courseId }) => ({ courseId })),
  "courses.saveDetails": on(editors, courses.saveDetails, ({ courseId }) => ({
    courseId,
    revision: 1,
    details: { title: "Renamed" },
  })),
  "courses.publish": on(editors, courses.publish, ({ courseId }) => ({ courseId })),
  "courses.withdraw": on(editors, courses.withdraw, ({ courseId }) => ({ courseId })),

  "staff.list": on(teachers, staff.list, ({ courseId }) => ({ courseId })),
  "staff.add": on(owners, staff.add, ({ courseId }) => ({ courseId, email: "helper@example.com", role: "editor" })),
  "staff.changeRole": on(owners, staff.changeRole, ({ courseId, helperId }) => ({
    ...{ courseId, userId: helperId, role: "editor" },
  })),
  "staff.remove": on(owners, staff.remove, ({ courseId, helperId }) => ({ courseId, userId: helperId })),
  "staff.uninvite": on(owners, staff.uninvite, ({ courseId, awaitedId }) => ({ courseId, invitationId: awaitedId })),

  "modules.add": on(editors, modules.add, ({ courseId }) => ({ courseId, title: "More" })),
  "modules.rename": on(editors, modules.rename, ({ moduleId }) => ({ moduleId, title: "Renamed" })),
  "modules.move": on(editors, modules.move, ({ moduleId }) => ({ moduleId, after: null })),
  "modules.remove": on(editors, modules.remove, ({ moduleId }) => ({ moduleId })),
  "modules.restore": on(editors, modules.restore, ({ moduleId }) => ({ moduleId })),
  "modules.addSection": on(editors, modules.addSection, ({ moduleId, lessonId }) => ({
    moduleId,
    lessonId,
    title: "Middle",
  })),
  "modules.renameSection": on(editors, modules.renameSection, ({ moduleId }) => ({
    moduleId,
    key: "start",
    title: "Beginning",
  })),
  "modules.dissolveSection": on(editors, modules.dissolveSection, ({ moduleId }) => ({ moduleId, key: "start" })),

  "lessons.outline": on(teachers, lessons.outline, ({ courseId }) => ({ courseId })),
  "lessons.forEditing": on(editors, lessons.forEditing, ({ lessonId }) => ({ lessonId })),
  "lessons.add": on(editors, lessons.add, ({ moduleId }) => ({ moduleId, title: "One more" })),
  "lessons.rename": on(editors, lessons.rename, ({ lessonId }) => ({ lessonId, title: "Renamed" })),
  "lessons.saveSettings": on(editors, lessons.saveSettings, ({ lessonId }) => ({ lessonId, minutes: 9 })),
  "lessons.move": on(editors, lessons.move, ({ lessonId, moduleId }) => ({ lessonId, moduleId, after: null })),
  "lessons.remove": on(editors, lessons.remove, ({ lessonId }) => ({ lessonId })),
  "lessons.restore": on(editors, lessons.restore, ({ lessonId }) => ({ lessonId })),

  "blocks.add": on(editors, blocks.add, ({ lessonId }) => ({ lessonId, content: text })),
  "blocks.save": on(editors, blocks.save, ({ blockId }) => ({ blockId, content: text, revision: 1 })),
  "blocks.move": on(editors, blocks.move, ({ blockId }) => ({ blockId, after: null })),
  "blocks.remove": on(editors, blocks.remove, ({ blockId }) => ({ blockId })),
  "blocks.restore": on(editors, blocks.restore, ({ blockId }) => ({ blockId })),
  "questions.add": on(editors, questions.add, ({ lessonId }) => ({ lessonId, draft: trickyQuestion })),
  "questions.save": on(editors, questions.save, ({ questionId }) => ({
    questionId,
    draft: trickyQuestion,
    revision: 1,
  })),
  "assets.requestUpload": on(editors, assets.requestUpload, ({ courseId }) => ({ courseId })),
  "assets.register": on(editors, assets.register, ({ courseId, storageId }) => ({
    courseId,
    storageId,
    name: "a.png",
  })),

  "videos.requestUpload": on(editors, videos.requestUpload, ({ lessonId }) => ({
    place: { lessonId, after: null },
    name: "knot.mp4",
    bytes: 10,
  })),
  "videos.play": on(readers, videos.play, ({ videoBlockId: blockId }) => ({ blockId })),
  "videos.captions": on(readers, videos.captions, ({ videoBlockId: blockId }) => ({ blockId, key: "c1" })),
  "videos.watch": on(learners, videos.watch, ({ videoBlockId: blockId }) => ({
    ...{ blockId, batchId: "a-batch-of-theirs", version: 1, position: 1 },
    ranges: [{ from: 0, to: 1 }],
  })),
  "videos.heat": on(teachers, videos.heat, ({ videoBlockId: blockId }) => ({ blockId })),
  "videos.pictures": on(editors, videos.pictures, ({ videoBlockId: blockId }) => ({ blockId })),
  "videos.cancel": on(editors, videos.cancel, ({ videoBlockId: blockId }) => ({ blockId })),
  "videos.choosePoster": on(editors, videos.choosePoster, ({ videoBlockId: blockId }) => ({ blockId, second: 1 })),
  "videos.saveChapters": on(editors, videos.saveChapters, ({ videoBlockId: blockId }) => ({ blockId, chapters: [] })),
  "videos.addCaptions": on(editors, videos.addCaptions, ({ videoBlockId: blockId }) => ({
    ...{ blockId, language: "en", label: "English" },
    words: "00:01.000 --> 00:02.000\nPull.",
  })),
  "videos.saveCaptions": on(editors, videos.saveCaptions, ({ videoBlockId: blockId }) => ({
    ...{ blockId, key: "c1", revision: 1, language: "en", label: "Words" },
  })),
  "videos.removeCaptions": on(editors, videos.removeCaptions, ({ videoBlockId: blockId }) => ({ blockId, key: "c1" })),

  "imports.requestUpload": self(imports.requestUpload, none, instructors("course.import")),
  "imports.start": self(
    imports.start,
    ({ storageId }) => ({ storageId, fileName: "course.tar.gz" }),
    instructors("course.import"),
  ),
  "imports.get": on(importer, imports.get, ({ importId }) => ({ importId })),
  "imports.mine": self(imports.mine, paged, instructors("course.import")),
  "imports.items": on(importer, imports.items, ({ importId }) => ({ importId, paginationOpts: page })),
  "imports.cancel": on(importer, imports.cancel, ({ importId }) => ({ importId })),

  "learning.room": on(anyone, learning.room, ({ slug }) => ({ slug })),
  "learning.lesson": on(readers, learning.lesson, ({ lessonId }) => ({ lessonId })),
  "learning.dashboard": self(learning.dashboard),
  "progress.complete": on(learners, progress.complete, ({ lessonId }) => ({ lessonId })),
  "progress.uncomplete": on(learners, progress.uncomplete, ({ lessonId }) => ({ lessonId })),
  "progress.visit": on(learners, progress.visit, ({ lessonId }) => ({ lessonId, position: null })),
  "answers.submit": on(learners, answers.submit, ({ questionId }) => ({
    questionId,
    response: { kind: "choices", choiceIds: ["wrong"] },
  })),

  "enrollments.enroll": on(signedIn, enrollments.enroll, ({ courseId }) => ({ courseId })),
  "enrollments.leave": on(signedIn, enrollments.leave, ({ courseId }) => ({ courseId })),
  "enrollments.list": self(enrollments.list, paged, admins("enrollment.manage")),
  "enrollments.roster": on(teachers, enrollments.roster, ({ courseId }) => ({ courseId, paginationOpts: page })),
  "enrollments.grant": on(admins("enrollment.manage"), enrollments.grant, ({ courseId, studentId }) => ({
    courseId,
    userId: studentId,
  })),
  "enrollments.withdraw": on(admins("enrollment.manage"), enrollments.withdraw, ({ enrollmentId }) => ({
    enrollmentId,
  })),
  "enrollments.complete": on(admins("enrollment.manage"), enrollments.complete, ({ enrollmentId }) => ({
    enrollmentId,
  })),
  "enrollments.pickCourse": self(enrollments.pickCourse, () => ({ text: "c" }), admins("enrollment.manage")),
  "enrollments.pickUser": self(enrollments.pickUser, () => ({ text: "e" }), admins("enrollment.manage")),

  "notifications.choices": self(notifications.choices),
  "notifications.choose": self(notifications.choose, () => ({ topic: "courses", inApp: true, mail: "off" })),
  "notifications.chooseDigest": self(notifications.chooseDigest, () => ({ every: "weekly" })),
  "notifications.markSeen": self(notifications.markSeen, () => ({ href: "/" })),
  "mail.list": self(mail.list, paged, admins("school.manage")),
  "mail.post": self(mail.post, none, admins("school.manage")),
  "mail.troubled": self(mail.troubled, paged, admins("school.manage")),
  "mail.retry": self(mail.retry, ({ mailId }) => ({ mailId }), admins("school.manage")),
  "mail.drop": self(mail.drop, ({ mailId }) => ({ mailId }), admins("school.manage")),
  "mail.preview": self(
    mail.preview,
    () => ({ template: "welcome", locale: "en", theme: "dark" }),
    admins("school.manage"),
  ),
  "mail.sendTest": self(mail.sendTest, () => ({ template: "welcome" }), admins("school.manage")),
  "mail.myAddress": self(mail.myAddress),
  "mail.confirmAddress": self(mail.confirmAddress),
  "mail.stopLink": self(mail.stopLink, () => ({ token: "guess" }), notTheLink),
  "mail.stop": self(mail.stop, () => ({ token: "guess" }), notTheLink),
  "mail.resume": self(mail.resume, () => ({ token: "guess", before: "now" }), notTheLink),
  "notifications.list": self(notifications.list, paged),
  "notifications.unread": self(notifications.unread),
  "notifications.markRead": on(addressee, notifications.markRead, ({ notificationId }) => ({ notificationId })),
  "notifications.markAllRead": self(notifications.markAllRead),
  "reviews.list": on(anyone, reviews.list, ({ courseId }) => ({ courseId, paginationOpts: page })),
  // What a key opens depends on who asks; convex/search.test.ts says how.
  "search.access": self(search.access, () => ({ span: 0 }), anyone),
  "search.mine": self(search.mine),
  "search.overview": self(search.overview, () => ({ days: 7 }), admins("school.manage")),
  "search.refreshStatistics": self(search.refreshStatistics, () => ({ days: 7 }), admins("school.manage")),
  "search.reindex": self(search.reindex, none, admins("school.manage")),
  "search.cancelReindex": self(search.cancelReindex, none, admins("school.manage")),
  "audit.list": self(audit.list, paged, admins("audit.read")),
  "school.card": self(school.card, none, anyone),
  "school.saveLook": self(school.saveLook, () => ({ name: "A school", accent: null }), admins("school.manage")),
  "school.overview": self(school.overview, none, admins("school.manage")),
  "system.overview": self(system.overview, none, admins("school.manage")),
  "system.check": self(system.check, none, admins("school.manage")),
  "system.retry": self(system.retry, () => ({ channel: "mail" }), admins("school.manage")),
};

/** Routes that anyone on the internet can reach; each proves itself in http.test.ts. */
const routes = ["POST /webhooks/identity", "POST /webhooks/mail", "POST /webhooks/video"];

async function openWorld() {
  const school = openSchool();
  const persons = {
    student: await school.person("Student"),
    enrolled: await school.person("Enrolled"),
    elsewhere: await school.person("Elsewhere"),
    grader: await school.person("Grader", "instructor"),
    editor: await school.person("Editor", "instructor"),
    owner: await school.person("Owner", "instructor"),
    instructor: await school.person("Instructor", "instructor"),
    admin: await school.person("Admin", "admin"),
    deactivated: await school.person("Deactivated", "admin", { status: "deactivated" }),
  };
  const objectsOf = async (title: string, owner: Person, student: Person) => {
    const made = await school.course(owner._id, { title });
    const storageId = await school.t.run((ctx) =>
      ctx.storage.store(new Blob([`bytes of ${title}`], { type: "image/png" })),
    );
    const { courseId } = made;
    const { enrollmentId } = await student.mutation(enrollments.enroll, { courseId });
    const archive = await school.t.run((ctx) => ctx.storage.store(new Blob(["an archive"])));
    const { importId } = await owner.mutation(imports.start, { storageId: archive, fileName: "course.tar.gz" });
    await school.write(async (stores) => {
      await stores.notifications.add({
        userId: student._id,
        kind: "courseCompleted",
        params: { course: title },
        href: "/",
        createdAt: 1,
      });
      await stores.reviews.add({ courseId, userId: student._id, stars: 5, text: "Good", reply: null, createdAt: 1 });
    });
    const { videoBlockId } = await school.video(made, at(made.lessonIds, 1));
    const helper = await school.person(`Helper of ${title}`, "instructor", { isEmailVerified: true });
    await owner.mutation(staff.add, { courseId, email: helper.email, role: "grader" });
    await owner.mutation(staff.add, { courseId, email: `${courseId}@example.com`, role: "grader" });
    const [awaited] = (await owner.query(staff.list, { courseId })).awaited;
    const mailId = await school.write((stores) =>
      sendMail(
        { ...stores, clock: { now: () => 1 } },
        { template: "welcome", params: {}, userId: student._id, key: title },
      ),
    );
    const told = await student.query(notifications.list, { paginationOpts: page });
    return {
      ...made,
      moduleId: at(made.moduleIds, 0),
      /** Not the preview: that one is everyone's. */
      lessonId: at(made.lessonIds, 1),
      blockId: at(made.blockIds, 2),
      questionId: at(made.questionIds, 1),
      enrollmentId,
      importId,
      storageId,
      videoBlockId,
      studentId: student._id,
      notificationId: at(told.page, 0)._id,
      mailId,
      helperId: helper._id,
      awaitedId: awaited!.invitationId,
    };
  };
  const objects = {
    A: await objectsOf("Course A", persons.owner, persons.enrolled),
    B: await objectsOf("Course B", persons.instructor, persons.elsewhere),
  };
  await school.write(async ({ courses: store }) => {
    for (const role of ["grader", "editor"] as const) {
      await store.setStaff({ courseId: objects.A.courseId, userId: persons[role]._id, role });
    }
  });
  const speakers = { ...persons, visitor: school.t };
  await persons.admin.mutation(invitations.invite, { emails: ["asked@example.com"], role: "instructor" });
  const invited = await persons.admin.query(invitations.list, { paginationOpts: page });
  return {
    objects,
    invitationId: at(invited.page, 0)._id,
    emails: Object.entries(persons).map(([who, { email }]) => ({ who, email })),
    call(who: Who, row: Row, course: Course, more: Record<string, unknown> = {}): Promise<Outcome> {
      return this.send(who, row, { ...row.args(objects[course], this), ...more });
    },
    async send(who: Who, row: Row, args: Record<string, unknown>): Promise<Outcome> {
      const speaker = speakers[who];
      try {
        const given: unknown = await (isQuery(row)
          ? speaker.query(row.call as FunctionReference<"query">, args)
          : isAction(row)
            ? speaker.action(row.call as FunctionReference<"action">, args)
            : speaker.mutation(row.call as FunctionReference<"mutation">, args));
        return { told: "allow", given: JSON.stringify(given) };
      } catch (error) {
        return { told: refusalOf(error), given: "" };
      }
    },
  };
}
type Outcome = { told: string; given: string };

function at<T>(rows: readonly T[], index: number): T {
  const row = rows[index];
  if (row === undefined) throw new Error("the world lacks a row that the matrix needs");
  return row;
}
function refusalOf(error: unknown): string {
  if (!(error instanceof ConvexError)) throw error;
  const { code, reason } = appErrorData.parse(
    typeof error.data === "string" ? (JSON.parse(error.data) as unknown) : error.data,
  );
  return `${code}:${reason}`;
}

/** Every registered function of convex/, by its public name. */
const files = import.meta.glob<Record<string, unknown>>(
  ["./**/*.ts", "!./**/*.test.ts", "!./**/*.testing.ts", "!./_generated/**", "!./auth.config.ts"],
  { eager: true },
);
type Registered = {
  isPublic?: true;
  isInternal?: true;
  isQuery?: true;
  isAction?: true;
  exportArgs(): string;
  exportReturns(): string;
};
const registered = Object.entries(files).flatMap(([path, exports]) =>
  Object.entries(exports)
    .filter(([, value]) => typeof value === "function" && "exportArgs" in value)
    .map(([name, value]) => ({
      name: `${path.replace(/^\.\//, "").replace(/\.ts$/, "")}.${name}`,
      definition: value as Registered,
    })),
);
const publicOnes = registered.filter(({ definition }) => definition.isPublic);
const isAction = (row: Row) => publicOnes.some(({ name, definition }) => matrix[name] === row && definition.isAction);
const isQuery = (row: Row) => publicOnes.some(({ name, definition }) => matrix[name] === row && definition.isQuery);

describe("the authorisation matrix", { timeout: 60_000 }, () => {
  // What the functions schedule is not part of who may call them: the clock stands still.
  beforeEach(async () => {
    await openVideoService();
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllEnvs();
    vi.unstubAllGlobals();
  });

  test("lists every public function and every HTTP route, and no other", () => {
    expect(Object.keys(matrix).sort()).toEqual(publicOnes.map(({ name }) => name).sort());
    expect(http.getRoutes().map(([path, method]) => `${method} ${path}`)).toEqual(routes);
  });
  test("every function outside it is internal, so that no client can reach it", () => {
    const others = registered.filter(({ definition }) => !definition.isPublic);
    expect(others.filter(({ definition }) => !definition.isInternal)).toEqual([]);
    expect(publicOnes.filter(({ name }) => name.includes("/"))).toEqual([]);
  });

  let worldOfRefusals: World | undefined;
  const rows = Object.entries(matrix).filter(([name]) => publicOnes.some((one) => one.name === name));
  describe.each(rows)("%s", (_, row) => {
    const columns: Course[] = row.isAboutNoObject ? ["A"] : ["A", "B"];
    test.each(columns)("answers each kind of person on an object of course %s as listed", async (course) => {
      const expected = (who: Who) => row.cells[course === "A" ? who : mirror[who]];
      let world = await openWorld();
      const told = {} as Cells;
      const inOrder = [...people].sort((a, b) => Number(expected(a) === "allow") - Number(expected(b) === "allow"));
      for (const who of inOrder) {
        const outcome = await world.call(who, row, course);
        told[who] = outcome.told;
        if (!isStaff.has(who)) expectNoLeak(outcome.given, world, who);
        // A refusal changes nothing, so the same world serves the next person; a change needs a new one.
        if (outcome.told === "allow" && !isQuery(row)) world = await openWorld();
      }
      expect(told).toEqual(Object.fromEntries(people.map((who) => [who, expected(who)])));
    });
    test("refuses an argument that it does not name", async () => {
      worldOfRefusals ??= await openWorld();
      await expect(worldOfRefusals.call("admin", row, "A", { isAdmin: true })).rejects.toThrow("isAdmin");
    });
  });
});

const isStaff = new Set<Who>(["grader", "editor", "owner", "instructor", "admin"]);
/** Keys, explanations, feedback of what was not chosen, and other people's addresses never leave to a student. */
function expectNoLeak(given: string, { emails }: World, who: Who) {
  expect(given).not.toContain(canaries.explanation);
  expect(given).not.toContain(`${canaries.feedback}-right`);
  expect(given).not.toContain('"key":{');
  for (const { email } of emails.filter((one) => one.who !== who)) expect(given).not.toContain(email);
}

describe("what public functions take and give", () => {
  const holdsAny = (validator: unknown): boolean =>
    typeof validator === "object" &&
    validator !== null &&
    (("type" in validator && validator.type === "any") || Object.values(validator).some(holdsAny));

  test.each(publicOnes)("$name says exactly what it takes and gives", ({ definition }) => {
    const args = JSON.parse(definition.exportArgs()) as { type: string };
    const returns = JSON.parse(definition.exportReturns()) as unknown;
    expect(args.type).toBe("object");
    expect(holdsAny(args)).toBe(false);
    expect(returns).not.toBeNull();
    expect(holdsAny(returns)).toBe(false);
  });
});

describe("whatever is sent to a public function", { timeout: 120_000 }, () => {
  beforeEach(async () => {
    await openVideoService();
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllEnvs();
    vi.unstubAllGlobals();
  });

  test.each(publicOnes)("$name answers or refuses, and never breaks", async ({ name, definition }) => {
    const row = matrix[name];
    if (!row) throw new Error(`${name} is not in the matrix`);
    const world = await openWorld();
    const who = people.find((one) => row.cells[one] === "allow") ?? "admin";
    const { A, B } = world.objects;
    const ids = [B.courseId, B.moduleId, B.lessonId, B.blockId, B.questionId, A.studentId, B.storageId];
    const broken: unknown[] = [];
    for (const args of hostileArguments(definition.exportArgs(), row.args(A, world), ids)) {
      const outcome = await world.send(who, row, args).catch((error: unknown) => error);
      // Convex itself refuses what does not fit the validators; everything else that is thrown is a bug of ours.
      const isOurs = outcome instanceof Error && !isConvexRefusal.test(outcome.message);
      if (isOurs) broken.push({ args: shown(args), error: outcome.message });
    }
    expect(broken).toEqual([]);
  });
});
const isConvexRefusal = /^Validator error|is not a supported Convex type/;
const shown = (args: unknown) =>
  JSON.stringify(args, (_, value: unknown) => (typeof value === "bigint" ? `${value}n` : value)).slice(0, 300);
