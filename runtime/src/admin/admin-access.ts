import type { IncomingMessage } from "node:http";
import { AuthFault, type Authenticator } from "../auth/authenticator";
import { HttpRefusal } from "../http/respond";

/** Lets the holder of the admin key pass and refuses everybody else, in words that the official command line prints. */
export async function requireAdmin(req: IncomingMessage, authenticator: Authenticator): Promise<void> {
  const sentence =
    "The admin key is not the one of this deployment. Check CONVEX_SELF_HOSTED_ADMIN_KEY and CONVEX_SELF_HOSTED_URL.";
  try {
    const caller = await authenticator.callerOfHeader(req.headers.authorization);
    if (caller.kind === "admin") return;
  } catch (error) {
    if (!(error instanceof AuthFault)) throw error;
  }
  throw new HttpRefusal(403, "BadAdminKey", sentence);
}
