import { describe, expect, it } from "vitest";
import { nextPath } from "./next-path";

const away = [
  "https://evil.example",
  "http://evil.example/learn",
  "//evil.example",
  "///evil.example",
  "////evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "\\/evil.example",
  "/\\/evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/\r/evil.example",
  "\t//evil.example",
  " //evil.example",
  "//evil.example/%2f..",
  "/..//evil.example",
  "/.//evil.example",
  "/learn/../..//evil.example",
  "javascript:alert(1)",
  "JavaScript:alert(1)",
  "java\tscript:alert(1)",
  "data:text/html,x",
  "vbscript:x",
  "mailto:a@example.com",
  "blob:x",
  "file:///etc/passwd",
  "evil.example",
  "learn",
  "./learn",
  "../learn",
  "?next=/x",
  "#top",
  "",
  " ",
  "https:evil.example",
  "https:/evil.example",
  "http:///evil.example",
  "/%09/../\\evil.example",
  "//localhost:3000@evil.example",
  "/ /evil.example",
  "/\u0000/evil.example",
  "/\u00a0/evil.example",
  "@evil.example",
  "/_svc/auth/sign-out",
  "/_svc/mail/outbox",
];

describe("the page after signing in", () => {
  it.each(away)("is never %j", (asked) => {
    expect(nextPath(asked)).toBe("/learn");
  });

  it.each(["/", "/courses/night-sky", "/learn/night-sky?lesson=2#part", "/courses?q=a%2F%2Fb", "/admin/users"])(
    "may be %s",
    (asked) => {
      expect(nextPath(asked)).toBe(asked);
    },
  );

  it("is the person's own page when nothing or several things were asked for", () => {
    expect([nextPath(undefined), nextPath(null), nextPath(["/a", "/b"])]).toEqual(["/learn", "/learn", "/learn"]);
  });
});
