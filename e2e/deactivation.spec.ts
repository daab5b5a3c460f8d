import { expect, test } from "@playwright/test";
import { enterAs, openBrowser, signUp } from "./people";

const sentence = /Your account has been deactivated by the school\. What you did here is kept\./;

test("a person whom an admin deactivates finds every open screen closed at once, and open again when reactivated", async ({
  page,
  browser,
}) => {
  const person = await openBrowser(browser);
  const { name, email } = await signUp(person, "Dunlin Suspended");
  await person.goto("/courses/first-steps-in-python");
  await person
    .getByRole("button", { name: /Enrol|Start/ })
    .first()
    .click();
  await expect(person.getByRole("button", { name: "Complete and continue" })).toBeVisible();
  const lesson = await person.getByRole("heading", { level: 1 }).textContent();
  const desk = await person.context().newPage();
  await desk.goto("/learn");
  await expect(desk.getByRole("heading", { level: 1 })).toContainText("Dunlin");
  const account = await person.context().newPage();
  await account.goto("/account");
  await expect(account.getByRole("heading", { level: 1 })).toBeVisible();

  await enterAs(page, "Admin");
  await page.goto(`/admin/users?search=${encodeURIComponent(email)}`);
  await page.getByRole("row").filter({ hasText: name }).click();
  await page.getByRole("button", { name: "Deactivate", exact: true }).click();
  await expect(page.getByRole("dialog").getByText("Deactivated", { exact: true })).toBeVisible();
  // No reload on any of them.
  for (const screen of [person, desk, account]) {
    await expect(screen.getByText(sentence)).toBeVisible();
    await expect(screen.getByRole("button", { name: "Sign out" }).first()).toBeVisible();
  }
  await expect(person.getByRole("button", { name: "Complete and continue" })).toHaveCount(0);

  await page.getByRole("button", { name: "Reactivate", exact: true }).click();
  await expect(person.getByRole("heading", { level: 1 })).toHaveText(lesson ?? "");
  await expect(person.getByRole("button", { name: "Complete and continue" })).toBeVisible();
  await expect(desk.getByRole("heading", { level: 1 })).toContainText("Dunlin");
  await expect(desk.getByText("First steps in Python").first()).toBeVisible();
  await expect(account.getByText(sentence)).toBeHidden();
  await person.getByRole("button", { name: "Complete and continue" }).click();
  await expect(person.getByText("Completed").first()).toBeAttached();
  await person.context().close();
});
