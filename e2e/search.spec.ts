import { expect, test, type Page } from "@playwright/test";
import { addModule, publish } from "./courses";
import { enterAs, openBrowser } from "./people";

const palette = (page: Page) => page.getByRole("combobox", { name: "Search the school" });
const found = (page: Page) => page.getByRole("region", { name: "Results" });

test("a visitor finds a course in spite of a typing mistake, narrows, and Back undoes each choice", async ({
  page,
}) => {
  await page.goto("/search");
  const field = page.getByRole("searchbox", { name: "Search the school" });
  await expect(found(page).getByRole("heading", { level: 2 }).first()).toBeVisible();
  await field.fill("sourdogh");
  await expect(found(page).getByRole("status")).toContainText("1 course for “sourdogh”");
  await expect(found(page).locator("mark").first()).toHaveText("Sourdough");
  await expect(page).toHaveURL(/\?q=sourdogh/);
  await field.fill("");
  const level = page.getByRole("complementary").getByRole("checkbox", { name: "Intermediate" });
  await level.click();
  await expect(level).toBeChecked();
  await expect(page).toHaveURL(/level=intermediate/);
  await expect(found(page).getByRole("status")).toHaveText("1 course");
  await page.getByLabel("Order").selectOption({ label: "Shortest first" });
  await expect(page).toHaveURL(/sort=shortest/);
  await page.goBack();
  await expect(page).not.toHaveURL(/sort=/);
  await page.reload();
  await expect(found(page).getByRole("status")).toHaveText("1 course");
  await found(page).getByRole("button", { name: "Without Intermediate" }).click();
  await expect(found(page).getByRole("status")).not.toHaveText("1 course");
});

test("what is not found offers a way on, and nothing that is typed is taken for markup", async ({ page }) => {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto("/search?q=zzyzx%20bread");
  await expect(found(page).getByRole("heading", { level: 2 }).first()).toBeVisible();
  const field = page.getByRole("searchbox", { name: "Search the school" });
  const strange = [
    '<img src=x onerror="document.title=1">',
    "\"'`;--",
    "😀🎈",
    "日本語",
    "مرحبا",
    "a".repeat(500),
    "word ".repeat(99),
    "(audience:x OR NOT y)",
  ];
  for (const words of strange) {
    await field.fill(words);
    await expect(found(page).getByRole("status").first()).toBeAttached();
  }
  await field.fill("xylophone zeppelin");
  await expect(found(page).getByRole("heading", { name: "Nothing found for “xylophone zeppelin”" })).toBeVisible();
  await expect(found(page).getByRole("button", { name: "zeppelin" })).toBeVisible();
  await expect(found(page).getByRole("heading", { name: "What most students chose" })).toBeVisible();
  await expect(page).toHaveTitle(/^Search/);
  expect(errors).toEqual([]);
});

test("the palette is opened, used and left by keyboard", async ({ page }) => {
  await enterAs(page, "Student");
  await page.goto("/learn");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("Control+k");
  await expect(palette(page)).toBeFocused();
  await expect(page.getByRole("group", { name: "My courses" }).getByRole("option").first()).toBeVisible();
  await page.keyboard.type("orion");
  const lesson = page.getByRole("group", { name: "Lessons" }).getByRole("option").first();
  await expect(lesson).toContainText("Orion");
  await page.keyboard.press("Escape");
  await expect(palette(page)).toBeHidden();
  await page.keyboard.press("/");
  await palette(page).fill("night sky");
  await expect(page.getByRole("option", { selected: true })).toContainText("Reading the night sky");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/reading-the-night-sky/);
  await page.keyboard.press("Control+k");
  await palette(page).fill("theme night");
  await expect(page.getByRole("option", { selected: true })).toContainText("Theme: night");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("a course is found when it is published and no longer when it is withdrawn; admins see what was sought", async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  const author = await openBrowser(browser);
  await enterAs(author, "Instructor");
  await author.goto("/teach");
  await expect(author.getByRole("heading", { level: 1 })).toBeVisible();
  await author.keyboard.press("Control+k");
  await palette(author).fill("new course");
  await author.keyboard.press("Enter");
  await author.getByLabel("Title").fill("Quillwork for novices");
  await author.getByRole("button", { name: "Start writing" }).click();
  await expect(author).toHaveURL(/\/teach\/courses\/\w+/);
  await addModule(author, "Quills", "Barbs and vanes");
  const address = author.url();

  await page.goto("/search?q=quillwork");
  const nothing = page.getByRole("heading", { name: "Nothing found for “quillwork”" });
  await expect(nothing).toBeVisible();
  await author.keyboard.press("Control+k");
  await palette(author).fill("quillwork");
  await expect(author.getByRole("option", { selected: true })).toContainText("Not published");
  await author.keyboard.press("Escape");
  await publish(author, "Sew with the quills of birds.");
  const field = page.getByRole("searchbox", { name: "Search the school" });
  // A new letter is a new question; the page is not loaded again.
  const askAgain = async () => {
    await field.fill("quillwor");
    await field.fill("quillwork");
  };
  await expect(async () => {
    await askAgain();
    await expect(page.getByRole("link", { name: "Quillwork for novices" })).toBeVisible({ timeout: 1_500 });
  }).toPass();
  await author.goto(address);
  await author.getByRole("button", { name: "More about this course" }).click();
  await author.getByRole("menuitem", { name: "Take out of the catalogue" }).click();
  await author.getByRole("dialog").getByRole("button", { name: "Take out of the catalogue" }).click();
  await expect(author.getByText("Taken out of the catalogue.").first()).toBeVisible();
  await expect(async () => {
    await askAgain();
    await expect(nothing).toBeVisible({ timeout: 1_500 });
  }).toPass();
  await author.context().close();

  await enterAs(page, "Admin");
  await page.goto("/admin/search");
  await expect(page.getByRole("cell", { name: "quillwork" }).first()).toBeVisible();
  await page.getByRole("button", { name: "Build it anew" }).click();
  await expect(page.getByText(/Built anew with \d+ courses/)).toBeVisible();
});
