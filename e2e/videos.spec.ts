import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, type Page } from "@playwright/test";
import { addModule, newCourse, publish } from "./courses";
import { enterAs, openBrowser, signUp } from "./people";

const sky = "e2e/fixtures/sky-turning.webm";
const english = {
  name: "sky.srt",
  mimeType: "application/x-subrip",
  buffer: Buffer.from(
    "\uFEFF1\r\n00:00:00,000 --> 00:00:02,000\r\nThe sky turns once a day.\r\n\r\n2\r\n00:00:02,000 --> 00:00:04,500\r\nThe pole stays where it is.\r\n",
  ),
};
/** As an old subtitle program on Windows writes it. */
const german = {
  name: "sky.de.srt",
  mimeType: "application/x-subrip",
  buffer: Buffer.from("1\r\n00:00:00,000 --> 00:00:04,000\r\nDer Himmel dreht sich über uns.\r\n", "latin1"),
};

const settings = (page: Page) => page.getByRole("region", { name: "Settings of the block" });
const chooser = (page: Page, label: RegExp) => page.getByLabel(label).and(page.locator("input[type=file]"));

/** Opens the place for a new video at the end of the lesson. */
async function offer(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Add something else" }).click();
  await page.getByRole("combobox", { name: "What do you need?" }).fill("video");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "A video" })).toBeVisible();
}

/** The second at which the player is; nothing while there is none. */
const second = (page: Page) =>
  page.locator("mux-player").evaluate((player) => (player as unknown as HTMLVideoElement).currentTime);

test("an author uploads a video with captions and chapters; a student watches it, and it counts", async ({
  page,
  browser,
}) => {
  // A film is prepared, and then watched to its end.
  test.setTimeout(240_000);
  await page.setViewportSize({ width: 1440, height: 900 });
  await enterAs(page, "Instructor");
  await newCourse(page, "The sky in motion");
  const builder = page.url();
  await addModule(page, "Evenings", "Dusk");
  await offer(page);
  await chooser(page, /Drop a video here/).setInputFiles(sky);
  // While it is being prepared, its captions come along.
  await chooser(page, /Add captions/).setInputFiles(english);
  await expect(settings(page).getByText("en · 2 lines")).toBeVisible();
  await chooser(page, /Add captions/).setInputFiles(german);
  await expect(settings(page).getByText("German")).toBeVisible();
  await expect(page.getByRole("button", { name: "Play sky-turning" })).toBeVisible({ timeout: 60_000 });

  await settings(page).getByRole("button", { name: "Add a chapter" }).click();
  await settings(page).getByLabel("Name of chapter 1").fill("Sunset");
  await settings(page).getByRole("button", { name: "Add a chapter" }).click();
  await settings(page).getByLabel("Chapter 2 begins").fill("0:03");
  await settings(page).getByLabel("Name of chapter 2").fill("Stars");
  await settings(page).getByRole("button", { name: "Save chapters" }).click();
  await expect(page.getByRole("button", { name: "Chapters", exact: true })).toBeVisible();

  await settings(page).getByRole("button", { name: "Edit the captions “English”" }).click();
  await page.getByLabel("Line 2", { exact: true }).fill("The pole star stays where it is.");
  await page.getByRole("button", { name: "Save captions" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await publish(page, "Look up for one evening.");

  const student = await openBrowser(browser);
  await student.setViewportSize({ width: 1440, height: 900 });
  const foreign: string[] = [];
  student.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith("http") && hostname !== "localhost") foreign.push(request.url());
  });
  await signUp(student, "Avocet Stargazer");
  await student.goto("/courses");
  await student
    .getByRole("link", { name: /The sky in motion/ })
    .first()
    .click();
  await student
    .getByRole("button", { name: /Enrol|Start/ })
    .first()
    .click();
  await expect(student.getByRole("heading", { level: 1, name: "Dusk" })).toBeVisible();

  await student.getByRole("button", { name: "Transcript" }).click();
  await expect(student.getByText("The pole star stays where it is.")).toBeVisible();
  await student.getByLabel("Language of the transcript").selectOption({ label: "German" });
  await expect(student.getByText("Der Himmel dreht sich über uns.")).toBeVisible();
  await student.getByLabel("Language of the transcript").selectOption({ label: "English" });
  await student.getByLabel("Search what is said").fill("pole");
  await expect(student.getByText("1 line", { exact: true })).toBeVisible();
  await student.getByLabel("Search what is said").fill("");

  await student.getByRole("button", { name: "Play sky-turning" }).click();
  await expect.poll(() => second(student), { timeout: 30_000 }).toBeGreaterThan(0.5);
  await expect(student.getByRole("article").getByText("Completed", { exact: true })).toBeVisible({ timeout: 40_000 });
  await expect(student.getByText(/^\d+% watched$/)).toBeVisible();

  await student.getByRole("button", { name: "Chapters", exact: true }).click();
  await student.getByRole("button", { name: /0:03 Stars/ }).click();
  await expect.poll(() => second(student)).toBeGreaterThanOrEqual(3);
  expect(foreign).toEqual([]);
  await student.context().close();

  await page.goto(builder);
  await page.getByRole("button", { name: "Edit Video, block 1" }).click({ position: { x: 5, y: 5 } });
  await expect(settings(page).getByText("1 student began it, 1 watched enough of it.")).toBeVisible();
});

