import { AxeBuilder } from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { addModule, newCourse } from "./courses";
import { codeFor, enterAs, lettersTo, newAddress, openBrowser, password } from "./people";

const dialog = (page: Page) => page.getByRole("dialog", { name: "Add someone to the staff" });

async function addToStaff(page: Page, email: string, part: "Editor" | "Grader"): Promise<void> {
  await page.getByRole("button", { name: "Add someone" }).click();
  await dialog(page).getByLabel("E-mail address").fill(email);
  await dialog(page)
    .getByRole("radio", { name: new RegExp(`^${part}`) })
    .check();
  await dialog(page).getByRole("button", { name: "Add", exact: true }).click();
}

test("an owner invites a helper, who comes by the letter, edits, becomes a grader and is taken off, all live", async ({
  page,
  browser,
}) => {
  const email = newAddress();
  await page.setViewportSize({ width: 1440, height: 900 });
  await enterAs(page, "Instructor");
  await newCourse(page, "Many hands");
  const builder = new URL(page.url()).pathname;
  await addModule(page, "Rope", "First knot");
  await page.getByRole("link", { name: "Staff", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Staff" })).toBeVisible();
  await addToStaff(page, "nobody@", "Editor");
  await expect(dialog(page).getByText("Give an address such as name@example.com.")).toBeVisible();
  await dialog(page).getByLabel("E-mail address").fill(email);
  await dialog(page).getByRole("button", { name: "Add", exact: true }).click();
  await expect(dialog(page)).toBeHidden();
  await expect(page.getByRole("listitem").filter({ hasText: email })).toContainText("Editor");
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);

  const helper = await openBrowser(browser);
  await helper.setViewportSize({ width: 1440, height: 900 });
  let link = "";
  await expect
    .poll(async () => {
      const [letter] = await lettersTo(helper, email);
      link = /\/sign-up\?email=[^\s"<&)]+/.exec(letter?.text ?? "")?.[0] ?? "";
      return letter?.text ?? "";
    })
    .toContain("“Many hands” waits for you there: you will be an editor of the course");
  await helper.goto(link);
  await helper.getByLabel("Your name").fill("Nia Helper");
  await helper.getByLabel("Password", { exact: true }).fill(password);
  await helper.getByRole("button", { name: "Create account" }).click();
  await helper.getByLabel("Code").fill(await codeFor(helper, email));
  await expect(helper.getByRole("link", { name: "Teach", exact: true })).toBeVisible();
  const row = page.getByRole("row").filter({ hasText: "Nia Helper" });
  await expect(row).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: email })).toHaveCount(0);

  await helper.goto("/teach");
  await helper
    .getByRole("link", { name: /Many hands/ })
    .first()
    .click();
  await expect(helper.getByRole("button", { name: "Publish" })).toBeVisible();
  await row.getByLabel("Part of Nia Helper").selectOption("grader");
  await expect(helper.getByRole("button", { name: "Publish" })).toBeHidden();
  await expect
    .poll(async () => (await lettersTo(helper, email))[0]?.subject)
    .toContain("asks you to help with “Many hands”");

  await row.getByRole("button", { name: "Remove Nia Helper" }).click();
  await expect(
    helper.getByText("This is for the people who teach this course. Ask its owner to add you.").first(),
  ).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(row).toBeVisible();
  await helper.goto(builder);
  await expect(helper.getByRole("heading", { name: "Many hands" })).toBeVisible();
});

test("a student of the school is not made staff, and the owner is told whom to ask", async ({ page, browser }) => {
  await enterAs(page, "Instructor");
  await newCourse(page, "Few hands");
  await page.getByRole("link", { name: "Staff", exact: true }).click();
  const student = await openBrowser(browser);
  await enterAs(student, "Student");
  await student.goto("/account");
  const address = (await student.getByText(/@/).first().textContent()) ?? "";
  await addToStaff(page, /[\w.+-]+@[\w.-]+/.exec(address)?.[0] ?? "", "Grader");
  await expect(dialog(page).getByText(/cannot be on a course’s staff as it is. Ask an administrator/)).toBeVisible();
});
