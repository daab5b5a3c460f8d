import "server-only";
import { fetchMutation, fetchQuery } from "convex/nextjs";
import { api } from "@/convex/_generated/api";
import type { Stopping } from "@/services/mail/stop-letters";
import { serverConvexUrl } from "../env";
import { readRefusal } from "../refusal";

/** Longer than any token of ours. */
const longestToken = 500;
const options = () => ({ url: serverConvexUrl(), skipConvexDeploymentUrlCheck: true });

/** What an address names as its token; nothing where it names several, or what cannot be one. */
export const readToken = (given: string | string[] | null | undefined): string =>
  typeof given === "string" && given.length <= longestToken ? given : "";

/** What a token would end, and whether it is ended; null when it is none of ours. */
export async function stopLinkAt(token: string): Promise<Stopping | null> {
  try {
    return await fetchQuery(api.mail.stopLink, { token }, options());
  } catch (error) {
    if (readRefusal(error)) return null;
    throw error;
  }
}

/** Ends the letters that a token names; false when it is none of ours. */
export async function stopLettersAt(token: string): Promise<boolean> {
  try {
    await fetchMutation(api.mail.stop, { token }, options());
    return true;
  } catch (error) {
    if (readRefusal(error)) return false;
    throw error;
  }
}
