import { expect, test, type Page } from "@playwright/test";
import { archiveOf } from "./archives";
import { lines } from "./courses";
import { enterAs, openBrowser } from "./people";

test.describe.configure({ timeout: 180_000 });

/** Large enough that a person can act while it arrives. */
const modules = 40;
const lessonsEach = 40;

const drop = async (page: Page, name: string, buffer: Buffer) => {
  await page.goto("/teach/imports");
  await page.locator("input[type=file]").setInputFiles({ name, mimeType: "application/gzip", buffer });
  await expect(page).toHaveURL(/\/teach\/imports\/\w+/);
};
/** The latest import of a file: the list begins with it. */
const row = (page: Page, name: string) =>
  page
    .getByRole("row")
    .filter({ has: page.getByRole("link", { name, exact: true }) })
    .first();

test("a new course whose import is stopped is taken away again, and the list says so", async ({ page }) => {
  await enterAs(page, "Instructor");
  await drop(page, "glaciers.tar.gz", archiveOf("GLACIERS", "Glaciers", modules, lessonsEach));
  const arriving = page.getByRole("region", { name: "Arriving now" });
  await expect(arriving.getByText("Module 1 of Glaciers")).toBeVisible();
  await page.getByRole("button", { name: "Stop the import" }).click();
  await expect(page.getByText("This import was stopped. Nothing of it is left behind.")).toBeVisible();
  await page.getByRole("link", { name: "Import another file" }).click();
  await expect(row(page, "glaciers.tar.gz")).toContainText("Stopped");
  await page.goto("/teach");
  await expect(page.getByRole("heading", { level: 1, name: "Courses" })).toBeVisible();
  await expect(page.getByRole("main").locator("a[href*='/teach/courses/']").first()).toBeVisible();
  await expect(page.getByRole("link", { name: "Glaciers" })).toHaveCount(0);
});

test("a course grows under the eyes of its author in two browsers, and keeps what it had when the import is stopped", async ({
  page,
  browser,
}) => {
  await enterAs(page, "Instructor");
  await drop(page, "rivers.tar.gz", archiveOf("RIVERS", "Rivers", 1, 2));
  await page.getByRole("link", { name: "Open the course", exact: true }).click();
  await expect(page.getByRole("treeitem", { name: "Lesson 1.2" })).toBeVisible();
  const builder = page.url();

  const watcher = await openBrowser(browser);
  await watcher.setViewportSize({ width: 1280, height: 4_000 });
  await enterAs(watcher, "Instructor");
  await watcher.goto(builder);
  await expect(watcher.getByRole("treeitem", { name: "Lesson 1.2" })).toBeVisible();
  expect(await lines(watcher)).toEqual(["Module 1: Module 1 of Rivers", "Section 1", "Lesson 1.1", "Lesson 1.2"]);

  await drop(page, "rivers-again.tar.gz", archiveOf("RIVERS", "Rivers", modules, lessonsEach));
  await expect(page).toHaveTitle(/^Rivers · /);
  const arriving = page.getByRole("region", { name: "Arriving now" });
  await expect(arriving.getByText("Module 2 of Rivers")).toBeVisible();
  await expect(arriving.getByRole("listitem").filter({ hasText: "Module 1 of Rivers" })).toContainText(
    `${lessonsEach} lessons`,
  );
  // The outline that was open all along has them too, with no reload.
  await expect(watcher.getByRole("treeitem", { name: "Lesson 1.40" })).toBeVisible();

  await page.getByRole("button", { name: "Stop the import" }).click();
  await expect(page.getByText("This import was stopped. What had arrived by then stays in the course.")).toBeVisible();
  await page.getByRole("link", { name: "Import another file" }).click();
  await expect(row(page, "rivers-again.tar.gz")).toContainText("Stopped");
  await expect(row(page, "rivers.tar.gz")).toContainText("Done");
  await page.goto(builder);
  await page.getByRole("treeitem", { name: "Lesson 1.1", exact: true }).click();
  await expect(page.getByText("What lesson 1.1 says.")).toBeVisible();
  await watcher.context().close();
});
