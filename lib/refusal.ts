import { ConvexError } from "convex/values";
import { readAppErrorData, type AppErrorData } from "@/services/shared/app-error";

/** The refusal a service spoke, or null when what happened was a bug and belongs to the error boundary. */
export function readRefusal(error: unknown): AppErrorData | null {
  if (!(error instanceof ConvexError)) return null;
  return readAppErrorData(error.data);
}
