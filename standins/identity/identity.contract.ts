import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify, type JSONWebKeySet } from "jose";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readIdentityEvent } from "../../services/users/identity-event";

/** Somebody with a proven address, signed in once. */
export type ContractPerson = {
  id: string;
  email: string;
  /** A token of the session; null when it is over. */
  token(): Promise<string | null>;
  /** Signs in a second time, elsewhere. */
  again(): Promise<{ token(): Promise<string | null> }>;
  signOut(): Promise<void>;
  remove(): Promise<void>;
};

/** A service that keeps accounts and signs tokens as Clerk does, and what the suite needs to know of it. */
export type IdentityService = {
  name: "stand-in" | "Clerk";
  issuer: string;
  keys(): Promise<JSONWebKeySet>;
  person(name: string): Promise<ContractPerson>;
  /** Bodies of the webhooks sent so far; null where this machine cannot be reached. */
  told: (() => Promise<unknown[]>) | null;
};

/** Where the stand-in knowingly does otherwise than Clerk; a run against Clerk prints them beside what it finds. */
export const KNOWN_DIFFERENCES = [
  "Tokens: Clerk's hold for 60 seconds, the stand-in's for 300.",
  "Claims: the stand-in says email, email_verified and name by itself; Clerk says them once they are added to the session token (docs/guides/clerk.md).",
  "The stand-in has no organisations, no second factor, no other providers of sign-in and no API for the backend.",
  "Webhooks: the stand-in sends user.created when the address is proven, and tells of nothing but people. Clerk's webhooks cannot reach a machine without a public address, so that only the stand-in's are looked at here; their signatures are tested with Clerk's own library.",
];

/** The longest (seconds) that a token may hold: a person who is shut out is out after it. */
const longestToken = 600;

/** What the school relies on in whoever keeps its accounts. Each name is a fact about it. */
export function identityContract(open: () => IdentityService): void {
  let nia: ContractPerson;
  const tokenOf = async (from: { token(): Promise<string | null> }) => (await from.token()) ?? "";
  const check = async (token: string) =>
    jwtVerify(token, createLocalJWKSet(await open().keys()), { issuer: open().issuer, audience: "convex" });

  beforeAll(async () => {
    nia = await open().person("Nia Noor");
  }, 60_000);
  afterAll(async () => {
    await nia.remove();
  }, 60_000);

  it("a token names the key that signed it, and the published keys verify it for Convex", async () => {
    const token = await tokenOf(nia);
    const { alg, typ, kid } = decodeProtectedHeader(token);
    expect([alg, typ]).toEqual(["RS256", "JWT"]);
    expect((await open().keys()).keys.map((key) => key.kid)).toContain(kid);
    const { payload } = await check(token);
    expect(payload).toMatchObject({ sub: nia.id, sid: expect.any(String) as string, v: 2 });
  });
  it("a token holds for minutes, and from about now on", async () => {
    const { exp = 0, iat = 0, nbf = 0 } = decodeJwt(await tokenOf(nia));
    expect(exp - iat).toBeGreaterThan(0);
    expect(exp - iat).toBeLessThanOrEqual(longestToken);
    expect(nbf).toBeLessThanOrEqual(iat);
  });
  it("a token says the address, that it is proven, and a name", async () => {
    expect(decodeJwt(await tokenOf(nia))).toMatchObject({
      email: nia.email,
      email_verified: true,
      name: expect.stringContaining("Nia") as string,
    });
  });
  it("published keys are public halves only, for signatures", async () => {
    for (const key of (await open().keys()).keys) {
      expect(key).toMatchObject({ kty: "RSA", use: "sig", alg: "RS256" });
      expect(key).not.toHaveProperty("d");
      expect(key).not.toHaveProperty("p");
    }
  });
  it("a token that was changed is not verified", async () => {
    const [head = "", , signature = ""] = (await tokenOf(nia)).split(".");
    const body = Buffer.from(JSON.stringify({ ...decodeJwt(await tokenOf(nia)), sub: "user_admin" }));
    await expect(check(`${head}.${body.toString("base64url")}.${signature}`)).rejects.toThrow();
  });
  it("another sign-in of the same person is another session of the same person", async () => {
    const [first, second] = [decodeJwt(await tokenOf(nia)), decodeJwt(await tokenOf(await nia.again()))];
    expect(second.sub).toBe(first.sub);
    expect(second.sid).not.toBe(first.sid);
  });
  it("two people are two subjects", async () => {
    const other = await open().person("Ola Other");
    expect(decodeJwt(await tokenOf(other)).sub).not.toBe(nia.id);
    await other.remove();
  });
  it("who has signed out is given no token any more", async () => {
    const leaving = await open().person("Lea Leaving");
    await leaving.signOut();
    expect(await leaving.token()).toBeNull();
    await leaving.remove();
  });
  it("who was removed is given no token any more, and the school is told of their beginning and their end", async ({
    skip,
  }) => {
    const gone = await open().person("Gus Gone");
    await gone.remove();
    expect(await gone.token()).toBeNull();
    const { told } = open();
    if (!told) return skip("webhooks cannot reach this machine");
    const events = (await told()).map(readIdentityEvent).filter((event) => event?.subject === gone.id);
    expect(events).toMatchObject([
      { kind: "told", name: "Gus Gone", email: gone.email, isEmailVerified: true },
      { kind: "deleted" },
    ]);
  });
}
