import { gzipSync } from "node:zlib";
import { expect, test, type Page } from "@playwright/test";
import { enterAs } from "./people";

const drop = async (page: Page, name: string, buffer: Buffer) => {
  await enterAs(page, "Instructor");
  await page.goto("/teach/imports");
  await page.locator("input[type=file]").setInputFiles({ name, mimeType: "application/gzip", buffer });
};

test("a file of another kind is refused before it is sent", async ({ page }) => {
  await drop(page, "holiday.jpg", Buffer.from("not a course"));
  await expect(page.getByText(/is not a course from Open edX/)).toBeVisible();
  await expect(page).toHaveURL(/\/teach\/imports$/);
});

test("a file that is no archive ends with a sentence, and leaves no course behind", async ({ page }) => {
  await drop(page, "course.tar.gz", Buffer.from("this is not an archive at all"));
  await expect(page).toHaveURL(/\/teach\/imports\/\w+/);
  await expect(page.getByText("This could not be imported")).toBeVisible();
  await expect(page.getByText("Nothing of it is left behind.")).toBeVisible();
  await page.getByRole("link", { name: "Import another file" }).click();
  await expect(page.getByRole("row").filter({ hasText: "course.tar.gz" }).first()).toContainText("Failed");
});

test("an archive that is cut short is told from one that is none", async ({ page }) => {
  const whole = gzipSync(Buffer.alloc(64 * 1024, "course"));
  await drop(page, "short.tar.gz", whole.subarray(0, Math.floor(whole.length / 2)));
  await expect(page.getByText("This could not be imported")).toBeVisible();
});
