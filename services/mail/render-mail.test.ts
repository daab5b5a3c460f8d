import { describe, expect, test } from "vitest";
import { drawHtml, urlOf } from "./draw-html";
import { oneLine, renderMail, sender } from "./render-mail";
import { contrast, onColour, schoolStyle } from "./school-style";
import { templateNames } from "./template-names";
import { templateOf } from "./templates";
import { wordsFor } from "./words";

const style = schoolStyle({ name: "Harbour School", accent: null }, "https://school.example");
const rest = { style, name: "Ada", timeZone: "Europe/Lisbon", stopPath: "/unsubscribe?token=t" };
const render = (template: (typeof templateNames)[number], params: unknown, more: object = {}) =>
  renderMail({ template, params, locale: "en", ...rest, ...more });

describe.each(templateNames)("the letter %s", (template) => {
  const { sample } = templateOf(template);
  test.each(["en", "en-XA", "ar-XB"])("is whole in %s, as HTML and as its plain twin", (locale) => {
    const { subject, html, text } = render(template, sample, { locale });
    for (const part of [subject, html, text]) expect(part).not.toMatch(/undefined|\[object|\{\w+[,}]/);
    expect(subject.length).toBeGreaterThan(3);
    expect(html).toContain(locale === "ar-XB" ? 'dir="rtl"' : 'dir="ltr"');
    // What can be pressed in the one can be opened from the other.
    const links = [...html.matchAll(/href="([^"]+)"/g)].map((match) => (match[1] ?? "").replaceAll("&amp;", "&"));
    expect(links.filter((link) => new URL(link).origin !== style.origin)).toEqual([]);
    for (const link of links) expect(text).toContain(link);
  });
  test("loads nothing and runs nothing", () => {
    const { html } = render(template, sample);
    expect(html).not.toMatch(/<(script|img|link|iframe|form|object|base)\b|@import|url\(|javascript:|\son\w+=/i);
  });
});

describe("what people wrote", () => {
  const nasty = `"><img src=x onerror=alert(1)><script>alert(2)</script>&'`;
  test("stays words, wherever a letter says it", () => {
    const announced = { course: nasty, title: nasty, text: nasty, by: nasty, href: "/courses" };
    const html = [
      render("announcement", announced).html,
      render("enrolled", { course: nasty, href: "/courses/x", isSelf: true }, { name: nasty }).html,
      render("studentEnrolled", { student: nasty, course: nasty, href: "/teach" }).html,
      render("welcome", {}, { name: nasty, style: { ...style, name: nasty } }).html,
      render("receipt", { ...(templateOf("receipt").sample as object), lines: [{ label: nasty, amountCents: 1 }] })
        .html,
    ].join("");
    expect(html).not.toMatch(/<img|<script/);
  });
  test("a letter leads nowhere but into the school", () => {
    for (const href of [
      "https://evil.example",
      "//evil.example",
      "/\\evil.example",
      "javascript:alert(1)",
      "x",
      "/a b",
    ]) {
      expect(() => render("completed", { course: "Knots", href })).toThrow();
    }
    expect(() => urlOf(style, "//evil.example/")).toThrow("may not lead");
  });
  test("nothing begins another header", () => {
    const { subject } = render("enrolled", { course: "a\r\nBcc: eve@example.com\u2028b", href: "/", isSelf: true });
    expect(subject).toBe("You are in: a Bcc: eve@example.com b");
    expect(oneLine(`a\u0000${"b".repeat(900)}`)).toHaveLength(200);
    expect(sender("post@school.example", 'A "School"\r\nBcc: x <y@z>')).toBe(
      '"A School Bcc: x y@z" <post@school.example>',
    );
    expect(sender("Office <post@school.example>", "Harbour")).toBe("Office <post@school.example>");
  });
});

test("a link that ends letters is there exactly when one may choose", () => {
  expect(render("completed", templateOf("completed").sample).html).toContain("/unsubscribe?token=t");
  expect(render("receipt", templateOf("receipt").sample, { stopPath: null }).text).not.toContain("unsubscribe");
});
test("sums and times are told in full", () => {
  const { text } = render("receipt", templateOf("receipt").sample);
  expect(text).toContain("A Sample Course: €49.00");
  expect(text).toContain("Total: €40.00");
  const yen = { ...(templateOf("receipt").sample as object), currency: "JPY", totalCents: 4000, lines: [] };
  expect(render("receipt", yen).text).toContain("Total: ¥4,000");
  expect(render("waitlistPromoted", templateOf("waitlistPromoted").sample, { timeZone: null }).text).toContain(
    "12:00 UTC",
  );
});
test.each(["#000000", "#ffffff", "#ffd400", "#7f7f7f", "#b00020", "#3355ff", "#00ff00"])(
  "a school whose colour is %s has letters in it that can be read by day and in the dark",
  (accent) => {
    const chosen = schoolStyle({ name: "Harbour School", accent }, "https://school.example");
    for (const light of ["#f4f1ea", "#fffdf9"]) expect(contrast(chosen.accent, light)).toBeGreaterThanOrEqual(4.5);
    for (const dark of ["#101617", "#182021"]) expect(contrast(chosen.darkAccent, dark)).toBeGreaterThanOrEqual(4.5);
    for (const ground of [chosen.accent, chosen.darkAccent])
      expect(contrast(onColour(ground), ground)).toBeGreaterThanOrEqual(4.5);
    const { html } = render("welcome", {}, { style: chosen });
    expect(html).toContain(`background:${chosen.accent}`);
    expect(html).toContain(`background:${chosen.darkAccent}!important`);
  },
);
test("a colour that can be read stays as it was chosen", () => {
  expect(schoolStyle({ name: "H", accent: "#7a1f3d" }, "https://school.example").accent).toBe("#7a1f3d");
  expect(schoolStyle({ name: "H", accent: "#f2b8c6" }, "https://school.example").darkAccent).toBe("#f2b8c6");
});
test("a button's words can be read on any accent", () => {
  expect(onColour("#1f6b4f")).toBe("#ffffff");
  expect(onColour("#7cc6a6")).toBe("#10201a");
  const frame = { style, words: wordsFor("en"), stopUrl: null };
  const letter = templateOf("welcome").write({}, { words: wordsFor("en"), school: "S", name: null, timeZone: null });
  expect(drawHtml(letter, { ...frame, theme: "dark" })).toContain("color-scheme:dark");
  expect(drawHtml(letter, { ...frame, theme: "light" })).not.toContain("prefers-color-scheme");
});
