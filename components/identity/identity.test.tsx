import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { renderWithWords } from "@/lib/i18n/testing";
import { SessionsView } from "./account-security";
import { CodeField } from "./code-field";
import { describeBrowser } from "./describe-browser";
import { PersonaList } from "./persona-list";
import { SetupView } from "./setup";
import { whatIsMissing } from "./sign-up";
import { VerifyStep } from "./verify-step";

const CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";
const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1";

function answerWith(status: number, body: unknown, headers: Record<string, string> = {}) {
  const asked: { path: string; body: unknown }[] = [];
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    asked.push({ path, body: JSON.parse(init.body as string) as unknown });
    return new Response(JSON.stringify(body), { status, headers });
  });
  return asked;
}

describe("the code of a mail", () => {
  it("may be pasted with spaces and goes off when it is whole", async () => {
    const whole: string[] = [];
    const seen: string[] = [];
    renderWithWords(
      <CodeField label="Code" value="" onChange={(code) => seen.push(code)} onWhole={(code) => whole.push(code)} />,
    );
    screen.getByLabelText("Code").focus();
    await userEvent.paste(" 123 456\n");
    expect([seen, whole]).toEqual([["123456"], ["123456"]]);
  });

  it("proves the address and lets the person in", async () => {
    const asked = answerWith(200, { status: true });
    const done = vi.fn(async () => undefined);
    renderWithWords(<VerifyStep email="ada@example.com" outbox={null} onDone={done} onStartOver={() => undefined} />);
    await userEvent.type(screen.getByLabelText("Code"), "123456");
    await waitFor(() => expect(done).toHaveBeenCalledOnce());
    expect(asked).toEqual([
      { path: "/_svc/auth/email-otp/verify-email", body: { email: "ada@example.com", otp: "123456" } },
    ]);
  });

  it.each([
    [400, { code: "INVALID_OTP" }, {}, /That is not the code/],
    [403, { code: "OTHER_BROWSER" }, {}, /in the browser in which you created/],
    [429, {}, { "x-retry-after": "240" }, /Try again in 4 minutes/],
    [503, { code: "AWAY" }, {}, /cannot be reached just now/],
  ])(
    "that is refused with %i %o says what to do, and keeps what was typed",
    async (status, body, headers, sentence) => {
      answerWith(status, body, headers);
      renderWithWords(
        <VerifyStep
          email="ada@example.com"
          outbox={null}
          onDone={async () => undefined}
          onStartOver={() => undefined}
        />,
      );
      await userEvent.type(screen.getByLabelText("Code"), "123456");
      expect((await screen.findByRole("alert")).textContent).toMatch(sentence);
      expect(screen.getByLabelText<HTMLInputElement>("Code").value).toBe("123456");
    },
  );
});

describe("starting an account", () => {
  it("names everything that is missing at once", () => {
    expect(whatIsMissing({ name: " ", email: "ada@", password: "short" })).toEqual({
      name: "name_missing",
      email: "invalid_email",
      password: "password_too_short",
    });
    expect(whatIsMissing({ name: "Ada", email: " ada@example.com ", password: "a quiet reading room" })).toEqual({});
  });
});

describe("the demo's people", () => {
  const personas = [
    { key: "a", name: "Wren Pocketwatch", role: "student" as const },
    { key: "b", name: "Ottoline Inkwell", role: "admin" as const },
  ];
  it("are entered by one press, and by no second while the first is under way", async () => {
    const entered: string[] = [];
    const { rerender } = renderWithWords(
      <PersonaList personas={personas} entering={null} onEnter={(key) => entered.push(key)} />,
    );
    await userEvent.click(screen.getByRole("button", { name: "Sign in as Wren Pocketwatch" }));
    rerender(<PersonaList personas={personas} entering="a" onEnter={(key) => entered.push(key)} />);
    await userEvent.click(screen.getByRole("button", { name: "Sign in as Ottoline Inkwell" }));
    expect(entered).toEqual(["a"]);
  });
});

describe("where a person is signed in", () => {
  const at = Date.parse("2026-11-20T11:00:00Z");
  const row = (id: string, userAgent: string | null, isThisOne: boolean) => ({
    id,
    createdAt: at,
    lastSeenAt: at,
    userAgent,
    ipAddress: null,
    isThisOne,
  });

  it("is told in words, and every browser but this one can be signed out", async () => {
    const ended: string[] = [];
    const rows = [row("1", CHROME, true), row("2", IPHONE, false), row("3", null, false)];
    renderWithWords(
      <SessionsView
        rows={rows}
        onRetry={() => undefined}
        onEnd={(id) => ended.push(id)}
        onEndOthers={() => ended.push("others")}
      />,
    );
    expect(
      screen.getAllByRole("listitem").map((item) => /^[\w ]+?(?=This browser|Last)/.exec(item.textContent)?.[0]),
    ).toEqual(["Chrome on Linux", "Safari on iPhone", "Unknown browser"]);
    expect(screen.queryByRole("button", { name: "Sign out Chrome on Linux" })).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Sign out Safari on iPhone" }));
    await userEvent.click(screen.getByRole("button", { name: "Sign out everywhere else" }));
    expect(ended).toEqual(["2", "others"]);
  });

  it("knows the browsers people use, and no others", () => {
    expect([
      describeBrowser(CHROME),
      describeBrowser(IPHONE),
      describeBrowser("curl/8"),
      describeBrowser(null),
    ]).toEqual([{ browser: "Chrome", system: "Linux" }, { browser: "Safari", system: "iPhone" }, null, null]);
  });
});

describe("opening the school", () => {
  it("hands over the token, says why it was refused, and shows the way on when it is done", async () => {
    const claimed: string[] = [];
    const view = (isDone: boolean) => (
      <SetupView
        isDone={isDone}
        pending={false}
        refusal={{ code: "forbidden", reason: "bootstrap_wrong" }}
        onClaim={(token) => claimed.push(token)}
      />
    );
    const { rerender } = renderWithWords(view(false));
    expect(screen.getByRole("alert").textContent).toMatch(/not the one the school printed/);
    await userEvent.type(screen.getByLabelText("Token"), "  abc ");
    await userEvent.click(screen.getByRole("button", { name: "Become the administrator" }));
    expect(claimed).toEqual(["abc"]);
    rerender(view(true));
    expect(screen.getByRole("link").getAttribute("href")).toBe("/admin");
  });
});
