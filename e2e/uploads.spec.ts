import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { addModule, newCourse, publish } from "./courses";
import { enterAs, openBrowser, signUp } from "./people";

const fixture = (name: string) => `e2e/fixtures/${name}`;
const text = (name: string, mimeType: string, body: string) => ({ name, mimeType, buffer: Buffer.from(body) });
const pdf = text(
  "observing-plan.pdf",
  "application/pdf",
  "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
);
/** Opens the place for a new block of a kind at the end of the lesson. */
async function offer(page: Page, kind: string, heading: string): Promise<void> {
  await page.getByRole("button", { name: "Add something else" }).click();
  await page.getByRole("combobox", { name: "What do you need?" }).fill(kind);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: heading })).toBeVisible();
}

const settings = (page: Page) => page.getByRole("region", { name: "Settings of the block" });
const chooser = (page: Page, label: RegExp) => page.getByLabel(label).and(page.locator("input[type=file]"));
const saved = (page: Page) => expect(page.getByText(/^Saved \d\d:\d\d$/).first()).toBeVisible();

test("an author puts a picture, a file and a cover into a course, and a student gets them all", async ({
  page,
  browser,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await enterAs(page, "Instructor");
  await newCourse(page, "The turning sky");
  const builder = page.url();
  await addModule(page, "Evenings", "Dusk");

  await offer(page, "picture", "A picture");
  await chooser(page, /Drop a picture here/).setInputFiles(fixture("dusk.jpg"));
  await settings(page).getByLabel("Text for those who cannot see it").fill("A sky that goes from blue to gold");
  await settings(page).getByLabel("Caption").fill("Ten minutes after sunset");
  await expect(page.getByRole("img", { name: "A sky that goes from blue to gold" })).toBeVisible();
  await saved(page);

  await offer(page, "file", "A file");
  await chooser(page, /Drop a file here/).setInputFiles(pdf);
  await settings(page).getByLabel("Title").fill("Plan for one evening");
  await saved(page);

  await page.getByRole("link", { name: "Details" }).click();
  await chooser(page, /picture/i).setInputFiles(fixture("dusk.jpg"));
  await expect(page.getByRole("button", { name: "Use the drawing" })).toBeVisible();
  await publish(page, "Look up for one evening.");

  const student = await openBrowser(browser);
  await signUp(student, "Avocet Stargazer");
  await student.goto("/courses");
  await expect(
    student
      .getByRole("link", { name: /The turning sky/ })
      .locator("xpath=ancestor-or-self::*[.//img][1]//img")
      .first(),
  ).toHaveJSProperty("naturalWidth", 640);
  await student
    .getByRole("link", { name: /The turning sky/ })
    .first()
    .click();
  await student
    .getByRole("button", { name: /Enrol|Start/ })
    .first()
    .click();
  await expect(student.getByRole("heading", { level: 1, name: "Dusk" })).toBeVisible();

  const picture = student.getByRole("img", { name: "A sky that goes from blue to gold" });
  await expect(picture).toHaveJSProperty("naturalWidth", 640);
  await expect(student.getByText("Ten minutes after sunset")).toBeVisible();

  const download = student.waitForEvent("download");
  await student.getByRole("link", { name: /Plan for one evening/ }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("observing-plan.pdf");
  expect(await readFile(await file.path())).toEqual(pdf.buffer);
  await student.context().close();
  await page.goto(builder);
});

test("an upload tells how far it is, and can be stopped without a trace", async ({ page, context }) => {
  await enterAs(page, "Instructor");
  await newCourse(page, "Slow line");
  await addModule(page, "Evenings", "Dusk");
  await offer(page, "file", "A file");
  const line = await context.newCDPSession(page);
  const speed = (uploadThroughput: number) =>
    line.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput,
    });
  await speed(100_000);
  await chooser(page, /Drop a file here/).setInputFiles({
    name: "long-night.zip",
    mimeType: "application/zip",
    buffer: Buffer.alloc(20_000_000),
  });
  const progress = page.getByRole("progressbar", { name: "How much of long-night.zip has been sent" });
  await expect(progress).toHaveAttribute("aria-valuenow", /^[1-9]\d?$/);
  await expect(page.getByText(/^Sending long-night.zip: \d+%$/)).toBeVisible();
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(progress).toBeHidden();
  await expect(page.getByRole("article").getByRole("alert")).toHaveCount(0);
  await speed(-1);
  await page.reload();
  await expect(page.getByText("An empty page")).toBeVisible();
});

