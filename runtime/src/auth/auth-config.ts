import { ProjectError } from "../components/project";

/** An issuer of tokens that a project trusts. */
export type AuthProvider = {
  readonly kind: "oidc" | "customJwt";
  /** Compared with the token's `iss`, a slash at the end aside. */
  readonly issuer: string;
  /** Must be among the token's `aud`; null when the audience is not checked. */
  readonly audience: string | null;
  /** Where the keys are: an https or loopback URL, a data: URI, or null to ask the issuer's discovery document. */
  readonly jwks: string | null;
  readonly algorithms: readonly string[];
};

const oidcAlgorithms = ["RS256", "ES256"];

function fail(what: string): never {
  throw new ProjectError(`auth.config.ts: ${what}`);
}

function text(from: Record<string, unknown>, name: string): string {
  const value = from[name];
  if (typeof value !== "string" || value === "")
    fail(`a provider's ${name} is ${value === undefined ? "missing" : "not a text"}.`);
  return value;
}

/** Whether keys may be fetched from a URL: over https, or from this machine. */
export function isTrustedUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const parsed = new URL(url);
  return (
    parsed.protocol === "https:" ||
    (parsed.protocol === "http:" && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(parsed.hostname))
  );
}

function readProvider(value: unknown): AuthProvider {
  if (typeof value !== "object" || value === null) fail("a provider is not an object.");
  const from = value as Record<string, unknown>;
  if (from.type === undefined || from.type === "oidc") {
    const domain = text(from, "domain");
    const issuer = domain.includes("://") ? domain : `https://${domain}`;
    if (!isTrustedUrl(issuer)) fail(`the domain ${domain} is neither https nor on this machine.`);
    return { kind: "oidc", issuer, audience: text(from, "applicationID"), jwks: null, algorithms: oidcAlgorithms };
  }
  if (from.type !== "customJwt") fail(`providers of type ${JSON.stringify(from.type)} are not supported.`);
  const algorithm = text(from, "algorithm");
  if (algorithm !== "RS256" && algorithm !== "ES256") fail(`the algorithm ${algorithm} is neither RS256 nor ES256.`);
  const jwks = text(from, "jwks");
  if (!jwks.startsWith("data:") && !isTrustedUrl(jwks))
    fail(`the jwks ${jwks} is neither a data: URI, https nor on this machine.`);
  const audience = from.applicationID === undefined ? null : text(from, "applicationID");
  return { kind: "customJwt", issuer: text(from, "issuer"), audience, jwks, algorithms: [algorithm] };
}

/** Reads the default export of auth.config.ts; a project without one trusts nobody. */
export function readAuthConfig(config: unknown): AuthProvider[] {
  if (config === null || config === undefined) return [];
  const providers = (config as { providers?: unknown }).providers;
  if (!Array.isArray(providers)) fail("its default export has no list of providers.");
  return providers.map(readProvider);
}
