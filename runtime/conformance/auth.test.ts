import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWTHeaderParameters, type CryptoKey } from "jose";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { api } from "./fixture/convex/_generated/api";
import { adminKey, serve, Watched, type Served } from "./support/harness";

let served: Served;
let key: CryptoKey;
let publicJwk: Record<string, unknown>;
let otherKey: CryptoKey;
beforeAll(async () => {
  const pair = await generateKeyPair("RS256");
  key = pair.privateKey;
  otherKey = (await generateKeyPair("RS256")).privateKey;
  publicJwk = { ...(await exportJWK(pair.publicKey)), kid: "k1", alg: "RS256", use: "sig" };
  served = await serve({
    env: { FIXTURE_JWKS: `data:application/json,${encodeURIComponent(JSON.stringify({ keys: [publicJwk] }))}` },
  });
});
afterAll(() => served.stop());

type Claims = Record<string, unknown>;
const nowSeconds = () => Math.floor(Date.now() / 1000);
const claimsOf = (subject: string, more: Claims = {}): Claims => ({
  iss: "https://issuer.test",
  aud: "fixture",
  sub: subject,
  iat: nowSeconds(),
  exp: nowSeconds() + 300,
  ...more,
});

async function token(
  claims: Claims,
  header: Partial<JWTHeaderParameters> = {},
  signer: CryptoKey | Uint8Array = key,
): Promise<string> {
  return await new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "k1", typ: "JWT", ...header }).sign(signer);
}

function asUser(text: string) {
  const http = served.http();
  http.setAuth(text);
  return http;
}

describe("a good token", () => {
  test("[AU1] its claims become the identity, under Convex's names", async () => {
    const text = await token(
      claimsOf("u1", {
        name: "Ada",
        email: "ada@school.test",
        email_verified: true,
        given_name: "Ada",
        properties: { team: "red" },
        sid: "s",
      }),
    );
    expect(await asUser(text).query(api.who.am, {})).toEqual({
      tokenIdentifier: "https://issuer.test|u1",
      issuer: "https://issuer.test",
      subject: "u1",
      name: "Ada",
      email: "ada@school.test",
      emailVerified: true,
      givenName: "Ada",
      "properties.team": "red",
      sid: "s",
    });
  });

  test("[AU2] queries, mutations and actions see the same person, over the socket too", async () => {
    const client = served.client();
    const text = await token(claimsOf("u2"));
    client.setAuth(async () => text);
    expect(await client.mutation(api.who.writes, {})).toBe("u2");
    expect(await client.action(api.who.acts, {})).toBe("u2");
    expect((await client.query(api.who.am, {}))?.subject).toBe("u2");
  });

  test("[AU3] an identity that changes runs the client's queries again; each person sees their own result", async () => {
    const [ada, bob] = [await token(claimsOf("ada", { name: "Ada" })), await token(claimsOf("bob", { name: "Bob" }))];
    const clients = [ada, bob, null].map((text) => {
      const client = served.client();
      if (text !== null) client.setAuth(async () => text);
      const seen = new Watched<string>();
      client.onUpdate(api.who.amName, {}, seen.push);
      return { client, seen };
    });
    await Promise.all(clients.map(({ seen }, i) => seen.until((name) => name === ["Ada", "Bob", "nobody"][i])));
    expect(clients[0]?.seen.values).not.toContain("Bob");
    expect(clients[1]?.seen.values).not.toContain("Ada");
    clients[2]?.client.setAuth(async () => bob);
    await clients[2]?.seen.until((name) => name === "Bob");
    expect(clients[2]?.seen.values).toEqual(["nobody", "Bob"]);
  });

  test("[AU3] a result that begins to depend on who asks goes to each as who they are now, and not as who they were", async () => {
    const counter = crypto.randomUUID();
    const [ada, bob] = [await token(claimsOf("ada", { name: "Ada" })), await token(claimsOf("bob", { name: "Bob" }))];
    const raws = await Promise.all(
      [
        [ada, bob],
        [bob, ada],
        [ada, null],
      ].map(async (people) => {
        const raw = await served.socket();
        raw.connect();
        raw.send({ type: "Authenticate", tokenType: "User", value: people[0], baseVersion: 0 });
        const modifications = [{ type: "Add", queryId: 0, udfPath: "who:amOnceAsked", args: [{ counter }] }];
        raw.send({ type: "ModifyQuerySet", baseVersion: 0, newVersion: 1, modifications });
        await raw.next("Transition", ({ endVersion }) => (endVersion as { querySet: number }).querySet === 1);
        const now = people[1] ? { tokenType: "User", value: people[1] } : { tokenType: "None" };
        raw.send({ type: "Authenticate", ...now, baseVersion: 1 });
        await raw.next("Transition", ({ endVersion }) => (endVersion as { identity: number }).identity === 2);
        return raw;
      }),
    );
    await served.http().mutation(api.counters.add, { name: counter, by: 1 });
    const changed = ({ modifications }: Record<string, unknown>) => (modifications as unknown[]).length > 0;
    const told = await Promise.all(raws.map((raw) => raw.next("Transition", changed)));
    const names = told.map(({ modifications }) => (modifications as { value: string }[])[0]?.value);
    expect(names).toEqual(["Bob", "Ada", "nobody"]);
  });

  test("[AU4] a result that does not depend on who asks is computed once for everyone", async () => {
    const name = crypto.randomUUID();
    const before = served.runtime.health().queryExecutions;
    const watched = await Promise.all(
      ["a", "b", "c"].map(async (subject) => {
        const text = await token(claimsOf(subject));
        const client = served.client();
        client.setAuth(async () => text);
        const seen = new Watched<number>();
        client.onUpdate(api.counters.read, { name }, seen.push);
        await seen.until((value) => value === 0);
        return seen;
      }),
    );
    expect(served.runtime.health().queryExecutions - before).toBe(1);
    await served.http().mutation(api.counters.add, { name, by: 1 });
    await Promise.all(watched.map((seen) => seen.until((value) => value === 1)));
    expect(served.runtime.health().queryExecutions - before).toBe(2);
  });

  test("[AU5] when a token ends, the client is told and what it watches stops", async () => {
    const raw = await served.socket();
    raw.connect();
    const text = await token(claimsOf("brief", { exp: nowSeconds() - 4 }));
    raw.send({ type: "Authenticate", tokenType: "User", value: text, baseVersion: 0 });
    expect(await raw.next("Transition")).toMatchObject({ endVersion: { identity: 1 } });
    expect(await raw.next("AuthError")).toMatchObject({ authUpdateAttempted: false, error: "Token expired" });
    expect((await raw.closed).code).toBe(1000);
  });

  test("[AU6] a session that signs out is nobody", async () => {
    const client = served.client();
    const text = await token(claimsOf("leaving"));
    client.setAuth(async () => text);
    expect(await client.mutation(api.who.writes, {})).toBe("leaving");
    client.client.clearAuth();
    expect(await client.mutation(api.who.writes, {})).toBeNull();
  });
});