test("a file of a wrong kind and one that is too large are refused in words, before anything is sent", async ({
  page,
}) => {
  await enterAs(page, "Instructor");
  await newCourse(page, "Wrong files");
  await addModule(page, "Evenings", "Dusk");
  const sent: string[] = [];
  page.on("request", (request) => request.url().includes("/api/storage/upload") && sent.push(request.url()));
  const folder = mkdtempSync(join(tmpdir(), "doctrina-uploads-"));
  try {
    const large = join(folder, "whole-night.zip");
    writeFileSync(large, "");
    truncateSync(large, 200 * 1024 * 1024 + 1);

    await offer(page, "picture", "A picture");
    await chooser(page, /Drop a picture here/).setInputFiles(pdf);
    await expect(page.getByText("This is not a kind of file that can stand here.")).toBeVisible();
    await page.getByRole("button", { name: "Cancel" }).click();

    await offer(page, "file", "A file");
    await chooser(page, /Drop a file here/).setInputFiles(large);
    await expect(page.getByText("This file is too large. A course takes files up to 200 MB.")).toBeVisible();
    await chooser(page, /Drop a file here/).setInputFiles(text("setup.exe", "application/octet-stream", "MZ"));
    await expect(page.getByText("This is not a kind of file that can stand here.")).toBeVisible();
    expect(sent).toEqual([]);
    await chooser(page, /Drop a file here/).setInputFiles(pdf);
    await expect(settings(page).getByLabel("Title")).toHaveValue("observing-plan");
    expect(sent).toHaveLength(1);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const tells = `document.documentElement.dataset.ran = "yes"; document.title = "ran";
  try { localStorage.setItem("stolen", "yes"); } catch (error) { document.title = "ran alone"; }
  try { fetch("/_svc/identity/api/auth/get-session").then(() => { document.title = "ran and reached the school"; }, () => {}); } catch (error) {}`;

test("a drawing or a page that an author uploads never runs on the school's own origin", async ({ page, context }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await enterAs(page, "Instructor");
  await newCourse(page, "Hostile files");
  await addModule(page, "Evenings", "Dusk");
  await offer(page, "picture", "A picture");
  await chooser(page, /Drop a picture here/).setInputFiles(
    text(
      "orbit.svg",
      "image/svg+xml",
      `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"><rect width="300" height="200" fill="#345"/><script>${tells.replace(/&/g, "&amp;").replace(/</g, "&lt;")}</script></svg>`,
    ),
  );
  await settings(page).getByLabel("Text for those who cannot see it").fill("An orbit");
  const drawing = page.getByRole("img", { name: "An orbit" });
  await expect(drawing).toHaveJSProperty("naturalWidth", 300);
  await saved(page);
  const svg = await drawing.getAttribute("src");

  await offer(page, "interactive", "An interactive page");
  await chooser(page, /Drop an HTML file here/).setInputFiles(
    text("orbit.html", "text/html", `<!doctype html><title>quiet</title><p>Orbit</p><script>${tells}</script>`),
  );
  const frame = page.locator("article iframe");
  await expect(frame.contentFrame().getByText("Orbit")).toBeVisible();
  await expect(frame).toHaveAttribute("sandbox", "allow-scripts");
  const html = await frame.getAttribute("src");
  await saved(page);

  for (const address of [svg, html]) {
    const alone = await context.newPage();
    await alone.goto(new URL(address ?? "", page.url()).href);
    await expect.poll(() => alone.evaluate(() => self.origin)).toBe("null");
    await expect(alone).not.toHaveTitle("ran and reached the school");
    await alone.close();
  }
  expect(await page.evaluate(() => localStorage.getItem("stolen"))).toBeNull();
});
