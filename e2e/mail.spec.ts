import { expect, test } from "@playwright/test";
import { enterAs, lettersTo, openBrowser, signUp } from "./people";

test("a newcomer gets letters, stops those about courses at a click, and takes it back", async ({ browser }) => {
  const page = await openBrowser(browser);
  const { email } = await signUp(page, "Letter Reader");
  const subjects = async () => (await lettersTo(page, email)).map(({ subject }) => subject);
  await expect.poll(subjects).toContain("Welcome to The Doctrina Demo School");

  await page.goto("/courses");
  await page.getByRole("main").locator("a[href^='/courses/']").first().click();
  await page
    .getByRole("button", { name: /^Enrol/ })
    .first()
    .click();
  await expect.poll(async () => (await subjects()).filter((one) => one.startsWith("You are in: "))).toHaveLength(1);

  const [letter] = (await lettersTo(page, email)).filter(({ subject }) => subject.startsWith("You are in: "));
  const oneClick = /<([^>]+)>/.exec(letter?.headers["List-Unsubscribe"] ?? "")?.[1] ?? "";
  expect(letter?.headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");

  // A program that looks the link up for a mailbox ends nothing.
  const stranger = await openBrowser(browser);
  expect((await stranger.request.get(oneClick)).status()).toBe(200);
  await page.goto("/account#letters");
  const choice = page.getByLabel("Mail about your courses");
  await expect(choice).toHaveValue("now");
  // The link in the letter is opened by someone who is not signed in.
  await stranger.goto(oneClick);
  await expect(stranger.getByRole("heading", { name: "You will get no more such letters" })).toBeVisible();
  await expect(choice).toHaveValue("off");
  await stranger.getByRole("button", { name: "Undo" }).click();
  await expect(stranger.getByRole("heading", { name: "You will get these letters again" })).toBeVisible();
  await expect(choice).toHaveValue("now");
  // What was taken up again stays so, also where the page is loaded again.
  await stranger.reload();
  await expect(stranger.getByRole("heading", { name: "You will get these letters again" })).toBeVisible();
  await expect(choice).toHaveValue("now");
  // The way back outlasts loading the page again.
  await stranger.getByRole("button", { name: "Stop them after all" }).click();
  await expect(choice).toHaveValue("off");
  await stranger.reload();
  await stranger.getByRole("button", { name: "Undo" }).click();
  await expect(choice).toHaveValue("now");

  // The mail program's own button posts, and nobody's session is with it.
  const answer = await stranger.request.post(oneClick, { form: { "List-Unsubscribe": "One-Click" } });
  expect(answer.status()).toBe(200);
  await expect(choice).toHaveValue("off");
  expect((await stranger.request.post(oneClick.replace(/.$/, "_"))).status()).toBe(403);
  for (const token of ["guess", "a".repeat(3_000)]) {
    await stranger.goto(`/unsubscribe?token=${token}`);
    await expect(stranger.getByText("This link is not one that the school made")).toBeVisible();
  }

  // A browser that runs no scripts has a button.
  await page.getByLabel("Mail about your courses").selectOption("now");
  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await plain.goto(oneClick);
  await expect(plain.getByRole("heading", { name: "No more such letters?" })).toBeVisible();
  await expect(plain.getByText("One moment")).toBeHidden();
  await plain.getByRole("button", { name: "Stop these letters" }).click();
  await expect(plain.getByRole("heading", { name: "You will get no more such letters" })).toBeVisible();
  await expect(choice).toHaveValue("off");
  await plain.goto("/unsubscribe?token=guess");
  await expect(plain.getByRole("heading", { name: "This link ends nothing" })).toBeVisible();
});

test("an address that bounces is seen by the admin and mended by its owner", async ({ browser }) => {
  const page = await openBrowser(browser);
  const email = `bounced+${Date.now()}@resend.dev`;
  await signUp(page, "Wrong Address", email);
  await page.goto("/account#letters");
  await expect(page.getByText(`Letters to ${email} come back`)).toBeVisible();

  const admin = await openBrowser(browser);
  await enterAs(admin, "Admin");
  await admin.goto("/admin/mail");
  await expect(admin.getByRole("region", { name: "Addresses that do not work" }).getByText(email)).toBeVisible();

  await page.getByRole("button", { name: "My address is right, try again" }).click();
  await expect(page.getByText(`Letters to ${email} come back`)).toBeHidden();
});

test("an admin looks at every letter and gets a test", async ({ browser }) => {
  const admin = await openBrowser(browser);
  await enterAs(admin, "Admin");
  await admin.goto("/admin/mail/letters");
  const letter = admin.frameLocator("iframe[title='The letter']");
  await expect(letter.getByRole("heading", { name: /^Welcome/ })).toBeVisible();
  await admin.getByRole("button", { name: "Receipt" }).click();
  await expect(letter.getByRole("cell", { name: "€40.00" })).toBeVisible();
  await admin.getByText("Text", { exact: true }).click();
  await expect(admin.getByText("Total: €40.00")).toBeVisible();
  await admin.getByRole("button", { name: "Send me a test" }).click();
  await expect(admin.getByText("A test is on its way")).toBeVisible();
  await admin.goto("/admin/mail");
  const row = admin.getByRole("row").filter({ hasText: "a test" }).first();
  await expect(row).toContainText("Receipt");
  await expect(row).toContainText("Delivered");

  // In the dark and on a phone: words that can be read on their button, and sums at the edge of their column.
  await admin.goto("/admin/mail/letters?letter=receipt&theme=dark&width=phone");
  await expect(admin.getByText("The school does not send this letter yet")).toBeVisible();
  await expect(letter.getByRole("link", { name: "See it in your account" })).toHaveCSS("color", "rgb(16, 32, 26)");
  await expect(letter.getByRole("cell", { name: "€40.00" })).toHaveCSS("padding-inline-end", "0px");
});
