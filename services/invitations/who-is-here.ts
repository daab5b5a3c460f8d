import type { User } from "../users/user";
import { keyOf } from "../users/user-keys";
import { isExpected, mostOfOneAddress } from "../users/expected";
import type { UserReader } from "../users/user-store";

/**
 * Who is at the school with this address already: someone who has proven it, or who is expected with it. An account
 * that only claims the address is nobody here, so that it cannot keep its owner from being invited.
 */
export async function whoIsHere(
  { users }: { users: Pick<UserReader, "byEmail"> },
  email: string,
): Promise<User | null> {
  const rows = await users.byEmail(keyOf(email), mostOfOneAddress);
  return rows.find((row) => row.isEmailVerified || isExpected(row)) ?? null;
}
