import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { enterAs, openBrowser, signUp } from "./people";

test("an admin enrols, completes and withdraws someone, and each act is in the log", async ({ page, browser }) => {
  const student = await openBrowser(browser);
  const { name, email } = await signUp(student, "Siskin Granted");
  await enterAs(page, "Admin");
  await page.goto("/admin/enrollments");
  await page.getByRole("button", { name: "Enrol someone" }).first().click();
  await expect(page.getByRole("combobox", { name: "Person" })).toBeFocused();
  await page.keyboard.type(email);
  await page.getByRole("option", { name: new RegExp(name) }).click();
  await page.keyboard.type("First aid");
  await page.getByRole("option", { name: /First aid/ }).click();
  await page.getByRole("button", { name: "Enrol", exact: true }).click();
  const row = page.getByRole("row").filter({ hasText: name });
  await expect(row).toContainText("Learning");
  await student.goto("/learn");
  await expect(student.getByText(/First aid/).first()).toBeVisible();

  await row.getByRole("button", { name: /^Acts for/ }).click();
  await page.getByRole("menuitem", { name: "Declare finished" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Declare finished" }).click();
  await expect(row).toContainText("Finished");
  await row.getByRole("button", { name: /^Acts for/ }).click();
  await page.getByRole("menuitem", { name: "Withdraw" }).click();
  await expect(row).toContainText("Withdrawn");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row).not.toContainText("Withdrawn");

  await page.goto("/admin/audit");
  for (const act of [/declared finished/, /withdrew/, /enrolled/]) {
    await expect(page.getByRole("row").filter({ hasText: act }).first()).toBeVisible();
  }
  await student.context().close();
});

test("a role changed in the panel opens the teaching room on screens that were open, and can be undone", async ({
  page,
  browser,
}) => {
  const person = await openBrowser(browser);
  const { name, email } = await signUp(person, "Wheatear Riser");
  await person.goto("/teach");
  await expect(person.getByText("This page is not open to you")).toBeVisible();
  await enterAs(page, "Admin");
  await page.goto(`/admin/users?search=${encodeURIComponent(email)}`);
  await page.getByRole("row").filter({ hasText: name }).click();
  await page.getByRole("radio", { name: /^Instructor/ }).click();
  await expect(person.getByRole("heading", { level: 1, name: "Courses" })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(person.getByText("This page is not open to you")).toBeVisible();
  await person.context().close();
});

test("the filters of the people live in the address", async ({ page }) => {
  await enterAs(page, "Admin");
  await page.goto("/admin/users");
  await page.getByLabel("Role").selectOption("instructor");
  await expect(page).toHaveURL(/role=instructor/);
  await page.reload();
  await expect(page.getByLabel("Role")).toHaveValue("instructor");
  await expect(page.getByRole("row").filter({ hasText: "Araminta Quill" })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "Wren Pocketwatch" })).toHaveCount(0);
});

test("nothing on the pages of administration stands in the way of assistive technology", async ({ page }) => {
  await enterAs(page, "Admin");
  for (const [path, landmark] of [
    ["/admin", "School"],
    ["/admin/users", "People"],
    ["/admin/enrollments", "Enrolments"],
    ["/admin/audit", "Audit log"],
    ["/teach/imports", "Imports"],
  ] as const) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1, name: landmark })).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [path, id, nodes.length])).toEqual([]);
  }
});