describe("a bad token", () => {
  const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const publicKeyText = () => new TextEncoder().encode(JSON.stringify(publicJwk));
  const forgeries: Record<string, () => Promise<string>> = {
    "signed by another key": () => token(claimsOf("x"), {}, otherKey),
    "with an unknown kid": () => token(claimsOf("x"), { kid: "k2" }),
    "without a kid": () => token(claimsOf("x"), { kid: undefined }),
    "without a typ": () => token(claimsOf("x"), { typ: undefined }),
    "of another typ": () => token(claimsOf("x"), { typ: "logout+jwt" }),
    "that is not signed": async () => new UnsecuredJWT(claimsOf("x")).encode(),
    "with alg none and our kid": async () =>
      `${base64({ alg: "none", kid: "k1", typ: "JWT" })}.${base64(claimsOf("x"))}.`,
    "signed by HS256 with the public key": () => token(claimsOf("x"), { alg: "HS256" }, publicKeyText()),
    "by RS512": async () => {
      const pair = await generateKeyPair("RS512");
      return await token(claimsOf("x"), { alg: "RS512" }, pair.privateKey);
    },
    "of another issuer": () => token(claimsOf("x", { iss: "https://evil.test" })),
    "of an issuer that begins like ours": () => token(claimsOf("x", { iss: "https://issuer.test.evil.test" })),
    "without an issuer": () => token(claimsOf("x", { iss: undefined })),
    "for another audience": () => token(claimsOf("x", { aud: "other" })),
    "without an audience": () => token(claimsOf("x", { aud: undefined })),
    "that has ended": () => token(claimsOf("x", { exp: nowSeconds() - 60 })),
    "that never ends": () => token(claimsOf("x", { exp: undefined })),
    "that does not hold yet": () => token(claimsOf("x", { nbf: nowSeconds() + 600 })),
    "without a subject": () => token(claimsOf("x", { sub: undefined })),
    "with an empty subject": () => token(claimsOf("", {})),
    "with a subject that is no text": () => token(claimsOf("x", { sub: 7 })),
    "with a changed body": async () => {
      const [head, , signature] = (await token(claimsOf("x"))).split(".");
      return `${head}.${base64(claimsOf("admin"))}.${signature}`;
    },
    "with a changed head": async () => {
      const [, body, signature] = (await token(claimsOf("x"))).split(".");
      return `${base64({ alg: "RS256", kid: "k1", typ: "JWT", crit: ["x"], x: 1 })}.${body}.${signature}`;
    },
    "with its own key in the head": async () => {
      const pair = await generateKeyPair("RS256", { extractable: true });
      return await token(claimsOf("x"), { jwk: await exportJWK(pair.publicKey) }, pair.privateKey);
    },
    "cut short": async () => (await token(claimsOf("x"))).slice(0, -10),
    "with an empty signature": async () => `${(await token(claimsOf("x"))).split(".").slice(0, 2).join(".")}.`,
    "that is no token": async () => "not.a.token",
    "that is empty": async () => "",
    "of twelve thousand letters": async () => `${"a".repeat(8_000)}.${"b".repeat(4_000)}.c`,
  };

  test.each(Object.keys(forgeries))("[AU7] a token %s is refused by HTTP and by WebSocket", async (kind) => {
    const text = (await forgeries[kind]?.()) ?? "";
    const answer = await fetch(`${served.url}/api/query`, {
      method: "POST",
      headers: { Authorization: `Bearer ${text}` },
      body: JSON.stringify({ path: "who:am", args: [{}] }),
    });
    expect(answer.status).toBe(401);
    const raw = await served.socket();
    raw.connect();
    raw.send({ type: "Authenticate", tokenType: "User", value: text, baseVersion: 0 });
    expect(await raw.next("AuthError")).toMatchObject({ authUpdateAttempted: true, baseVersion: 0 });
    await raw.closed;
    expect(raw.received.filter(({ type }) => type === "Transition")).toEqual([]);
  });

  test("[AU9] an OIDC issuer is found by its discovery document, which must name the issuer itself", async () => {
    const issuer = createServer((req, res) => {
      const origin = `http://${req.headers.host ?? ""}`;
      const says = req.url?.startsWith("/other") ? "https://elsewhere.test" : origin;
      if (req.url?.endsWith("/jwks")) res.end(JSON.stringify({ keys: [publicJwk] }));
      else res.end(JSON.stringify({ issuer: says, jwks_uri: `${origin}/jwks` }));
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => issuer.once("listening", resolve));
    const origin = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
    const oidc = await serve({ env: { FIXTURE_OIDC: origin, FIXTURE_OIDC_LIAR: `${origin}/other` } });
    const ask = async (iss: string) => {
      const http = oidc.http();
      http.setAuth(await token(claimsOf("from oidc", { iss, aud: "oidc-app", nested: { kept: true } })));
      return await http.query(api.who.am, {});
    };
    expect(await ask(origin)).toMatchObject({ subject: "from oidc", issuer: origin, nested: { kept: true } });
    await expect(ask(`${origin}/other`)).rejects.toThrow("names another issuer");
    await oidc.stop();
    issuer.close();
  });

  test("[AU8] the admin key acts as anyone, a wrong one as nobody", async () => {
    const raw = await served.socket();
    raw.connect();
    const impersonating = { issuer: "https://issuer.test", subject: "u9" };
    raw.send({ type: "Authenticate", tokenType: "Admin", value: adminKey, baseVersion: 0, impersonating });
    await raw.next("Transition");
    raw.send({ type: "Mutation", requestId: 0, udfPath: "who:writes", args: [{}] });
    expect(await raw.next("MutationResponse")).toMatchObject({ success: true, result: "u9" });
    const wrong = await served.socket();
    wrong.connect();
    wrong.send({ type: "Authenticate", tokenType: "Admin", value: "guess", baseVersion: 0 });
    expect(await wrong.next("AuthError")).toMatchObject({ authUpdateAttempted: true });
  });
});
