import { expect, test, type Page } from "@playwright/test";
import { addModule, lines, nameIt, newCourse, publish } from "./courses";
import { enterAs, openBrowser } from "./people";

test("an author builds an outline by keyboard, undoes a deletion, and finds it again after a reload", async ({
  page,
}) => {
  await enterAs(page, "Instructor");
  await newCourse(page, "Knots by keyboard");
  await addModule(page, "Loops", "Bowline");
  await page.getByRole("button", { name: "Add module" }).click();
  await nameIt(page, "Hitches");
  await page.getByRole("treeitem", { name: "Add the first lesson" }).click();
  await nameIt(page, "Clove hitch");
  expect(await lines(page)).toEqual(["Module 1: Loops", "Bowline", "Module 2: Hitches", "Clove hitch"]);

  await page.keyboard.press("Alt+ArrowUp");
  await expect
    .poll(() => lines(page))
    .toEqual(["Module 1: Loops", "Bowline", "Clove hitch", "Module 2: Hitches", "Add the first lesson"]);
  await expect(page.getByRole("treeitem", { name: "Clove hitch" })).toBeFocused();
  await page.keyboard.press("Delete");
  await expect
    .poll(() => lines(page))
    .toEqual(["Module 1: Loops", "Bowline", "Module 2: Hitches", "Add the first lesson"]);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("treeitem", { name: "Clove hitch" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("treeitem", { name: "Clove hitch" })).toBeVisible();
  expect(await lines(page)).toEqual([
    "Module 1: Loops",
    "Bowline",
    "Clove hitch",
    "Module 2: Hitches",
    "Add the first lesson",
  ]);
});

test("a lesson is dragged into another module", async ({ page }) => {
  await enterAs(page, "Instructor");
  await newCourse(page, "Knots by mouse");
  await addModule(page, "Loops", "Bowline");
  await page.getByRole("button", { name: "Add module" }).click();
  await nameIt(page, "Hitches");
  const from = await page.getByRole("treeitem", { name: "Bowline" }).boundingBox();
  const to = await page.getByRole("treeitem", { name: "Add the first lesson" }).boundingBox();
  if (!from || !to) throw new Error("The outline is not in sight");
  await page.mouse.move(from.x + 60, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + 66, from.y + from.height, { steps: 4 });
  await page.mouse.move(to.x + 60, to.y + to.height / 2, { steps: 8 });
  await page.mouse.up();
  await expect
    .poll(() => lines(page))
    .toEqual(["Module 1: Loops", "Add the first lesson", "Module 2: Hitches", "Bowline"]);
});

test("what is written is saved by itself, and two authors never overwrite each other in silence", async ({
  page,
  browser,
}) => {
  await enterAs(page, "Instructor");
  await newCourse(page, "Knots in words");
  await addModule(page, "Loops", "Bowline");
  await page.getByRole("button", { name: "Add text" }).click();
  const text = (at: Page) => at.getByRole("textbox", { name: /^Text, block 1/ });
  await expect(text(page)).toBeFocused();
  await page.keyboard.type("The rabbit comes out of the hole.");
  await expect(page.getByText(/^Saved \d\d:\d\d$/).first()).toBeVisible();

  const other = await openBrowser(browser);
  const line = await slowLine(other);
  await enterAs(other, "Instructor");
  await other.goto(page.url());
  await other.getByRole("button", { name: /^Edit Text, block 1/ }).click();
  await expect(text(other)).toContainText("The rabbit comes out of the hole.");

  // Both write before the school has heard of the second.
  line.hold();
  await text(other).press("Control+End");
  await other.keyboard.type(" Round the tree.");
  await expect(other.getByText("Saving…").first()).toBeVisible();
  await text(page).press("Control+End");
  await page.keyboard.type(" And back again.");
  await expect(page.getByText("Saving…").first()).toBeVisible();
  await expect(page.getByText(/^Saved \d\d:\d\d$/).first()).toBeVisible();
  line.release();
  await expect(other.getByText("Someone else changed this while you wrote")).toBeVisible();
  await expect(text(other)).toContainText("Round the tree.");
  await other.getByRole("button", { name: "See theirs" }).click();
  await expect(other.getByText("And back again.")).toBeVisible();
  await other.getByRole("button", { name: "Keep mine" }).click();
  await expect(text(page)).toContainText("Round the tree.");
  await other.context().close();
});

/** Lets a test keep back what a browser says to the school, while it still hears the school. */
async function slowLine(page: Page): Promise<{ hold: () => void; release: () => void }> {
  let isHeld = false;
  const kept: (() => void)[] = [];
  await page.routeWebSocket(/\/sync/, (socket) => {
    const school = socket.connectToServer();
    socket.onMessage((message) => {
      const send = () => school.send(message);
      if (isHeld) kept.push(send);
      else send();
    });
  });
  return {
    hold: () => {
      isHeld = true;
    },
    release: () => {
      isHeld = false;
      for (const send of kept.splice(0)) send();
    },
  };
}

test("a question is added from the menu of blocks and says what it still needs", async ({ page }) => {
  await enterAs(page, "Instructor");
  await newCourse(page, "Knots in questions");
  await addModule(page, "Loops", "Bowline");
  await page.getByRole("button", { name: "Add text" }).click();
  await expect(page.getByRole("textbox", { name: /^Text, block 1/ })).toBeFocused();
  await page.keyboard.type("/");
  await page.getByRole("combobox", { name: "What do you need?" }).fill("several");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Mark every right one.")).toBeVisible();
  await page.getByRole("textbox", { name: "Choice 1", exact: true }).fill("");
  await expect(page.getByText("A choice is still empty.")).toBeVisible();
  await page.getByRole("textbox", { name: "Choice 1", exact: true }).fill("Bowline");
  await page.getByRole("checkbox", { name: "Choice 2 is right" }).check();
  await expect(page.getByText(/^Saved \d\d:\d\d$/).first()).toBeVisible();
  await page.reload();
  await expect(page.getByText("Bowline").last()).toBeVisible();
});

test("a course says what stops it, is published, and is taken back", async ({ page }) => {
  await enterAs(page, "Instructor");
  await newCourse(page, "Knots on the shelf");
  await expect(page).toHaveTitle("Knots on the shelf · The Doctrina Demo School");
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Add at least one lesson.")).toBeVisible();
  await page.keyboard.press("Escape");
  await addModule(page, "Loops", "Bowline");
  await publish(page, "Five knots for every day.");
  await page.getByRole("button", { name: "More about this course" }).click();
  await page.getByRole("menuitem", { name: "Take out of the catalogue" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Take out of the catalogue" }).click();
  await expect(page.getByText("Taken out of the catalogue.").first()).toBeVisible();
});
