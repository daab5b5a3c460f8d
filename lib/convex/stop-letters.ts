import "server-only";
import { fetchMutation } from "convex/nextjs";
import { api } from "@/convex/_generated/api";
import { serverConvexUrl } from "../env";
import { readRefusal } from "../refusal";

/** Ends the letters that a token names; false when it is none of ours. */
export async function stopLettersAt(token: string): Promise<boolean> {
  try {
    await fetchMutation(api.mail.stop, { token }, { url: serverConvexUrl(), skipConvexDeploymentUrlCheck: true });
    return true;
  } catch (error) {
    if (readRefusal(error)) return false;
    throw error;
  }
}
