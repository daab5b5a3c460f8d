import * as z from "zod";
import { cutText } from "../shared/cut-text";

/** What the vendor tells of a mail that it took; `at` in ms by its clock. */
export const mailEvent = z.object({
  kind: z.enum(["sent", "delivered", "bounced", "complained", "failed"]),
  /** Our own name for the mail, when it carried one. */
  mailId: z.string().nullable(),
  vendorId: z.string(),
  address: z.string(),
  /** Whether the address will refuse every further mail too. */
  isForGood: z.boolean(),
  /** Why, in the vendor's words; empty when it went well. */
  detail: z.string(),
  at: z.number(),
});
export type MailEvent = z.infer<typeof mailEvent>;

const kinds: Record<string, MailEvent["kind"]> = {
  "email.sent": "sent",
  "email.delivered": "delivered",
  "email.bounced": "bounced",
  // Resend did not try, because the address bounced or complained before.
  "email.suppressed": "bounced",
  "email.complained": "complained",
  "email.failed": "failed",
};

const wire = z.object({
  type: z.string(),
  created_at: z.string(),
  data: z.object({
    email_id: z.string().min(1).max(200),
    to: z.array(z.string().max(400)).min(1),
    tags: z
      .union([z.record(z.string(), z.string()), z.array(z.object({ name: z.string(), value: z.string() }))])
      .nullish(),
    bounce: z
      .object({ message: z.string().nullish(), type: z.string().nullish(), subType: z.string().nullish() })
      .nullish(),
    failed: z.object({ reason: z.string().nullish() }).nullish(),
    suppressed: z.object({ message: z.string().nullish(), type: z.string().nullish() }).nullish(),
  }),
});

/** Reads what Resend posts; null for what tells nothing of a mail's fate, or has another shape. */
export function readMailEvent(body: unknown): MailEvent | null {
  const read = wire.safeParse(body);
  const kind = read.success ? kinds[read.data.type] : undefined;
  if (!read.success || !kind) return null;
  const { type, created_at: createdAt, data } = read.data;
  const at = Date.parse(createdAt);
  const [to = ""] = data.to;
  if (Number.isNaN(at)) return null;
  const tags = Array.isArray(data.tags) ? Object.fromEntries(data.tags.map((tag) => [tag.name, tag.value])) : data.tags;
  const detail = data.bounce?.message ?? data.failed?.reason ?? data.suppressed?.message ?? "";
  return {
    kind,
    mailId: tags?.mail ?? null,
    vendorId: data.email_id,
    address: /<([^<>]+)>\s*$/.exec(to)?.[1] ?? to,
    // A full mailbox is not for good; an unknown kind of refusal may be.
    isForGood: type === "email.suppressed" || (kind === "bounced" && data.bounce?.type !== "Transient"),
    detail: cutText(detail, 2_000),
    at,
  };
}
