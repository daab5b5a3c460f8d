import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { enterAs } from "./people";

/** Every page of each role, light and dark, at a desk and on a phone: no violation that axe can find. */
const pages = {
  Visitor: ["/", "/courses", "/courses/reading-the-night-sky", "/sign-in", "/sign-up", "/reset", "/no-such-page"],
  Student: ["/learn", "/learn/reading-the-night-sky", "/learn/first-steps-in-python", "/notifications", "/account"],
  Instructor: ["/teach", "/teach/imports"],
  Admin: [
    ...["/admin", "/admin/users", "/admin/users/invitations", "/admin/enrollments", "/admin/audit"],
    ...["/admin/system", "/admin/school"],
  ],
} as const;
const looks = [
  { colorScheme: "light", width: 1440 },
  { colorScheme: "dark", width: 390 },
] as const;

for (const role of Object.keys(pages) as (keyof typeof pages)[]) {
  for (const { colorScheme, width } of looks) {
    test(`${role}: no page breaks a rule of accessibility, ${colorScheme}, ${width} px`, async ({ page }) => {
      test.setTimeout(240_000);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      if (role !== "Visitor") await enterAs(page, role);
      for (const path of pages[role]) {
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
        await settled(page);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(
          violations.map(
            ({ id, nodes }) => `${path} ${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`,
          ),
        ).toEqual([]);
      }
    });
  }
}

/** At 400 % a window of 1280 px is one of 320 px. */
for (const role of Object.keys(pages) as (keyof typeof pages)[]) {
  test(`${role}: at a zoom of 400 % every page is read without scrolling sideways`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    if (role !== "Visitor") await enterAs(page, role);
    const own: string[] = [];
    if (role === "Instructor") {
      await page.goto("/teach");
      const course = await page.getByRole("main").locator("a[href*='/teach/courses/']").first().getAttribute("href");
      own.push(`${course}`, `${course}/details`, `${course}/roster`);
    }
    for (const path of [...pages[role], ...own]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
      await settled(page);
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(`${path} ${tooWide}`).toBe(`${path} 0`);
    }
  });
}

/** Until no skeleton is left and the page has its name: what is loading is judged by other tests. */
async function settled(page: Page): Promise<void> {
  await expect(page).toHaveTitle(/./);
  await expect(page.locator(".animate-breathe")).toHaveCount(0);
}
