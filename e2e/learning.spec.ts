import { expect, test, type Page } from "@playwright/test";
import { enterAs, openBrowser, password, signUp } from "./people";

const course = "/courses/first-steps-in-python";
const outlineOf = (page: Page) => page.getByRole("navigation", { name: "Course outline" }).first();

test("on a phone the course's button stays at hand below the fold, and is there once", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(course);
  const bar = page.getByRole("region", { name: "Enrolment" });
  const button = page.getByRole("link", { name: "Sign in to enrol" });
  await button.first().scrollIntoViewIfNeeded();
  await expect(button).toHaveCount(1);
  await page.getByRole("heading", { name: "Who teaches it" }).evaluate((heading) => heading.scrollIntoView());
  await expect(bar).toContainText("Free");
  await expect(bar.getByRole("link", { name: "Sign in to enrol" })).toBeInViewport();
  await page.setViewportSize({ width: 1024, height: 768 });
  await expect(bar).toBeHidden();
});

test("a newcomer enrols with one click, learns, and goes on at the same lesson on another browser", async ({
  page,
  browser,
}) => {
  const person = await signUp(page, "Wren Newcomer");
  await page.goto(course);
  await page
    .getByRole("button", { name: /Enrol|Start/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/learn\/first-steps-in-python\/\w+/);
  const title = page.getByRole("heading", { level: 1 });
  await expect(title).toBeVisible();
  const first = (await title.textContent()) ?? "";
  // The tab says which lesson this is, as its history and a screen reader do.
  const named = "First steps in Python · The Doctrina Demo School";
  await expect(page).toHaveTitle(`${first} · ${named}`);
  await expect(page.getByRole("link", { name: "The Doctrina Demo School" }).first()).toHaveAttribute("href", "/");

  await page.getByRole("button", { name: "Complete and continue" }).click();
  // The bar moves at once, the next lesson comes when it is read.
  await expect(title).not.toHaveText(first);
  await expect(page.getByText("Completed").first()).toBeAttached();
  await expect(page.getByText("10%").first()).toBeVisible();
  const second = await title.textContent();
  await expect(outlineOf(page).locator("[aria-current=page]")).toContainText(second ?? "");
  await expect(page).toHaveTitle(`${second} · ${named}`);
  await page.reload();
  await expect(page).toHaveTitle(`${second} · ${named}`);
  await page.getByRole("link", { name: "My learning" }).first().click();
  await expect(page).toHaveTitle("My learning · The Doctrina Demo School");
  await page.goBack();
  await expect(page).toHaveTitle(`${second} · ${named}`);

  const elsewhere = await openBrowser(browser);
  await elsewhere.goto("/sign-in");
  await elsewhere.getByLabel("E-mail address").fill(person.email);
  await elsewhere.getByLabel("Password", { exact: true }).fill(password);
  await elsewhere.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(elsewhere).not.toHaveURL(/sign-in/);
  await elsewhere.goto("/learn/first-steps-in-python");
  await expect(elsewhere.getByRole("heading", { level: 1 })).toHaveText(second ?? "");
  // On the way over the course's own address the server names the tab last; it is the lesson's all the same.
  await elsewhere.waitForLoadState("networkidle");
  expect(await elsewhere.title()).toBe(`${second} · ${named}`);

  // What one browser ticks, the other shows, and an undone tick goes from both.
  await elsewhere.getByRole("button", { name: "Mark as complete" }).click();
  await expect(page.getByText("20%").first()).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(elsewhere.getByText("10%").first()).toBeVisible();
  await elsewhere.context().close();
});

test("answers are graded on the server, and the page holds no key before", async ({ page }) => {
  await signUp(page, "Robin Answerer");
  const frames: string[] = [];
  page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => frames.push(String(payload))));
  await page.goto("/courses/reading-the-night-sky");
  await page
    .getByRole("button", { name: /Enrol|Start/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/learn\/reading-the-night-sky\/\w+/);
  await outlineOf(page)
    .getByRole("link", { name: /Winter: Orion/ })
    .click();
  await expect(page.getByRole("heading", { level: 1, name: /Winter: Orion/ })).toBeVisible();
  await expect(page.getByText("Rigel has the hotter surface")).toBeVisible();
  const before = frames.join("\n");
  expect(before).toContain("Rigel has the hotter surface");
  expect(before).not.toContain("The hotter a star's surface");
  expect(before).not.toContain('"choiceIds":["c');

  await page.getByRole("radio", { name: "Betelgeuse is hotter" }).check();
  await page.getByRole("button", { name: "Check answer" }).first().click();
  await expect(page.getByText("Not quite.")).toBeVisible();
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("radio", { name: "Rigel has the hotter surface" }).check();
  await page.getByRole("button", { name: "Check answer" }).first().click();
  await expect(page.getByText("That’s right.")).toBeVisible();
  await expect(page.getByText(/The hotter a star's surface/)).toBeVisible();
});

test("a visitor reads the preview lesson and is asked to enrol for the others", async ({ page }) => {
  await page.goto("/courses/reading-the-night-sky");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Reading the night sky");
  await page
    .getByRole("link", { name: /Your first hour outside/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1, name: /Your first hour outside/ })).toBeVisible();
});

test("an unknown lesson and an unknown course are said to be unknown", async ({ page }) => {
  for (const [path, title] of [
    ["/courses/no-such-course", "There is no course at this address"],
    [`/courses/${"a".repeat(3_000)}`, "There is no course at this address"],
    ["/courses/%00", "There is no course at this address"],
    ["/courses/reading-the-night-sky/preview/not-an-id", "This lesson is not here"],
    ["/courses/no-such-course/preview/not-an-id", "There is no course at this address"],
    ["/courses/%E0%A4%A", "This page is not in the book"],
    ["/teach/courses/%E0%A4%A", "This page is not in the book"],
  ] as const) {
    const answer = await page.goto(path);
    expect([path.slice(0, 60), answer?.status()]).toEqual([path.slice(0, 60), 404]);
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  }
  await signUp(page, "Finch Lost");
  await page.goto("/learn/no-such-course");
  await expect(page.getByRole("link", { name: "See all courses" })).toBeVisible();
  await page.goto("/learn/reading-the-night-sky/not-an-id");
  await expect(page.getByRole("alert")).toBeVisible();
});

test("a program in a lesson shows the signs that are typed, each by itself", async ({ page }) => {
  await enterAs(page, "Student");
  await page.goto("/learn/first-steps-in-python");
  await expect(page.locator("pre").first()).toHaveCSS("font-variant-ligatures", "none");
});
