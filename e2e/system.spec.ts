import { expect, test } from "@playwright/test";
import { enterAs, openBrowser } from "./people";

test("an admin sees every part of the school answer, and asks them again by hand", async ({ page, browser }) => {
  await enterAs(page, "Admin");
  await page.goto("/admin");
  await page.getByRole("navigation", { name: "Work" }).getByRole("link", { name: "System" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "System" })).toBeVisible();
  // Another admin's screen shows the same, without being asked.
  const other = await openBrowser(browser);
  await enterAs(other, "Admin");
  await other.goto("/admin/system");
  await page.getByRole("button", { name: "Check now" }).click();
  for (const screen of [page, other]) {
    await expect(screen.getByRole("status").filter({ hasText: "Everything answers." })).toBeVisible();
    await expect(screen.getByText(/^Answers in/)).toHaveCount(5);
    await expect(screen.getByText("Embedded", { exact: true })).toHaveCount(5);
  }
  await other.context().close();
});

test("what to do to use a vendor is told in a panel, by keyboard as well", async ({ page }) => {
  await enterAs(page, "Admin");
  await page.goto("/admin/system");
  const use = page.getByRole("button", { name: "Use Clerk instead" });
  await use.focus();
  await page.keyboard.press("Enter");
  const panel = page.getByRole("dialog", { name: "Use Clerk" });
  await expect(panel.getByText("CLERK_SECRET_KEY")).toBeVisible();
  await expect(panel.getByText(/\/webhooks\/identity/)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
  await expect(use).toBeFocused();
});

test("nobody but an admin sees the system", async ({ page }) => {
  await enterAs(page, "Instructor");
  await page.goto("/admin/system");
  await expect(page.getByText("This page is not open to you")).toBeVisible();
});