test("a film that is watched for longer than its addresses live goes on without a stop", async ({ page, browser }) => {
  test.setTimeout(240_000);
  await enterAs(page, "Instructor");
  await newCourse(page, "The long night");
  await addModule(page, "Evenings", "Dusk");
  await offer(page);
  await chooser(page, /Drop a video here/).setInputFiles("e2e/fixtures/long-night.mp4");
  await expect(page.getByRole("button", { name: "Play long-night" })).toBeVisible({ timeout: 60_000 });
  await publish(page, "Look up for one night.");

  const student = await openBrowser(browser);
  const tokens = new Set<string>();
  const refused: number[] = [];
  student.on("response", (response) => {
    const token = /\.ts\?token=([^&]+)/.exec(response.url())?.[1];
    if (token) tokens.add(token);
    if (token && response.status() >= 400) refused.push(response.status());
  });
  await signUp(student, "Avocet Stargazer");
  await student.goto("/courses");
  await student
    .getByRole("link", { name: /The long night/ })
    .first()
    .click();
  await student
    .getByRole("button", { name: /Enrol|Start/ })
    .first()
    .click();
  await student.getByRole("button", { name: "Play long-night" }).click();
  await expect(student.locator("mux-player")).toBeVisible();
  // Fast enough to watch, too slow to fetch the whole film before its first addresses end.
  const line = await student.context().newCDPSession(student);
  const throttle = { offline: false, latency: 0, downloadThroughput: 12_000, uploadThroughput: -1 };
  await line.send("Network.emulateNetworkConditions", throttle);
  const seconds: number[] = [];
  await expect
    .poll(async () => seconds[seconds.push(await second(student)) - 1], { timeout: 120_000, intervals: [500] })
    .toBeGreaterThan(25);
  expect(seconds).toEqual([...seconds].sort((a, b) => a - b));
  expect(refused).toEqual([]);
  expect(tokens.size).toBeGreaterThan(1);
});

test("an upload can be held, goes on after a reload when the same file is chosen, and is given up without a trace", async ({
  page,
  context,
}) => {
  const folder = mkdtempSync(join(tmpdir(), "doctrina-videos-"));
  try {
    const night = join(folder, "long-night.webm");
    writeFileSync(night, Buffer.alloc(28_000_000, 7));
    await enterAs(page, "Instructor");
    await newCourse(page, "Slow line");
    await addModule(page, "Evenings", "Dusk");
    await offer(page);
    const line = await context.newCDPSession(page);
    const network = (offline: boolean) =>
      line.send("Network.emulateNetworkConditions", {
        ...{ offline, latency: 0, downloadThroughput: -1, uploadThroughput: 1_500_000 },
      });
    await network(false);
    await chooser(page, /Drop a video here/).setInputFiles(night);
    const progress = page.getByRole("progressbar", { name: "How much of long-night.webm has been sent" });
    await expect(progress).toHaveAttribute("aria-valuenow", /^(3\d|[4-9]\d)$/);
    await page.getByRole("button", { name: "Pause" }).click();
    await expect(page.getByText(/^Paused at \d+%$/)).toBeVisible();
    await page.getByRole("button", { name: "Go on" }).click();
    await expect(page.getByText(/^\d+% sent$/)).toBeVisible();
    await network(true);
    await expect(page.getByText(/^The connection is lost. What has arrived \(\d+%\) is safe/)).toBeVisible();
    await network(false);
    await expect(page.getByText(/^\d+% sent$/)).toBeVisible();

    page.on("dialog", (dialog) => void dialog.accept());
    await page.reload();
    await expect(page.getByText(/The upload of long-night.webm was interrupted/)).toBeVisible();
    await chooser(page, /Choose the same file/).setInputFiles(night);
    await expect(progress).toHaveAttribute("aria-valuenow", /^([3-9]\d)$/);
    await page.getByRole("button", { name: "Cancel the upload" }).click();
    await expect(page.getByText("An empty page")).toBeVisible();
    await page.reload();
    await expect(page.getByText("An empty page")).toBeVisible();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("what is no video is refused in words that help", async ({ page }) => {
  await enterAs(page, "Instructor");
  await newCourse(page, "Odd files");
  await addModule(page, "Evenings", "Dusk");
  await offer(page);
  const place = chooser(page, /Drop a video here/);
  await place.setInputFiles({ name: "empty.mp4", mimeType: "video/mp4", buffer: Buffer.alloc(0) });
  await expect(page.getByText("This file is empty.")).toBeVisible();
  await place.setInputFiles({ name: "plan.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4") });
  await expect(page.getByText("This is not a kind of file that can become a video.")).toBeVisible();
  await place.setInputFiles({ name: "words.mp4", mimeType: "video/mp4", buffer: Buffer.from("just words") });
  await expect(page.getByText("words.mp4 could not be made into a video.")).toBeVisible({ timeout: 30_000 });
  await page.getByRole("button", { name: "Remove the video from the lesson" }).click();
  await expect(page.getByText("An empty page")).toBeVisible();
});

test("the film of the demo school is ready soon after the school was first opened", async ({ page }) => {
  await enterAs(page, "Student");
  await page.goto("/learn/reading-the-night-sky");
  await page.getByRole("link", { name: /Finding north/ }).click();
  const play = page.getByRole("button", { name: "Play One night around Polaris, in half a minute" });
  await expect(play).toBeVisible({ timeout: 60_000 });
  await play.click();
  await expect.poll(() => second(page), { timeout: 30_000 }).toBeGreaterThan(0.5);
});
