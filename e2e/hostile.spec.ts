import { expect, test, type BrowserContext, type Page } from "@playwright/test";
import { payloads } from "./payloads";
import { enterAs } from "./people";
import { tarGzOf } from "../services/imports/archive/tar-writer.testing";

/** Watches all that a context does: what ran, what asked a question, and who was spoken to beside the school. */
async function setTrap(context: BrowserContext, origin: string): Promise<string[]> {
  const caught: string[] = [];
  await context.exposeBinding("__tell", ({ page, frame }, what: string) => {
    // A course's own HTML may run in its frame, where it can reach nobody.
    if (frame === page.mainFrame()) caught.push(`${what} on ${page.url()}`);
  });
  await context.addInitScript(() => {
    const tell = (what: string) => void (window as unknown as { __tell(what: string): void }).__tell(what);
    Object.defineProperty(window, "__ran", { set: () => tell("ran") });
    document.addEventListener("securitypolicyviolation", ({ blockedURI }) => {
      // The schema library tries on every page whether it may compile, and does without.
      if (blockedURI !== "eval") tell(`would have run: ${blockedURI}`);
    });
  });
  context.on("dialog", (dialog) => {
    // Convex's client asks whoever leaves while something is still being saved.
    if (dialog.type() === "beforeunload") return void dialog.accept();
    caught.push(`asked ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.origin !== origin) caught.push(`spoke to ${url.href}`);
  });
  return caught;
}

/** Whatever in a document waits for a click or a hover to run: handlers in attributes, and addresses that are scripts. */
const findArmed = (): string[] =>
  [...document.querySelectorAll("*")].flatMap((element) =>
    [...element.attributes]
      .filter(({ name, value }) => /^on/i.test(name) || /^\s*(javascript|vbscript|data:text)/i.test(value))
      .filter(({ name }) => !/^(value|title|alt|aria-.*|placeholder|content|data-.*)$/.test(name))
      .map(({ name, value }) => `<${element.localName} ${name}="${value}">`),
  );

type Tell = <T = unknown>(path: string, args: object, kind?: "mutation" | "query" | "action") => Promise<T>;

/** Speaks to the school as whoever is signed in: all that a screen would send, and what none would. */
async function tellerOf(page: Page): Promise<Tell> {
  const headers = { origin: new URL(page.url()).origin };
  const { token } = (await (await page.request.post("/_svc/auth/token", { data: {}, headers })).json()) as {
    token: string;
  };
  return async <T>(path: string, args: object, kind = "mutation") => {
    const data = { path, args, format: "json" };
    const answer = await page.request.post(`/_svc/convex/api/${kind}`, {
      data,
      headers: { authorization: `Bearer ${token}` },
    });
    const told = (await answer.json()) as { status: string; value: T; errorMessage?: string };
    if (told.status !== "success") throw new Error(`${path}: ${told.errorMessage}`);
    return told.value;
  };
}

const paragraph = (text: string, marks?: object[]) => ({
  type: "paragraph",
  content: [{ type: "text", text, ...(marks ? { marks } : {}) }],
});
const doc = (...content: object[]) => JSON.stringify({ type: "doc", content });
const inGroups = <T>(all: readonly T[], size: number) =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));

/** A course that says every payload everywhere. */
async function writeCourse(tell: Tell): Promise<{ slug: string; courseId: string; lessonId: string }> {
  const [first = ""] = payloads;
  const { courseId, slug } = await tell<{ courseId: string; slug: string }>("courses:create", { title: first });
  const lessonIds: string[] = [];
  // Every way in once: as titles they differ no further.
  for (const group of inGroups(payloads.slice(0, 108), 36)) {
    const { moduleId } = await tell<{ moduleId: string }>("modules:add", { courseId, title: group[0] });
    const made = await Promise.all(
      group.map((title) => tell<{ lessonId: string }>("lessons:add", { moduleId, title: title.slice(0, 120) })),
    );
    lessonIds.push(...made.map(({ lessonId }) => lessonId));
    await tell("modules:addSection", { moduleId, lessonId: made[1]?.lessonId, title: group[1] });
  }
  const [lessonId = ""] = lessonIds;
  const texts = doc(...payloads.map((text) => paragraph(text)), {
    type: "codeBlock",
    attrs: { language: first.slice(0, 40) },
    content: [{ type: "text", text: payloads.join("\n") }],
  });
  await tell("blocks:add", { lessonId, content: { kind: "text", doc: texts } });
  for (const group of inGroups(payloads, 50)) {
    const choices = group.map((text, n) => ({
      id: `c${n}`,
      text: n % 2 ? text : doc(paragraph(text)),
      feedback: text,
    }));
    const draft = {
      ...{ kind: "single", choices, key: { kind: "choices", choiceIds: ["c0"] }, points: 1, maxAttempts: null },
      ...{ prompt: doc(paragraph(group[0] ?? "x")), explanation: doc(...group.map((text) => paragraph(text))) },
      ...{ hints: group.slice(0, 10), hasPartialCredit: false },
    };
    await tell("questions:add", { lessonId, draft });
  }
  await tell("courses:saveDetails", {
    ...{ courseId, revision: 1 },
    details: {
      ...{
        summary: payloads[8],
        description: texts,
        outcomes: payloads.slice(0, 12),
        requirements: payloads.slice(20, 32),
      },
    },
  });
  await tell("lessons:saveSettings", { lessonId, isPreview: true });
  await tell("courses:publish", { courseId });
  return { slug, courseId, lessonId };
}

/** A course of somebody else's making: payloads in every attribute, in HTML, in the names of files, and files that run. */
function hostileArchive(): Buffer {
  const attr = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
  const [name = ""] = payloads;
  const files: Record<string, string> = {
    "course.xml": `<course url_name="run" org="${attr(name)}" course="${attr(name)}"/>`,
    "course/run.xml": `<course display_name="Hostile ${attr(name)}"><chapter url_name="c"/></course>`,
    "chapter/c.xml": `<chapter display_name="${attr(name)}"><sequential url_name="s"/></chapter>`,
    "sequential/s.xml": `<sequential display_name="${attr(name)}"><vertical url_name="v"/></sequential>`,
    "vertical/v.xml": `<vertical display_name="Hostile lesson"><html url_name="h"/><problem url_name="p"/>
      <html><iframe title="${attr(name)}" src="/static/run.html"></iframe><img src="/static/run.svg" alt="${attr(name)}"/></html></vertical>`,
    "html/h.xml": `<html filename="h" display_name="${attr(name)}"/>`,
    "html/h.html": payloads.map((text) => `<p>${text}</p>`).join("\n"),
    "problem/p.xml": `<problem display_name="${attr(name)}"><multiplechoiceresponse><choicegroup>${payloads
      .slice(0, 40)
      .map((text, n) => `<choice correct="${n === 0}">${attr(text)}<choicehint>${attr(text)}</choicehint></choice>`)
      .join("")}</choicegroup></multiplechoiceresponse><solution><p>${attr(name)}</p></solution></problem>`,
    "static/run.html":
      "<script>try { top.__ran = 1 } catch {} try { parent.document.title = 'x' } catch {} fetch('/_svc/auth/token', { method: 'POST' }).catch(() => 0); try { top.location = '/courses#taken' } catch {}</script>",
    "static/run.svg": `<svg xmlns="http://www.w3.org/2000/svg" onload="top.__ran=1"><script>window.__ran=1</script></svg>`,
    "about/overview.html": payloads.join("\n"),
  };
  return Buffer.from(tarGzOf(Object.entries(files).map(([path, content]) => ({ path: `course/${path}`, content }))));
}

test("more than two hundred payloads stand in every field, and none of them runs anywhere", async ({
  browser,
  baseURL,
}) => {
  // It writes a hundred lessons and looks at twenty pages.
  test.slow();
  const origin = new URL(baseURL ?? "").origin;
  const [teaching, learning, ruling] = await Promise.all([
    browser.newContext(),
    browser.newContext(),
    browser.newContext(),
  ]);
  const traps = await Promise.all([teaching, learning, ruling].map((context) => setTrap(context, origin)));
  const [teacher, student, admin] = await Promise.all([teaching.newPage(), learning.newPage(), ruling.newPage()]);
  await Promise.all([enterAs(teacher, "Instructor"), enterAs(student, "Student"), enterAs(admin, "Admin")]);
  const [first = ""] = payloads;

  const tell = await tellerOf(teacher);
  const course = await writeCourse(tell);
  const tellStudent = await tellerOf(student);
  await tellStudent("enrollments:enroll", { courseId: course.courseId });
  const tellAdmin = await tellerOf(admin);
  const invited = await Promise.all(
    [`"<svg/onload=alert(1)>"@example.com`, "<script>alert(1)</script>@example.com", "o'neil+<b>@example.com"].map(
      (email) =>
        tellAdmin("invitations:invite", { emails: [email], role: "student" }).then(
          () => "taken",
          () => "refused",
        ),
    ),
  );
  expect(invited).toEqual(["refused", "refused", "refused"]);

  await teacher.goto("/teach/imports");
  const archive = {
    name: `${first.replaceAll("/", "")}.tar.gz`,
    mimeType: "application/gzip",
    buffer: hostileArchive(),
  };
  await teacher.locator("input[type=file]").setInputFiles(archive);
  await expect(teacher).toHaveURL(/\/teach\/imports\/\w+/);
  await expect(teacher.getByRole("link", { name: "Open the course" }).first()).toBeVisible();
  const report = new URL(teacher.url()).pathname;
  const made = await tell<{ courseId: string | null }>("imports:get", { importId: report.split("/").at(-1) }, "query");
  const outline = await tell<{ modules: { lessons: { _id: string }[] }[] }>(
    "lessons:outline",
    { courseId: made.courseId },
    "query",
  );
  const importedLesson = outline.modules[0]?.lessons[0]?._id ?? "";

  const asked = encodeURIComponent(payloads[9] ?? "");
  const learn = `/learn/${course.slug}`;
  const teach = `/teach/courses/${course.courseId}`;
  const armed: string[] = [];
  const see = async (page: Page, paths: string[]) => {
    for (const path of paths) {
      await page.goto(path);
      await expect(page.getByRole("main")).toBeVisible();
      await page.waitForLoadState("networkidle");
      armed.push(...(await page.evaluate(findArmed)).map((what) => `${what} on ${path}`));
    }
  };
  await Promise.all([
    see(teacher, [
      report,
      "/teach",
      teach,
      `${teach}/details`,
      `${teach}/roster`,
      `${teach}?lesson=${course.lessonId}`,
      `/teach/courses/${made.courseId}?lesson=${importedLesson}`,
    ]),
    see(student, [
      `/courses/${course.slug}`,
      learn,
      `${learn}/${course.lessonId}`,
      "/learn",
      "/notifications",
      `/search?q=${asked}`,
      `/courses?category=${asked}&sort=${asked}`,
      `/sign-in?next=${asked}`,
    ]),
    see(admin, [
      `/courses/${course.slug}/preview/${course.lessonId}`,
      "/admin/users",
      "/admin/audit",
      "/admin/enrollments",
      "/admin",
      "/admin/mail",
      "/_svc/mail/outbox",
    ]),
  ]);
  expect([...traps.flat(), ...armed]).toEqual([]);

  // Nor does a word without an end make a page wider than a phone.
  await student.setViewportSize({ width: 320, height: 640 });
  const widths: string[] = [];
  const shown = ["/", "/courses", `/courses/${course.slug}`];
  for (const path of shown) {
    await student.goto(path);
    await expect(student.getByRole("heading", { level: 1 }).first()).toBeVisible();
    await expect(student.locator(".animate-breathe")).toHaveCount(0);
    widths.push(`${path} ${await student.evaluate(() => document.documentElement.scrollWidth)}`);
  }
  expect(widths).toEqual(shown.map((path) => `${path} 320`));
});
