import { describe, expect, test } from "vitest";
import type { Actor } from "../access/permissions";
import { someCourse } from "../courses/course-store.contract";
import { memoryCourseStore } from "../courses/memory-course-store";
import { memoryFileStore } from "../files/memory-file-store";
import type { Id } from "../shared/id";
import { cleanName, largestAsset, typeOf } from "./asset-types";
import { hexHash } from "./hex-hash";
import { memoryAssetStore } from "./memory-asset-store";
import { registerAsset } from "./register-asset";
import { assetIdsOfContent, assetIdsOfDoc, serveAssets } from "./serve-assets";

const ada: Actor = { id: "ada" as Id<"users">, role: "instructor", name: "Ada" };
const [courseId, otherId] = ["c1", "c2"] as Id<"courses">[] as [Id<"courses">, Id<"courses">];
const hash = "ab".repeat(32);
const file = (n: number) => `f${n}` as Id<"_storage">;

function open() {
  const courses = memoryCourseStore(
    [courseId, otherId].map((_id) => ({ ...someCourse({ ownerId: ada.id }), _id })),
    [courseId, otherId].map((id) => ({ courseId: id, userId: ada.id, role: "owner" as const })),
  );
  const files = memoryFileStore();
  files.put(file(1), { contentType: "image/png", bytes: 10, sha256: hash });
  files.put(file(2), { contentType: "image/png", bytes: 10, sha256: hash });
  return { courses, files, assets: memoryAssetStore() };
}

describe("an uploaded file", () => {
  test("becomes the course's; the same bytes are kept once", async () => {
    const deps = open();
    const one = await registerAsset(deps, ada, { courseId, storageId: file(1), name: "C:\\pictures\\a.png" });
    const two = await registerAsset(deps, ada, { courseId, storageId: file(2), name: "again.png" });
    expect(one).toMatchObject({ name: "a.png", contentType: "image/png", url: "https://files.example/f1" });
    expect(two).toEqual(one);
    expect(await deps.files.info(file(2))).toBeNull();
  });
  test("registered twice is one file, in another course it is not found", async () => {
    const deps = open();
    const one = await registerAsset(deps, ada, { courseId, storageId: file(1), name: "a.png" });
    expect(await registerAsset(deps, ada, { courseId, storageId: file(1), name: "b.png" })).toEqual(one);
    await expect(
      registerAsset(deps, ada, { courseId: otherId, storageId: file(1), name: "a.png" }),
    ).rejects.toMatchObject({
      data: { code: "not_found", reason: "file" },
    });
  });
  test("that is too large, of no known kind or gone is refused", async () => {
    const deps = open();
    deps.files.put(file(3), { contentType: "video/mp4", bytes: largestAsset + 1, sha256: hash });
    const register = (n: number, name: string) => registerAsset(deps, ada, { courseId, storageId: file(n), name });
    await expect(register(3, "a.mp4")).rejects.toMatchObject({ data: { fields: { file: "file_large" } } });
    await expect(register(1, "a.exe")).rejects.toMatchObject({ data: { fields: { file: "file_type" } } });
    await expect(register(9, "a.png")).rejects.toMatchObject({ data: { code: "not_found" } });
  });
});

test("only files of the course are served, each once", async () => {
  const deps = open();
  const one = await registerAsset(deps, ada, { courseId, storageId: file(1), name: "a.png" });
  expect(await serveAssets(deps, courseId, [one._id, one._id, "nothing"])).toEqual([one]);
  expect(await serveAssets(deps, otherId, [one._id])).toEqual([]);
});

test("the files that a page shows are found in texts, links and captions", () => {
  const doc = JSON.stringify({
    type: "doc",
    content: [
      { type: "blockquote", content: [{ type: "image", attrs: { src: "asset:a1", alt: "" } }] },
      {
        type: "paragraph",
        content: [{ type: "text", text: "x", marks: [{ type: "link", attrs: { href: "asset:a2" } }] }],
      },
    ],
  });
  expect(assetIdsOfDoc(doc)).toEqual(["a1", "a2"]);
  expect(assetIdsOfDoc("asset:a1")).toEqual([]);
  const assetId = "a3" as Id<"assets">;
  const captions = [{ assetId: "a4" as Id<"assets">, language: "en", label: "English" }];
  expect(
    assetIdsOfContent({ kind: "video", title: "", source: { type: "asset", assetId }, captions, durationMs: null }),
  ).toEqual(["a3", "a4"]);
});

test.each([
  ["a.PNG", null, "image/png"],
  ["a.html", "image/png", "text/html"],
  ["a.exe", "image/png", null],
  ["picture", "image/png; charset=x", "image/png"],
  ["picture", "application/x-msdownload", null],
  ["a.constructor", null, null],
])("%s sent as %s is %s", (name, said, type) => {
  expect(typeOf(name, said)).toBe(type);
});
test.each([
  ["../../a.png", "a.png"],
  ["a\u0000\nb.png", "ab.png"],
  ["", "file"],
])("%j is called %s", (name, clean) => {
  expect(cleanName(name)).toBe(clean);
});
test("a hash in base64 and in hex is the same hash", () => {
  const bytes = Uint8Array.from({ length: 32 }, (_, n) => n * 7);
  const base64 = btoa(String.fromCharCode(...bytes));
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  expect([hexHash(base64), hexHash(hex.toUpperCase())]).toEqual([hex, hex]);
});
