import type { AuthConfig } from "convex/server";
import { issuerOf } from "../services/users/issuer";

/**
 * Whose tokens the school believes: Clerk's where its issuer is set, those of the identity service that comes with
 * Doctrina otherwise. Never both: nobody may sign in with a left-over key of the other.
 */
function providers(): AuthConfig["providers"] {
  // eslint-disable-next-line @convex-dev/no-process-env -- every kind of deployment sets these from outside
  const { CLERK_JWT_ISSUER_DOMAIN: clerk, IDENTITY_ISSUER: issuer, IDENTITY_JWKS: jwks } = process.env;
  if (clerk) return [{ domain: issuerOf(clerk), applicationID: "convex" }];
  if (issuer && jwks) return [{ type: "customJwt", applicationID: "convex", issuer, jwks, algorithm: "RS256" }];
  return [];
}

export default { providers: providers() } satisfies AuthConfig;
