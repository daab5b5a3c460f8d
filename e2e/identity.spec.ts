import { expect, test, type APIRequestContext, type Browser, type Page } from "@playwright/test";

const PASSWORD = "a quiet reading room";

let count = 0;
const newAddress = () => `reader-${Date.now()}-${(count += 1)}@example.com`;

/** The newest code that the school's outbox holds for an address, once one newer than `before` is there. */
async function codeFor(request: APIRequestContext, email: string, before = 0): Promise<string> {
  let code = "";
  await expect(async () => {
    const answer = await request.get(`/_svc/mail/outbox.json?to=${encodeURIComponent(email)}`);
    const { mails } = (await answer.json()) as { mails: { text: string }[] };
    // Other letters carry no code.
    const codes = mails.flatMap(({ text }) => /\b\d{6}\b/.exec(text)?.[0] ?? []);
    expect(codes.length).toBeGreaterThan(before);
    code = codes[0] ?? "";
  }).toPass();
  return code;
}

async function signUp(page: Page, email: string) {
  await page.goto("/sign-up");
  const form = page.getByRole("main");
  await form.getByLabel("Your name").fill("Ada Finch");
  await form.getByLabel("E-mail address").fill(email);
  await form.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await form.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Check your mail" })).toBeVisible();
  await page.getByLabel("Code").fill(await codeFor(page.request, email));
  await expect(page).toHaveURL(/\/learn$/);
}

async function signIn(page: Page, email: string, password: string) {
  await page.goto("/sign-in");
  const form = page.getByRole("main");
  await form.getByLabel("E-mail address").fill(email);
  await form.getByLabel("Password", { exact: true }).fill(password);
  await form.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function signOut(page: Page) {
  await page.getByRole("button", { name: /^Account of|Ada Finch/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("banner").getByRole("link", { name: "Sign in" })).toBeVisible();
}

async function newPage(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

test("an account is started with a code, left, and entered again with its password", async ({ page }) => {
  const email = newAddress();
  await signUp(page, email);
  await signOut(page);
  await signIn(page, email, "the wrong password");
  await expect(page.getByRole("main").getByRole("alert")).toContainText("do not belong together");
  await signIn(page, email, PASSWORD);
  await expect(page).toHaveURL(/\/learn$/);
});

test("a very long name is kept as far as the school can keep it, and not called missing", async ({ page }) => {
  await page.goto("/sign-up");
  await page.getByLabel("Your name").focus();
  await page.keyboard.insertText("C".repeat(130));
  await expect(page.getByLabel("Your name")).toHaveValue("C".repeat(100));
  await page.getByLabel("E-mail address").fill(newAddress());
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByLabel("Code")).toBeVisible();
});

test("a wrong code is refused in words and the right one still works", async ({ page }) => {
  const email = newAddress();
  await page.goto("/sign-up");
  const form = page.getByRole("main");
  await form.getByRole("button", { name: "Create account" }).click();
  await expect(form.getByRole("alert")).toHaveCount(3);
  await form.getByLabel("Your name").fill("Ada Finch");
  await form.getByLabel("E-mail address").fill(email);
  await form.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await form.getByRole("button", { name: "Create account" }).click();
  const right = await codeFor(page.request, email);
  await page.getByLabel("Code").fill(right === "000000" ? "000001" : "000000");
  await expect(form.getByRole("alert")).toContainText("That is not the code");
  await page.getByLabel("Code").fill(right);
  await expect(page).toHaveURL(/\/learn$/);
});

test("a forgotten password is replaced by mail, and every other browser is signed out", async ({ page, browser }) => {
  const email = newAddress();
  await signUp(page, email);
  const elsewhere = await newPage(browser);
  await elsewhere.goto("/reset");
  const form = elsewhere.getByRole("main");
  await form.getByLabel("E-mail address").fill(email);
  await form.getByRole("button", { name: "Send the code" }).click();
  await form.getByLabel("Code").fill(await codeFor(page.request, email, 1));
  await form.getByLabel("New password").fill("another quiet reading room");
  await form.getByRole("button", { name: "Set the new password" }).click();
  await expect(elsewhere).toHaveURL(/\/learn$/);
  await page.reload();
  await expect(page.getByRole("banner").getByRole("link", { name: "Sign in" })).toBeVisible();
});

test("someone who was on the way to a page is there after signing in, and never led away from the school", async ({
  page,
}) => {
  await page.goto("/sign-in?next=%2Fnotifications");
  await page.getByRole("button", { name: /^Sign in as Wren/ }).click();
  await expect(page).toHaveURL(/\/notifications$/);
  await page.goto("/sign-in?next=%2F%2Fevil.example");
  await expect(page).toHaveURL(/\/learn$/);
});

test("a session that is ended from another browser is over", async ({ page, browser }) => {
  const email = newAddress();
  await signUp(page, email);
  const other = await newPage(browser);
  await signIn(other, email, PASSWORD);
  await expect(other).toHaveURL(/\/learn$/);
  await page.goto("/account");
  await page.getByRole("button", { name: "Sign out everywhere else" }).click();
  await expect(page.getByText("You are signed in nowhere else.")).toBeVisible();
  await other.reload();
  await expect(other.getByRole("banner").getByRole("link", { name: "Sign in" })).toBeVisible();
});

test("an account is deleted with its password, and is gone", async ({ page }) => {
  const email = newAddress();
  await signUp(page, email);
  await page.goto("/account");
  await page.getByRole("button", { name: "Delete account…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Your password").fill(PASSWORD);
  await dialog.getByRole("button", { name: "Delete for good" }).click();
  await expect(page.getByRole("banner").getByRole("link", { name: "Sign in" })).toBeVisible();
  await signIn(page, email, PASSWORD);
  await expect(page.getByRole("main").getByRole("alert")).toContainText("do not belong together");
});
