import "server-only";
import { cookies, headers } from "next/headers";

/**
 * Whether a whole page is asked for, as by a typed address, a crawler or curl, rather than the part of it that a link
 * inside the school fetches. Only a whole page has a status of its own, so only then is it worth waiting for one.
 */
export async function isWholePage(): Promise<boolean> {
  return (await headers()).get("sec-fetch-dest") !== "empty";
}

/** Someone who may be signed in may be staff, to whom a draft is a page; a visitor gets the plain answer at once. */
export async function maySeeDrafts(): Promise<boolean> {
  return (await cookies()).getAll().some((cookie) => /session/i.test(cookie.name));
}

/** A part of an address as it was meant; null for one that means nothing, such as a lone "%". */
export function readAddress(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
