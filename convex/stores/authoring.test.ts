import { assetStoreContract } from "../../services/assets/asset-store.contract";
import { courseStoreContract, someCourse } from "../../services/courses/course-store.contract";
import { importStoreContract } from "../../services/imports/import-store.contract";
import { blockStoreContract } from "../../services/lessons/block-store.contract";
import { lessonStoreContract, someLesson } from "../../services/lessons/lesson-store.contract";
import { moduleStoreContract, someModule } from "../../services/modules/module-store.contract";
import { questionStoreContract } from "../../services/questions/question-store.contract";
import { openSchool } from "../world.testing";

/** A school with two instructors, two courses of the first, two modules and a lesson in the first of them. */
async function open() {
  const school = openSchool();
  const ownerId = (await school.person("Ada", "instructor"))._id;
  const otherUserId = (await school.person("Eve", "instructor"))._id;
  const upload = () => school.t.run((ctx) => ctx.storage.store(new Blob(["x"])));
  return { school, ownerId, otherUserId, upload };
}
async function openOutline() {
  const { school, ownerId, upload } = await open();
  const rows = await school.write(async ({ courses, modules, lessons }) => {
    const courseId = await courses.add(someCourse({ ownerId }));
    const otherId = await courses.add(someCourse({ ownerId, slug: "other" }));
    const moduleId = await modules.add(someModule({ courseId }));
    const otherModuleId = await modules.add(someModule({ courseId, order: "a1" }));
    const lessonId = await lessons.add(someLesson({ courseId, moduleId }));
    return { courseId, otherId, moduleId, otherModuleId, lessonId };
  });
  return { school, upload, ...rows };
}

courseStoreContract("convex", async () => {
  const { school, ownerId, otherUserId } = await open();
  return { ownerId, otherId: otherUserId, use: (work) => school.write(({ courses }) => work(courses)) };
});
moduleStoreContract("convex", async () => {
  const { school, ownerId } = await open();
  const { courseId, otherId } = await school.write(async ({ courses }) => ({
    courseId: await courses.add(someCourse({ ownerId })),
    otherId: await courses.add(someCourse({ ownerId, slug: "other" })),
  }));
  return { courseId, otherId, use: (work) => school.write(({ modules }) => work(modules)) };
});
lessonStoreContract("convex", async () => {
  const { school, courseId, moduleId, otherModuleId, lessonId } = await openOutline();
  await school.write(({ lessons }) => lessons.remove(lessonId));
  return { courseId, moduleId, otherModuleId, use: (work) => school.write(({ lessons }) => work(lessons)) };
});
blockStoreContract("convex", async () => {
  const { school, courseId, lessonId } = await openOutline();
  return { courseId, lessonId, use: (work) => school.write(({ blocks }) => work(blocks)) };
});
questionStoreContract("convex", async () => {
  const { school, courseId, lessonId } = await openOutline();
  return { courseId, lessonId, use: (work) => school.write(({ questions }) => work(questions)) };
});
assetStoreContract("convex", async () => {
  const { school, courseId, otherId, upload } = await openOutline();
  return { courseId, otherId, upload, use: (work) => school.write(({ assets }) => work(assets)) };
});
importStoreContract("convex", async () => {
  const { school, ownerId, upload } = await open();
  return { userId: ownerId, storageId: await upload(), use: (work) => school.write(({ imports }) => work(imports)) };
});
