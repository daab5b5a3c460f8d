import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { convexToJson, jsonToConvex, type Value } from "convex/values";
import { afterAll, beforeAll } from "vitest";
import * as z from "zod";
import type { storesOf } from "../convex/stores/stores";
import { startRuntime } from "../runtime/src/host";
import type { ConvexRuntime } from "../runtime/src/runtime";
import { answerStoreContract } from "../services/answers/answer-store.contract";
import { assetStoreContract } from "../services/assets/asset-store.contract";
import { auditStoreContract } from "../services/audit/audit-store.contract";
import { courseStoreContract, someCourse } from "../services/courses/course-store.contract";
import { enrollmentStoreContract } from "../services/enrollments/enrollment-store.contract";
import type { StorageId } from "../services/files/file-store";
import { importStoreContract } from "../services/imports/import-store.contract";
import { blockStoreContract } from "../services/lessons/block-store.contract";
import { lessonStoreContract, someLesson } from "../services/lessons/lesson-store.contract";
import { mailStoreContract } from "../services/mail/mail-store.contract";
import { moduleStoreContract, someModule } from "../services/modules/module-store.contract";
import { invitationStoreContract } from "../services/invitations/invitation-store.contract";
import { notificationStoreContract } from "../services/notifications/notification-store.contract";
import { outboxStoreContract } from "../services/outbox/outbox-store.contract";
import { progressStoreContract } from "../services/progress/progress-store.contract";
import { questionStoreContract } from "../services/questions/question-store.contract";
import type { QuestionDraft } from "../services/questions/question";
import { reviewStoreContract } from "../services/reviews/review-store.contract";
import { searchStoreContract } from "../services/search/search-store.contract";
import { schoolStoreContract } from "../services/school/school-store.contract";
import type { Ground, OpenGround } from "../services/shared/ground.contract";
import { videoStoreContract } from "../services/videos/video-store.contract";
import { newUser } from "../services/users/user-keys";
import { systemStoreContract } from "../services/system/system-store.contract";
import { userStoreContract } from "../services/users/user-store.contract";
import type { call, uploadUrl, wipe } from "./contracts/functions/stores";

/**
 * The stores' contracts over the embedded runtime: the same adapters that convex-test runs, served from a folder on
 * disk and called over HTTP, one transaction a call.
 */
type Stores = ReturnType<typeof storesOf>;
type Function = keyof { call: typeof call; wipe: typeof wipe; uploadUrl: typeof uploadUrl };

const adminKey = "the-key-of-the-contracts";
const dataDir = mkdtempSync(join(tmpdir(), "store-contracts-"));
const server = createServer((req, res) => runtime.handleHttp(req, res));
let runtime: ConvexRuntime;
let url = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const functionsDir = fileURLToPath(new URL("./contracts/functions", import.meta.url));
  runtime = await startRuntime({ functionsDir, dataDir, adminKey, publicUrl: url, siteUrl: url });
});
afterAll(async () => {
  await runtime.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(dataDir, { recursive: true, force: true });
});

