import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportSPKI, generateKeyPair, importJWK, UnsecuredJWT, type CryptoKey } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { api } from "../convex/_generated/api";
import type { Served } from "../runtime/conformance/support/harness";
import {
  newKey,
  nowSeconds,
  openingMs,
  openIssuer,
  serveSchool,
  sessionClaims,
  sign,
  templateClaims,
  type Claims,
  type Key,
} from "./clerk.testing";

/** Clerk's tokens at the school's own functions on the embedded runtime, with the issuer's keys served by HTTP. */
let served: Served;
let issuer: Awaited<ReturnType<typeof openIssuer>>;
let key: Key;
const keys: Key[] = [];
let thief: { url: string; asked: string[]; key: Key; close(): void };

beforeAll(async () => {
  key = await newKey("ins_2abcDEF");
  keys.push(key);
  issuer = await openIssuer(keys);
  served = await serveSchool(issuer.url);
  thief = await openThief();
}, openingMs);
afterAll(async () => {
  await served.stop();
  await issuer.close();
  thief.close();
});

/** Somebody with keys of their own under Clerk's names, who notes whether anybody asks for them. */
async function openThief() {
  const own = await newKey(key.kid);
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.end(JSON.stringify({ keys: [own.jwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, asked, key: own, close: () => server.close() };
}

function asUser(token: string) {
  const client = served.http();
  client.setAuth(token);
  return client;
}
const session = (subject: string, more: Claims = {}) => sign(sessionClaims(issuer.url, subject, more), key);

describe("a token of Clerk's", () => {
  test("by its integration for Convex lets a person arrive, by HTTP and by WebSocket", async () => {
    const token = await session("user_native", { email: "native@example.com", email_verified: true, name: "Nat Ive" });
    expect(await asUser(token).mutation(api.users.arrive, {})).toMatchObject({ role: "student" });
    const client = served.client();
    client.setAuth(async () => token);
    expect(await client.query(api.users.me, {})).toMatchObject({ name: "Nat Ive", email: "native@example.com" });
  });
  test("that says nothing of the person lets them arrive all the same, without an address", async () => {
    const client = asUser(await session("user_bare"));
    await client.mutation(api.users.arrive, {});
    expect(await client.query(api.users.me, {})).toMatchObject({ email: "", role: "student" });
  });
  test("by the older template named convex lets a person arrive", async () => {
    const client = asUser(await sign(templateClaims(issuer.url, "user_template"), key));
    await client.mutation(api.users.arrive, {});
    expect(await client.query(api.users.me, {})).toMatchObject({
      name: "Nia Noor",
      email: "user_template@example.com",
      role: "student",
    });
  });
  test("grants no role, whatever metadata and organisations it carries", async () => {
    const client = asUser(
      await session("user_proud", {
        role: "admin",
        metadata: { role: "admin" },
        public_metadata: { role: "admin" },
        o: { id: "org_1", slg: "staff", rol: "admin" },
        org_role: "org:admin",
        tokenIdentifier: "pending|somebody",
        subject: "somebody",
        issuer: "https://elsewhere.example",
      }),
    );
    expect(await client.mutation(api.users.arrive, {})).toMatchObject({ role: "student" });
    await expect(client.query(api.school.overview, {})).rejects.toMatchObject({ data: { reason: "school.manage" } });
  });
  test("signed by a key that Clerk has changed to since is accepted, and the school need not start again", async () => {
    const next = await newKey("ins_next");
    keys.push(next);
    const token = () => sign(sessionClaims(issuer.url, "user_later"), next);
    // Keys are asked for again only after a pause, so that forgeries cannot make the school ask without end.
    await expect.poll(async () => (await ask(await token())).status, { timeout: 30_000, interval: 500 }).toBe(200);
  });
});

const ask = (token: string) =>
  fetch(`${served.url}/api/mutation`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ path: "users:arrive", args: [{}], format: "convex_encoded_json" }),
  });

const base64 = (value: unknown) =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");
const partsOf = async (subject = "user_forged") => {
  const [head = "", body = "", signature = ""] = (await session(subject)).split(".");
  return { head, body, signature };
};
const good = (more: Claims = {}) => sessionClaims(issuer.url, "user_forged", more);
const header = (more: Claims = {}) => ({ alg: "RS256", kid: key.kid, typ: "JWT", ...more });
const textOf = async () => new TextEncoder().encode(await exportSPKI((await importJWK(key.jwk)) as CryptoKey));

