import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { IDENTITY_PATH, openIdentity, type Identity, type IdentityMail, type IdentityOptions } from "./identity";

export const ORIGIN = "http://localhost:3400";
export const PASSWORD = "a quiet reading room";

/** A browser of a test: it keeps cookies and names its page's origin, as browsers do. */
export function openBrowser(school: { identity: Identity }, headers: Record<string, string> = {}) {
  const cookies = new Map<string, string>();
  async function send(method: string, path: string, body?: unknown, extra: Record<string, string> = {}) {
    const response = await school.identity.handle(
      new Request(ORIGIN + IDENTITY_PATH + path, {
        method,
        headers: {
          ...(method === "POST" ? { "content-type": "application/json", origin: ORIGIN } : {}),
          ...(cookies.size > 0 ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") } : {}),
          "x-forwarded-for": "203.0.113.7",
          "sec-fetch-site": "same-origin",
          "sec-fetch-mode": "cors",
          ...headers,
          ...extra,
        },
        ...(method === "POST" ? { body: typeof body === "string" ? body : JSON.stringify(body ?? {}) } : {}),
      }),
    );
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "" || /max-age=0/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    const text = await response.text();
    const answer = (text ? JSON.parse(text) : null) as Record<string, unknown> | null;
    return { status: response.status, body: answer, headers: response.headers };
  }
  return {
    cookies,
    post: (path: string, body?: unknown, extra?: Record<string, string>) => send("POST", path, body, extra),
    get: (path: string, extra?: Record<string, string>) => send("GET", path, undefined, extra),
  };
}

/** A school's identity service on a new folder, with its mails and webhooks in the hands of the test. */
export async function openSchool(options: Partial<IdentityOptions> = {}) {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), "identity-"));
  const mails: IdentityMail[] = [];
  const identity = await openIdentity({
    folder,
    secret: "a secret of the tests that is long enough",
    schoolId: "test",
    origins: [ORIGIN],
    sendMail: async (mail) => void mails.push(mail),
    webhook: {
      url: "http://127.0.0.1:9/unreachable",
      secret: `whsec_${Buffer.from("0123456789abcdef").toString("base64")}`,
    },
    ...options,
  });
  return {
    folder,
    identity,
    mails,
    /** The code in the newest mail to an address. */
    async codeFor(email: string): Promise<string> {
      await identity.settled();
      const mail = [...mails].reverse().find(({ to }) => to === email);
      return mail && "code" in mail ? mail.code : "";
    },
  };
}

/** Starts an account and proves its address; the browser is signed in afterwards. */
export async function joinSchool(
  school: Awaited<ReturnType<typeof openSchool>>,
  browser: ReturnType<typeof openBrowser>,
  email: string,
  password = PASSWORD,
  name = "Ada Finch",
) {
  await browser.post("/sign-up/email", { name, email, password });
  return browser.post("/email-otp/verify-email", { email, otp: await school.codeFor(email) });
}
