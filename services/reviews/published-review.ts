import * as z from "zod";
import { idOf } from "../shared/id";
import type { UserReader } from "../users/user-store";
import { review, type Review } from "./review";

/** A review as everyone sees it: its author by name only. */
export const publishedReview = z.object({ _id: idOf("reviews"), ...review.shape, authorName: z.string() });
export type PublishedReview = z.infer<typeof publishedReview>;

/** Reviews with their authors' names; people are read in one batch. */
export async function withAuthors(
  { users }: { users: Pick<UserReader, "byIds"> },
  rows: readonly Review[],
): Promise<PublishedReview[]> {
  const names = new Map((await users.byIds(rows.map((row) => row.userId))).map((user) => [user._id, user.name]));
  return rows.map(({ _id, stars, text, reply, createdAt, userId }) => ({
    _id,
    stars,
    text,
    reply,
    createdAt,
    authorName: names.get(userId) ?? "–",
  }));
}
