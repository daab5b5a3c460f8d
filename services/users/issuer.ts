/**
 * The issuer that tokens of an OpenID domain name, however the domain was written down: with its scheme and without a
 * slash at the end, so that sessions and webhooks speak of the same person.
 */
export const issuerOf = (domain: string): string =>
  (domain.includes("://") ? domain.trim() : `https://${domain.trim()}`).replace(/\/+$/, "");
