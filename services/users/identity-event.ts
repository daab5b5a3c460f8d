import * as z from "zod";

const told = z.object({
  id: z.string().min(1).max(255),
  first_name: z.string().nullish(),
  last_name: z.string().nullish(),
  email_addresses: z
    .array(
      z.object({
        id: z.string(),
        email_address: z.string(),
        verification: z.object({ status: z.string().nullish() }).nullish(),
      }),
    )
    .default([]),
  primary_email_address_id: z.string().nullish(),
  updated_at: z.number(),
});
/** The webhooks about people that an identity provider sends, in Clerk's shape. */
const payload = z.discriminatedUnion("type", [
  z.object({ type: z.literal("user.created"), data: told }),
  z.object({ type: z.literal("user.updated"), data: told }),
  z.object({ type: z.literal("user.deleted"), data: z.object({ id: z.string().min(1).max(255) }) }),
]);

export const identityEvent = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("told"),
    subject: z.string(),
    name: z.string().nullable(),
    email: z.string().nullable(),
    isEmailVerified: z.boolean(),
    /** The provider's clock, ms. */
    updatedAt: z.number(),
  }),
  z.object({ kind: z.literal("deleted"), subject: z.string() }),
]);
export type IdentityEvent = z.infer<typeof identityEvent>;

/** What a webhook's body says about a person; null for other kinds of event and for anything else. */
export function readIdentityEvent(body: unknown): IdentityEvent | null {
  const parsed = payload.safeParse(body);
  if (!parsed.success) return null;
  const { type, data } = parsed.data;
  if (type === "user.deleted") return { kind: "deleted", subject: data.id };
  const address =
    data.email_addresses.find(({ id }) => id === data.primary_email_address_id) ?? data.email_addresses[0] ?? null;
  return {
    kind: "told",
    subject: data.id,
    name: [data.first_name, data.last_name].filter(Boolean).join(" ").trim() || null,
    email: address?.email_address ?? null,
    isEmailVerified: address?.verification?.status === "verified",
    updatedAt: data.updated_at,
  };
}