/** Every way that we know to make a token that was never given. */
const forgeries: Record<string, () => Promise<string>> = {
  "that nobody signed": async () => new UnsecuredJWT(good()).encode(),
  "with alg none": async () => `${base64(header({ alg: "none" }))}.${base64(good())}.`,
  "with alg None and Clerk's signature": async () => {
    const { body, signature } = await partsOf();
    return `${base64(header({ alg: "None" }))}.${body}.${signature}`;
  },
  "by HS256 with the public key as PEM": async () => sign(good(), key, { alg: "HS256" }, await textOf()),
  "by HS256 with the public key as JSON": async () =>
    sign(good(), key, { alg: "HS256" }, new TextEncoder().encode(JSON.stringify(key.jwk))),
  "by HS256 with an empty key's stand-in": async () => sign(good(), key, { alg: "HS256" }, new Uint8Array(32)),
  "by PS256 with Clerk's key id": async () => {
    const pair = await generateKeyPair("PS256");
    return sign(good(), key, { alg: "PS256" }, pair.privateKey);
  },
  "by ES256 with Clerk's key id": async () => {
    const pair = await generateKeyPair("ES256");
    return sign(good(), key, { alg: "ES256" }, pair.privateKey);
  },
  "by somebody else's key under Clerk's key id": async () => sign(good(), thief.key),
  "with an unknown key id": async () => sign(good(), { ...thief.key, kid: "ins_other" }),
  "without a key id": async () => sign(good(), key, { kid: undefined }),
  "with a path for a key id": async () => sign(good(), { ...thief.key, kid: "../../../dev/null" }),
  "of another issuer": async () => sign(good({ iss: thief.url }), key),
  "of an issuer with another case": async () => sign(good({ iss: issuer.url.replace("http", "HTTP") }), key),
  "of an issuer that only begins like Clerk's": async () => sign(good({ iss: `${issuer.url}.evil.example` }), key),
  "of several issuers": async () => sign(good({ iss: [issuer.url, thief.url] as unknown as string }), key),
  "without an issuer": async () => sign(good({ iss: undefined }), key),
  "for another audience": async () => sign(good({ aud: "supabase" }), key),
  "without an audience, as Clerk gives it where the integration is off": async () =>
    sign(good({ aud: undefined }), key),
  "that has ended": async () => sign(good({ exp: nowSeconds() - 60, iat: nowSeconds() - 120 }), key),
  "that never ends": async () => sign(good({ exp: undefined }), key),
  "that ends at a time that is no number": async () => sign(good({ exp: "tomorrow" as unknown as number }), key),
  "that does not hold yet": async () => sign(good({ nbf: nowSeconds() + 600 }), key),
  "without a subject": async () => sign(good({ sub: undefined }), key),
  "with a list of subjects": async () => sign(good({ sub: ["user_a", "user_b"] as unknown as string }), key),
  "that names where its keys are (jku)": async () => sign(good(), thief.key, { jku: `${thief.url}/jwks.json` }),
  "that names where its certificate is (x5u)": async () => sign(good(), thief.key, { x5u: `${thief.url}/cert.pem` }),
  "that brings its key along (jwk)": async () => sign(good(), thief.key, { jwk: thief.key.jwk }),
  "that brings a certificate along (x5c)": async () => sign(good(), thief.key, { x5c: [base64("certificate")] }),
  "that asks for an extension that must be understood (crit)": async () => {
    const { body, signature } = await partsOf();
    return `${base64(header({ crit: ["school"], school: true }))}.${body}.${signature}`;
  },
  "whose body was changed": async () => {
    const { head, signature } = await partsOf();
    return `${head}.${base64(good({ sub: "user_admin" }))}.${signature}`;
  },
  "to which a second subject was added": async () => {
    const { head, body, signature } = await partsOf();
    const doubled = Buffer.from(body, "base64url").toString().replace(/}$/, ',"sub":"user_admin"}');
    return `${head}.${base64(doubled)}.${signature}`;
  },
  "whose head was changed": async () => {
    const { body, signature } = await partsOf();
    return `${base64(header({ typ: "jwt", x: 1 }))}.${body}.${signature}`;
  },
  "of another kind (typ)": async () => sign(good(), key, { typ: "logout+jwt" }),
  "with a signature of other bytes": async () => {
    const { head, body } = await partsOf();
    return `${head}.${body}.${base64("x".repeat(256))}`;
  },
  "with an empty signature": async () => {
    const { head, body } = await partsOf();
    return `${head}.${body}.`;
  },
  "with a fourth part": async () => `${await session("user_forged")}.extra`,
  "that is larger than any of Clerk's": async () => session("user_forged", { padding: "x".repeat(40_000) }),
  "that is no token": async () => "Clerk",
};

describe("a token", () => {
  test.each(Object.keys(forgeries))("%s is refused and nobody arrives", async (kind) => {
    const token = (await forgeries[kind]?.()) ?? "";
    const answer = await ask(token);
    // Node itself turns away a head that is larger than any of ours.
    expect(answer.status).toBe(kind.includes("larger") ? 431 : 401);
    expect(await answer.text()).not.toContain("at ");
    for (const subject of ["user_forged", "user_admin", "user_a", "user_b"]) {
      expect(await asUser(await session(subject)).query(api.users.me, {})).toBeNull();
    }
  });
  test("never makes the school ask anybody but Clerk for keys", () => {
    expect(thief.asked).toEqual([]);
    expect(new Set(issuer.asked)).toEqual(new Set(["/.well-known/openid-configuration", "/.well-known/jwks.json"]));
  });
});
