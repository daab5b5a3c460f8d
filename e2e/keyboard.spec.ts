import { AxeBuilder } from "@axe-core/playwright";
import { expect, test, type Locator, type Page } from "@playwright/test";
import { enterAs, openBrowser, signUp } from "./people";

/** Presses Tab until a control has the focus; a control that Tab never reaches fails the test. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeVisible();
  for (let presses = 0; presses < 150; presses++) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("Tab does not reach it");
}
async function pressOn(page: Page, control: Locator, key = "Enter"): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.press(key);
}

test("a student enrols, answers, completes and goes on without touching a mouse", async ({ page }) => {
  await signUp(page, "Dipper Keyboard");
  await page.goto("/courses/reading-the-night-sky");
  await pressOn(
    page,
    page
      .getByRole("main")
      .getByRole("button", { name: /Enrol|Start/ })
      .first(),
  );
  await expect(page).toHaveURL(/\/learn\/reading-the-night-sky\/\w+/);
  const outline = page.getByRole("navigation", { name: "Course outline" }).first();
  await pressOn(page, outline.getByRole("link", { name: /Winter: Orion/ }));
  await expect(page.getByRole("heading", { level: 1, name: /Winter: Orion/ })).toBeVisible();
  await tabTo(page, page.getByRole("main").getByRole("radio").first());
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await pressOn(page, page.getByRole("main").getByRole("button", { name: "Check" }).first());
  await expect(page.getByText(/^(Right|Correct|Not quite|Wrong)/).first()).toBeVisible();
  await pressOn(page, page.getByRole("button", { name: "Complete and continue" }));
  await expect(page.getByRole("heading", { level: 1, name: /Winter: Orion/ })).toBeHidden();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("an admin changes a role without touching a mouse", async ({ page, browser }) => {
  const person = await openBrowser(browser);
  const { name, email } = await signUp(person, "Curlew Keyboard");
  await person.goto("/teach");
  await expect(person.getByText("This page is not open to you")).toBeVisible();
  await enterAs(page, "Admin");
  await page.goto("/admin/users");
  await expect(page.getByRole("row").nth(1)).toBeVisible();
  await page.keyboard.press("/");
  await page.keyboard.type(email);
  await expect(page.getByRole("row").filter({ hasText: "@" })).toHaveCount(1);
  await pressOn(page, page.getByRole("row").filter({ hasText: name }));
  await tabTo(page, page.getByRole("radio", { name: /^Student/ }));
  await page.keyboard.press("ArrowDown");
  await expect(person.getByRole("heading", { level: 1, name: "Courses" })).toBeVisible();
  await person.context().close();
});

test("? lists the keys of the screen, and what it lists works", async ({ page }) => {
  await enterAs(page, "Student");
  await page.goto("/learn/reading-the-night-sky");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const before = page.url();
  await page.keyboard.press("?");
  const list = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(list.getByRole("region", { name: "Lesson" })).toContainText("Next lesson");
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();
  await page.keyboard.press("p");
  await expect(page).not.toHaveURL(before);
  await page.goto("/teach");
  await page.keyboard.press("?");
  await expect(list.getByRole("region", { name: "Lesson" })).toBeHidden();
});
