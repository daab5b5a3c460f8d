import * as z from "zod";
import { idOf, type Id } from "../shared/id";

export const notificationKinds = [
  "enrollmentGranted",
  "enrollmentWithdrawn",
  "enrollmentCompleted",
  "courseCompleted",
  "studentEnrolled",
  "importFinished",
  "roleChanged",
  "invitationAccepted",
  "staffAdded",
  "staffRemoved",
] as const;

/** Something to tell one person. The sentence is looked up by `kind` in the catalogue, with `params` in it. */
export const notification = z.object({
  kind: z.enum(notificationKinds),
  params: z.record(z.string(), z.string()),
  /** Path inside the school that shows what happened. */
  href: z.string().max(500),
  readAt: z.number().nullable(),
  createdAt: z.number(),
  /** Whom else it names: it goes with them. */
  names: idOf("users").optional(),
});
export type Notification = z.infer<typeof notification> & {
  readonly _id: Id<"notifications">;
  readonly userId: Id<"users">;
};
