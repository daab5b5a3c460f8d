import * as z from "zod";
import { roles } from "../access/permissions";
import type { Id } from "../shared/id";
import { visibleLine } from "../shared/visible-line";

export type UserId = Id<"users">;
export const role = z.enum(roles);
export const userStatus = z.enum(["active", "deactivated"]);
export const theme = z.enum(["system", "light", "dark"]);
/** Interface languages; the pseudo-locales prove that no sentence is outside the catalogues and that layout mirrors. */
export const locale = z.enum(["en", "en-XA", "ar-XB"]);

/** What a person writes about themselves. */
export const profile = z.object({
  name: z.string().overwrite(visibleLine).min(1).max(120),
  headline: z.string().trim().max(120),
  bio: z.string().trim().max(2_000),
});
export type Profile = z.infer<typeof profile>;

export const preferences = z.object({
  locale,
  theme,
  /** IANA name, e.g. "Europe/Lisbon"; null follows the browser. */
  timeZone: z.string().max(64).nullable(),
});
export type Preferences = z.infer<typeof preferences>;

/** A person at the school. `role` is ours: no sync with an identity provider ever writes it. */
export const user = z.object({
  /** "issuer|subject", the identity provider's name for the person. */
  tokenIdentifier: z.string(),
  email: z.string(),
  /** Lower-cased e-mail and name, for finding by prefix. */
  emailKey: z.string(),
  nameKey: z.string(),
  /** The name with its last word first, so that people are found by family name too. */
  familyKey: z.string().optional(),
  isEmailVerified: z.boolean(),
  ...profile.shape,
  ...preferences.shape,
  /** The time zone of the browser that they came with last; stands in where they chose none. */
  seenTimeZone: z.string().max(64).nullable().optional(),
  role,
  status: userStatus,
  /** Set when the identity provider deleted the person; such a row never comes back to life. */
  deletedAt: z.number().nullable(),
  createdAt: z.number(),
  /** The provider's own time of the newest thing it told of this person; absent until it tells. */
  identityUpdatedAt: z.number().optional(),
  /** Whether the person chose their name here: then the provider's name no longer replaces it. */
  hasOwnName: z.boolean().optional(),
});
export type User = z.infer<typeof user> & { readonly _id: UserId };
