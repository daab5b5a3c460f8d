import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { codeFor, enterAs, lettersTo, newAddress, openBrowser, password } from "./people";

test("someone who is invited signs up by the mail's link and is an instructor, and the list knows at once", async ({
  page,
  browser,
}) => {
  const email = newAddress();
  await enterAs(page, "Admin");
  await page.goto("/admin/users");
  await page.getByRole("button", { name: "Invite people" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite people" });
  await dialog.getByLabel("E-mail addresses").fill(`Nia New <${email}>, nobody@`);
  await dialog.getByRole("radio", { name: /^Instructor/ }).check();
  await dialog.getByRole("button", { name: /^Send/ }).click();
  await expect(dialog.getByText("This is not an address: nobody@")).toBeVisible();
  await dialog.getByLabel("E-mail addresses").fill(`Nia New <${email}>`);
  await dialog.getByRole("button", { name: "Send the invitation" }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole("link", { name: "Invitations" }).click();
  const row = page.getByRole("row").filter({ hasText: email });
  await expect(row).toContainText("Waiting");
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);

  const nia = await openBrowser(browser);
  let link = "";
  await expect
    .poll(async () => {
      const [letter] = await lettersTo(nia, email);
      link = /\/sign-up\?email=[^\s"<&)]+/.exec(letter?.text ?? "")?.[0] ?? "";
      return link;
    })
    .toContain(encodeURIComponent(email));
  await nia.goto(link);
  await expect(nia.getByLabel("E-mail address")).toHaveValue(email);
  await nia.getByLabel("Your name").fill("Nia New");
  await nia.getByLabel("Password", { exact: true }).fill(password);
  await nia.getByRole("button", { name: "Create account" }).click();
  await nia.getByLabel("Code").fill(await codeFor(nia, email));
  await expect(nia.getByRole("link", { name: "Teach", exact: true })).toBeVisible();
  await expect(row).toContainText("Accepted");

  await page.getByRole("button", { name: "Invite people" }).click();
  await dialog.getByLabel("E-mail addresses").fill(email);
  await dialog.getByRole("button", { name: "Send the invitation" }).click();
  await expect(dialog.getByText("Is at the school already, as an instructor.")).toBeVisible();
  await dialog.getByRole("button", { name: "Make them a student" }).click();
  await expect(nia.getByRole("link", { name: "Teach", exact: true })).toBeHidden();
});

test("an invitation is taken back with undo", async ({ page }) => {
  const email = newAddress();
  await enterAs(page, "Admin");
  await page.goto("/admin/users/invitations");
  await page.getByRole("button", { name: "Invite people" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Invite people" });
  await dialog.getByLabel("E-mail addresses").fill(email);
  await dialog.getByRole("button", { name: "Send the invitation" }).click();
  const row = page.getByRole("row").filter({ hasText: email });
  await row.getByRole("button").click();
  await page.getByRole("menuitem", { name: "Take back" }).click();
  await expect(row).toContainText("Taken back");
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(row).toContainText("Waiting");
});
