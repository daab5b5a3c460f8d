import * as z from "zod";
import { idOf } from "../shared/id";
import { notification } from "./notification";

/** What waits for someone's next digest; one row a person, gone when the digest is. Times in ms. */
export const digestRow = z.object({
  userId: idOf("users"),
  dueAt: z.number(),
  items: z.array(
    z.object({
      /** Null where the person is told by mail only. */
      notificationId: idOf("notifications").nullable(),
      kind: notification.shape.kind,
      params: notification.shape.params,
      href: notification.shape.href,
      names: notification.shape.names,
    }),
  ),
  /** How many more there were than are kept. */
  more: z.number(),
});
export type DigestRow = z.infer<typeof digestRow>;
export type DigestItem = DigestRow["items"][number];
