import * as z from "zod";
import type { Id } from "../shared/id";

export const review = z.object({
  stars: z.number().int().min(1).max(5),
  text: z.string().max(4_000),
  reply: z.string().max(2_000).nullable(),
  createdAt: z.number(),
});
export type Review = z.infer<typeof review> & {
  readonly _id: Id<"reviews">;
  readonly courseId: Id<"courses">;
  readonly userId: Id<"users">;
};
