import { vi } from "vitest";
import * as z from "zod";

const request = z.object({
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  headers: z.record(z.string(), z.string()),
  tags: z.array(z.object({ name: z.string(), value: z.string() })),
});
export type Posted = z.infer<typeof request> & { once: string };

/** The secrets that a school with a post has. */
export const postSecrets = {
  webhook: `whsec_${btoa("a webhook secret of the tests")}`,
  link: "a link secret of the tests",
};

/** Stands in for the mail service of a test's school; `answer` says what it does with the next letter. */
export function openPost() {
  const posted: Posted[] = [];
  const post = {
    posted,
    answer: (): { status: number; body: object } => ({ status: 200, body: { id: `v${posted.length}` } }),
  };
  vi.stubEnv("RESEND_API_KEY", "re_test");
  vi.stubEnv("RESEND_BASE_URL", "https://post.invalid");
  vi.stubEnv("RESEND_WEBHOOK_SECRET", postSecrets.webhook);
  vi.stubEnv("MAIL_LINK_SECRET", postSecrets.link);
  vi.stubEnv("MAIL_FROM", "post@school.example");
  vi.stubEnv("SCHOOL_ORIGIN", "https://school.example");
  vi.stubGlobal("fetch", async (url: string, init: { body: string; headers: HeadersInit }) => {
    if (url !== "https://post.invalid/emails") throw new Error(`nobody answers at ${url}`);
    const { status, body } = post.answer();
    if (status === 200) {
      const once = new Headers(init.headers).get("idempotency-key") ?? "";
      posted.push({ ...request.parse(JSON.parse(init.body)), once });
    }
    return new Response(JSON.stringify(status === 200 ? { id: `v${posted.length}` } : body), {
      status,
      headers: { "content-type": "application/json" },
    });
  });
  return post;
}
