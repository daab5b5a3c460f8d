import { expect, test } from "@playwright/test";
import { enterAs, openBrowser } from "./people";

test("the school's colour is on every open page and in its letters, and is taken back at a press", async ({
  browser,
}) => {
  const visitor = await openBrowser(browser);
  await visitor.goto("/courses");
  const accent = () => visitor.evaluate(() => document.documentElement.style.getPropertyValue("--accent"));
  const admin = await openBrowser(browser);
  await enterAs(admin, "Admin");
  await admin.goto("/admin/school");
  await admin.getByRole("textbox", { name: /^Colour/ }).fill("#7a1f3d");
  await admin.getByRole("button", { name: "Save" }).click();
  await expect(admin.getByText("Saved. Pages that are open have it already.")).toBeVisible();
  await expect.poll(accent).toBe("#7a1f3d");
  // The first paint is right as well: the page comes with it.
  expect(await (await visitor.request.get("/courses")).text()).toContain("--accent:#7a1f3d");
  await admin.goto("/admin/mail/letters?letter=welcome");
  const letter = admin.frameLocator("iframe[title='The letter']");
  await expect(letter.getByRole("link", { name: "Look at the courses" })).toHaveCSS("color", "rgb(255, 255, 255)");
  await expect(letter.locator(".button").first()).toHaveCSS("background-color", "rgb(122, 31, 61)");
  await admin.goto("/admin/school");
  await admin.getByRole("button", { name: "The house’s green" }).click();
  await admin.getByRole("button", { name: "Save" }).click();
  await expect.poll(accent).toBe("");
});
