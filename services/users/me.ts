import * as z from "zod";
import { role, userStatus, profile, preferences, type User } from "./user";
import { idOf } from "../shared/id";

/** What a person sees of themselves. */
export const me = z.object({
  _id: idOf("users"),
  email: z.string(),
  role,
  status: userStatus,
  ...profile.shape,
  ...preferences.shape,
  /** Unread notifications. */
  unread: z.number(),
});
export type Me = z.infer<typeof me>;

/** A person's own view of their row; someone who was deleted is nobody. */
export function asMe(user: User, unread: number): Me | null {
  if (user.deletedAt !== null) return null;
  const { _id, name, email, role, status, headline, bio, locale, theme, timeZone } = user;
  return { _id, name, email, role, status, headline, bio, locale, theme, timeZone, unread };
}
