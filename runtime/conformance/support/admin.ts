import type { ConvexHttpClient } from "convex/browser";
import { adminKey } from "./harness";

type AsAdmin = { setAdminAuth(key: string, identity?: Record<string, string>): void };

/** Lets a client call as the holder of the admin key, or as somebody in whose name that one acts. */
export function asAdmin(http: ConvexHttpClient, identity?: Record<string, string>): ConvexHttpClient {
  // The method is there for the official command line and left out of the public types.
  (http as unknown as AsAdmin).setAdminAuth(adminKey, identity);
  return http;
}
