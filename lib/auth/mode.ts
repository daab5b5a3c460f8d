/** Who keeps the accounts: Clerk, or the identity service that comes with Doctrina. */
export type AuthMode = "clerk" | "embedded";

/** Chooses the identity provider from the environment: Clerk when both of its keys are there, ours otherwise. */
export function authModeOf(env: Record<string, string | undefined>): AuthMode {
  return env.NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY && env.CLERK_SECRET_KEY ? "clerk" : "embedded";
}
