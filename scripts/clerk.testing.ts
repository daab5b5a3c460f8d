import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTHeaderParameters } from "jose";
import { serve } from "../runtime/conformance/support/harness";

/** The secret that Clerk's dashboard shows for an endpoint of webhooks. */
export const WEBHOOK_SECRET = `whsec_${Buffer.from("a secret of the tests, 32 bytes!").toString("base64")}`;

export type Claims = Record<string, unknown>;
export const nowSeconds = () => Math.floor(Date.now() / 1000);

/** A pair of keys as an issuer has them. */
export async function newKey(kid: string) {
  const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: "RS256", use: "sig" } };
}
export type Key = Awaited<ReturnType<typeof newKey>>;

/** Loading the school's functions takes long on a busy machine (ms): a hang ends a test, a slow machine does not. */
export const openingMs = 180_000;

/** What Clerk serves at a school's Frontend API URL: who it is, and its keys. `asked` lists every path asked for. */
export async function openIssuer(keys: Key[]) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.setHeader("content-type", "application/json");
    if (request.url === "/.well-known/openid-configuration")
      response.end(JSON.stringify({ issuer: url, jwks_uri: `${url}/.well-known/jwks.json` }));
    else if (request.url === "/.well-known/jwks.json")
      response.end(JSON.stringify({ keys: keys.map(({ jwk }) => jwk) }));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    asked,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The school's own functions on the embedded runtime, with Clerk's settings: an issuer here, and a webhook's secret. */
export const serveSchool = (issuer: string) =>
  serve({
    functionsDir: fileURLToPath(new URL("../convex", import.meta.url)),
    env: { CLERK_JWT_ISSUER_DOMAIN: issuer, CLERK_WEBHOOK_SIGNING_SECRET: WEBHOOK_SECRET, DOCTRINA_MODE: "school" },
  });

/** A session token of Clerk's, version 2, as its integration for Convex makes it. */
export const sessionClaims = (issuer: string, subject: string, more: Claims = {}): Claims => ({
  azp: "https://school.example",
  exp: nowSeconds() + 60,
  fva: [0, -1],
  iat: nowSeconds(),
  iss: issuer,
  jti: crypto.randomUUID().replaceAll("-", "").slice(0, 20),
  nbf: nowSeconds() - 10,
  sid: `sess_${subject}`,
  sts: "active",
  sub: subject,
  v: 2,
  aud: "convex",
  ...more,
});

/** A token of the template named "convex", the older way. */
export const templateClaims = (issuer: string, subject: string, more: Claims = {}): Claims => ({
  azp: "https://school.example",
  aud: "convex",
  email: `${subject}@example.com`,
  email_verified: true,
  exp: nowSeconds() + 60,
  family_name: "Noor",
  given_name: "Nia",
  iat: nowSeconds(),
  iss: issuer,
  jti: crypto.randomUUID(),
  name: "Nia Noor",
  nbf: nowSeconds() - 5,
  phone_number: null,
  picture: "https://img.clerk.com/x",
  sub: subject,
  updated_at: "2026-11-30T05:00:00Z",
  ...more,
});

/** Signs as Clerk does: RS256, with `kid`, `typ` and its own `cat` in the header. */
export const sign = (
  claims: Claims,
  key: Key,
  header: Partial<JWTHeaderParameters> = {},
  signer: CryptoKey | Uint8Array = key.privateKey,
): Promise<string> =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: "RS256", cat: "cl_B7d4PD111AAA", kid: key.kid, typ: "JWT", ...header })
    .sign(signer);
