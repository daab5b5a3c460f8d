"use client";
import { useMutation } from "convex/react";
import { ConvexError } from "convex/values";
import { api } from "@/convex/_generated/api";
import type { Id } from "@/convex/_generated/dataModel";
import type { HelperRole } from "@/services/access/course-rights";

/**
 * Asks somebody to help with a course. That somebody may not teach comes as an answer, because the school writes it
 * down; for whoever asks it is a refusal like the others.
 */
export function useAskToHelp(courseId: Id<"courses">) {
  const add = useMutation(api.staff.add);
  return async ({ email, role }: { email: string; role: HelperRole }): Promise<void> => {
    const { outcome } = await add({ courseId, email, role });
    if (outcome === "unfit") throw new ConvexError({ code: "conflict", reason: "staff_unfit" });
  };
}
