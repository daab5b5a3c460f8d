import { expect, type Page } from "@playwright/test";

/** A course of one's own, so that no other test meets it. */
export async function newCourse(page: Page, title: string): Promise<void> {
  await page.goto("/teach");
  await page.getByRole("button", { name: "New course" }).first().click();
  await page.getByLabel("Title").fill(title);
  await page.getByRole("button", { name: "Start writing" }).click();
  await expect(page).toHaveURL(/\/teach\/courses\/\w+/);
}

/** Names the line that is being added: its field is open. */
export async function nameIt(page: Page, name: string): Promise<void> {
  const field = page.getByRole("textbox", { name: /^New name for/ });
  await expect(field).toBeFocused();
  await field.fill(name);
  await field.press("Enter");
  await expect(page.getByRole("treeitem", { name: new RegExp(`${name}$`) })).toBeFocused();
}

/** Adds the first module of an empty course, and its first lesson. */
export async function addModule(page: Page, module: string, lesson: string): Promise<void> {
  await page.getByRole("button", { name: "Add the first module" }).click();
  await nameIt(page, module);
  await page.getByRole("treeitem", { name: "Add the first lesson" }).click();
  await nameIt(page, lesson);
}

/** The lines of the outline being edited, in order. */
export const lines = (page: Page) =>
  page.getByRole("treeitem").evaluateAll((rows) => rows.map((row) => row.getAttribute("aria-label")));

/** Writes the summary that a course needs, and publishes it. */
export async function publish(page: Page, summary: string): Promise<void> {
  await page.getByRole("link", { name: "Details" }).click();
  await page.getByLabel("Summary").fill(summary);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Unsaved changes")).toBeHidden();
  await page.getByRole("button", { name: "Publish" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Published. Students can see it now.").first()).toBeVisible();
}
