import { expect, type Browser, type Page } from "@playwright/test";

/** A person at their own browser. */
export async function openBrowser(browser: Browser): Promise<Page> {
  const context = await browser.newContext();
  return context.newPage();
}

/** Enters as one of the demo school's people, by the button that a visitor sees. */
export async function enterAs(page: Page, role: "Student" | "Instructor" | "Admin"): Promise<void> {
  await page.goto("/sign-in");
  await page
    .getByRole("button", { name: /^Sign in as/ })
    .filter({ hasText: role })
    .first()
    .click();
  await expect(page).not.toHaveURL(/sign-in/);
}

let made = 0;
/** An address that nobody else in this run has. */
export const newAddress = () => `newcomer-${process.pid}-${Date.now()}-${++made}@example.com`;
export const password = "a long sentence with knots";

/** Makes an account by the screens, with the code that the outbox shows. */
export async function signUp(page: Page, name: string, email = newAddress()): Promise<{ name: string; email: string }> {
  await page.goto("/sign-up");
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Create account" }).click();
  // Six digits are confirmed as soon as they are whole.
  await page.getByLabel("Code").fill(await codeFor(page, email));
  await expect(page).not.toHaveURL(/sign-up/);
  return { name, email };
}

/** The newest code of six digits that the outbox holds for an address. */
export async function codeFor(page: Page, email: string): Promise<string> {
  let code = "";
  await expect
    .poll(async () => {
      const letters = await lettersTo(page, email);
      code = letters.map(({ subject }) => /^\d{6}\b/.exec(subject)?.[0]).find(Boolean) ?? "";
      return code;
    })
    .not.toBe("");
  return code;
}

/** A letter as the outbox keeps it. */
export type Letter = { id: string; subject: string; text: string; html: string; headers: Record<string, string> };

/** What the outbox holds for an address, the newest first. */
export async function lettersTo(page: Page, email: string): Promise<Letter[]> {
  const answer = await page.request.get(`/_svc/mail/outbox.json?to=${encodeURIComponent(email)}`);
  return ((await answer.json()) as { mails: Letter[] }).mails;
}
