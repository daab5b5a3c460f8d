import { existsSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { enterAs, openBrowser, signUp } from "./people";
import { servicesProcess } from "./services-process";

const archive = "../shared/data/open-edx-demo-course.tar.gz";
const title = "Open edX Demo Course";

test.describe.configure({ mode: "serial" });

/** The address of the imported course, from its page as its author sees it. */
let courseId = "";

test.describe("a real course, from its file to its students", () => {
  test.skip(!existsSync(archive), "the real course is not on this machine (../shared/data)");
  test.setTimeout(300_000);

  test("an instructor drops an Open edX course and gets all of it, with a report", async ({ page }) => {
    await enterAs(page, "Instructor");
    await bringIn(page);
    await page.getByRole("link", { name: "Open the course" }).click();
    await expect(page).toHaveURL(/\/teach\/courses\/\w+/);
    courseId = /\/teach\/courses\/(\w+)/.exec(page.url())?.[1] ?? "";
    await expect(page.getByText("Module 1: Dive into the Open edX® platform!").first()).toBeVisible();
    await expect(page.getByRole("treeitem", { level: 1 })).toHaveCount(6);
    await page.goto("/teach");
    await expect(page.getByText("58 lessons")).toBeVisible();
  });

  test("the same file again updates the course in place and doubles nothing", async ({ page }) => {
    await enterAs(page, "Instructor");
    await bringIn(page);
    await expect(page.getByText(/brought up to date in place/)).toBeVisible();
    await page.goto(`/teach/courses/${courseId}`);
    await expect(page.getByRole("treeitem", { level: 1 })).toHaveCount(6);
    await page.goto("/teach");
    await expect(page.getByText("58 lessons")).toHaveCount(1);
    await expect(page.getByText(title, { exact: true })).toHaveCount(1);
  });

  test("published, it appears on a shelf that was open all along, and a student and an admin see each other's acts", async ({
    page,
    browser,
  }) => {
    const student = await openBrowser(browser);
    const { name, email } = await signUp(student, "Linnet Freshman");
    await student.goto("/courses");
    await expect(student.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(student.getByRole("link", { name: title })).toHaveCount(0);

    await enterAs(page, "Instructor");
    await page.goto(`/teach/courses/${courseId}/details`);
    const summary = page.getByLabel("Summary");
    await expect(summary).toBeVisible();
    await summary.fill("What a course on Open edX can hold, shown by one.");
    await page.getByRole("button", { name: /^Save/ }).click();
    await page.getByRole("button", { name: "Publish" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
    // No reload: the shelf is live.
    await expect(student.getByText(title).first()).toBeVisible();

    await student.getByText(title).first().click();
    await student.getByRole("button", { name: "Enrol and start" }).first().click();
    await expect(student).toHaveURL(/\/learn\/[\w-]+\/\w+/);

    const admin = await openBrowser(browser);
    await enterAs(admin, "Admin");
    await admin.goto("/admin/enrollments");
    const row = admin.getByRole("row").filter({ hasText: name }).filter({ hasText: title });
    await expect(row).toBeVisible();
    await student.getByRole("button", { name: "Complete and continue" }).click();
    await expect(row).toContainText("1%");

    // The end of the services' process loses nothing that was acknowledged.
    process.kill(servicesProcess(), "SIGKILL");
    await expect(student.getByText(/Reconnecting/)).toBeVisible();
    await expect(student.getByText(/Reconnecting/)).toBeHidden({ timeout: 60_000 });
    await student.getByRole("button", { name: "Mark as complete" }).click();
    await expect(row).toContainText("3%", { timeout: 60_000 });
    await student.reload();
    await expect(student.getByText("3%").first()).toBeVisible();
    expect(email).toContain("@");
    await student.context().close();
    await admin.context().close();
  });
});

async function bringIn(page: Page): Promise<void> {
  await page.goto("/teach/imports");
  await page.locator("input[type=file]").setInputFiles(archive);
  await expect(page).toHaveURL(/\/teach\/imports\/\w+/, { timeout: 60_000 });
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole("link", { name: "Open the course" })).toBeVisible({ timeout: 180_000 });
}

test("a role that changes, changes the open screens of that person", async ({ page, browser }) => {
  const person = await openBrowser(browser);
  const { email } = await signUp(person, "Dunnock Riser");
  await person.goto("/learn");
  await expect(
    person.getByRole("link", { name: "Teaching" }).or(person.getByRole("link", { name: "Teach" })),
  ).toHaveCount(0);
  await enterAs(page, "Admin");
  await page.goto(`/admin/users?search=${encodeURIComponent(email)}`);
  await page.getByText("Dunnock Riser").first().click();
  await page.getByRole("radio", { name: /^Instructor/ }).click();
  await expect(person.getByRole("link", { name: /Teach/ }).first()).toBeVisible();
  await person.context().close();
});
