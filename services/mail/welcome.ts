import type { User } from "../users/user";
import { sendMail, type MailDeps } from "./send-mail";

/** Writes the first letter to someone who has come, once, to an address that is proven to be theirs. */
export async function welcome(deps: MailDeps, user: Pick<User, "_id" | "isEmailVerified">): Promise<void> {
  if (!user.isEmailVerified) return;
  await sendMail(deps, { template: "welcome", params: {}, userId: user._id, key: `welcome/${user._id}` });
}
