import * as z from "zod";
import { idOf, type Id } from "../shared/id";
import { mailStates } from "./mail-states";
import { templateName } from "./templates";

/**
 * What becomes of a mail. It waits, then it was handed over (`sent`), then the vendor says how it ended: `delivered`,
 * `bounced`, or `complained` when its reader called it spam. `refused`: the vendor will not take it; it waits for a
 * person. `skipped`: not sent, for the `reason` given. `dropped`: a person took it out.
 */
export const mailState = z.enum(mailStates);
export type MailState = z.infer<typeof mailState>;

/** Why a mail was not sent. */
export const skipReason = z.enum([
  "gone",
  "no_address",
  "unsubscribed",
  "address_bounced",
  "complained",
  "read",
  "many",
]);
export type SkipReason = z.infer<typeof skipReason>;

/** A mail of the school to one person. Times in ms. */
export const mail = z.object({
  /** Names the occasion: one occasion is one mail, however often it is told. */
  key: z.string().min(1).max(300),
  template: templateName,
  /** Whose address is looked up when it is sent; null for someone without an account. */
  userId: idOf("users").nullable(),
  /** The address, as far as known: that of a person is written down when it is sent. Lower case. */
  to: z.string().max(320),
  locale: z.string().max(35).nullable(),
  /** What the letter says, as JSON text; null once it is of no more use. */
  params: z.string().max(200_000).nullable(),
  /** Not sent when this notification was read in the school before. */
  unlessRead: idOf("notifications").nullable(),
  /** Whether it is a try of a template with sample words. */
  isTest: z.boolean(),
  /** Whose act sent it, where people's acts are limited. */
  causedBy: idOf("users").nullable(),
  /** Whom it names besides its reader: it goes with them. */
  names: idOf("users").optional(),
  state: mailState,
  reason: skipReason.nullable(),
  /** What the vendor said last, when it was no yes. */
  error: z.string().max(2_000).nullable(),
  /** Its first line, unless that opens something. */
  subject: z.string().max(1_000).nullable(),
  /** The vendor's name for it. */
  vendorId: z.string().max(200).nullable(),
  createdAt: z.number(),
  sentAt: z.number().nullable(),
});
export type MailId = Id<"mails">;
export type Mail = z.infer<typeof mail> & { readonly _id: MailId };

/** An address that the post had trouble with. Times in ms. */
export const mailAddress = z.object({
  /** Lower case. */
  address: z.string().max(320),
  /** "fine" again once its owner said so. */
  state: z.enum(["fine", "bounced", "complained"]),
  /** In the words of whoever refused it. */
  detail: z.string().max(2_000),
  /** When it last changed, by the vendor's clock or by ours. */
  at: z.number(),
  /** When its owner last said that it is right; null when they never did. */
  confirmedAt: z.number().nullable(),
});
export type MailAddress = z.infer<typeof mailAddress> & { readonly _id: Id<"mailAddresses"> };