const answered = z.discriminatedUnion("status", [
  z.object({ status: z.literal("success"), value: z.json() }),
  z.object({ status: z.literal("error"), errorMessage: z.string() }),
]);
async function ask(name: Function, args: Record<string, Value> = {}): Promise<Value> {
  const response = await fetch(`${url}/api/mutation`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Convex ${adminKey}` },
    body: JSON.stringify({ path: `stores:${name}`, args: [convexToJson(args)], format: "convex_encoded_json" }),
  });
  const answer = answered.parse(await response.json());
  if (answer.status === "error") throw new Error(answer.errorMessage);
  return jsonToConvex(answer.value);
}

/** A store whose every method is a call to the runtime. That it is one is what the contract finds out. */
function remote<Name extends keyof Stores>(name: Name): Stores[Name] {
  return new Proxy({} as Stores[Name], {
    get:
      (_, method) =>
      (...args: Value[]) =>
        ask("call", { store: name, method: String(method), args }),
  });
}
const use =
  <Name extends keyof Stores>(name: Name) =>
  <T>(work: (store: Stores[Name]) => Promise<T>): Promise<T> =>
    work(remote(name));

async function upload(): Promise<StorageId> {
  const response = await fetch(z.string().parse(await ask("uploadUrl")), { method: "POST", body: "x" });
  return z.object({ storageId: z.string() }).parse(await response.json()).storageId as StorageId;
}

/** A new school with two people, two courses of the first, two modules and two lessons in the first of them. */
async function open() {
  await ask("wipe");
  const users = remote("users");
  const person = (name: string) =>
    users.add(newUser({ tokenIdentifier: `t|${name}`, email: `${name}@example.com`, name, createdAt: 1 }));
  const ownerId = await person("Ada");
  const otherUserId = await person("Bo");
  const courseId = await remote("courses").add(someCourse({ ownerId }));
  const otherId = await remote("courses").add(someCourse({ ownerId, slug: "other" }));
  return { ownerId, otherUserId, courseId, otherId };
}
async function openOutline() {
  const ground = await open();
  const { courseId } = ground;
  const moduleId = await remote("modules").add(someModule({ courseId }));
  const otherModuleId = await remote("modules").add(someModule({ courseId, order: "a1" }));
  const lessonId = await remote("lessons").add(someLesson({ courseId, moduleId }));
  return { ...ground, moduleId, otherModuleId, lessonId };
}
const draft: QuestionDraft = {
  kind: "shortText",
  prompt: "{}",
  choices: [],
  key: { kind: "text", accepted: ["yes"], isCaseSensitive: false },
  explanation: null,
  hints: [],
  points: 1,
  maxAttempts: null,
  hasPartialCredit: false,
};
function over<Name extends keyof Stores>(name: Name): OpenGround<Stores[Name]> {
  return async (): Promise<Ground<Stores[Name]>> => {
    const { ownerId, otherUserId, courseId, otherId, moduleId, lessonId } = await openOutline();
    const secondLessonId = await remote("lessons").add(someLesson({ courseId, moduleId, order: "a1" }));
    const question = { courseId, lessonId, ...draft, revision: 1, sourceKey: null, removedAt: null };
    const content = { kind: "text" as const, doc: "{}" };
    const block = { courseId, lessonId, order: "a0", content, revision: 1, sourceKey: null, removedAt: null };
    const questionIds = [await remote("questions").add(question), await remote("questions").add(question)] as const;
    return {
      use: use(name),
      userIds: [ownerId, otherUserId],
      courseIds: [courseId, otherId],
      lessonIds: [lessonId, secondLessonId],
      questionIds,
      blockIds: [await remote("blocks").add(block), await remote("blocks").add({ ...block, order: "a1" })],
    };
  };
}

userStoreContract("the runtime", over("users"));
enrollmentStoreContract("the runtime", over("enrollments"));
progressStoreContract("the runtime", over("progress"));
answerStoreContract("the runtime", over("answers"));
notificationStoreContract("the runtime", over("notifications"));
auditStoreContract("the runtime", over("audit"));
invitationStoreContract("the runtime", over("invitations"));
reviewStoreContract("the runtime", over("reviews"));
schoolStoreContract("the runtime", over("school"));
videoStoreContract("the runtime", over("videos"));
outboxStoreContract("the runtime", over("outbox"));
systemStoreContract("the runtime", over("system"));
searchStoreContract("the runtime", over("search"));
mailStoreContract("the runtime", over("mails"));

courseStoreContract("the runtime", async () => {
  const { ownerId, otherUserId, courseId, otherId } = await open();
  await remote("courses").remove(courseId);
  await remote("courses").remove(otherId);
  return { ownerId, otherId: otherUserId, use: use("courses") };
});
moduleStoreContract("the runtime", async () => ({ ...(await open()), use: use("modules") }));
lessonStoreContract("the runtime", async () => {
  const ground = await openOutline();
  await remote("lessons").remove(ground.lessonId);
  return { ...ground, use: use("lessons") };
});
blockStoreContract("the runtime", async () => ({ ...(await openOutline()), use: use("blocks") }));
questionStoreContract("the runtime", async () => ({ ...(await openOutline()), use: use("questions") }));
assetStoreContract("the runtime", async () => ({ ...(await openOutline()), upload, use: use("assets") }));
importStoreContract("the runtime", async () => ({
  userId: (await open()).ownerId,
  storageId: await upload(),
  use: use("imports"),
}));
