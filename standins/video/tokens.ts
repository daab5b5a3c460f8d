import { createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import * as z from "zod";
import { newId, type SigningKeyRow } from "./store";

/** What a token opens: the video with its captions, a thumbnail, or the storyboard. */
export type Audience = "v" | "t" | "s";

const claims = z.looseObject({
  sub: z.string(),
  aud: z.string(),
  exp: z.number(),
  nbf: z.number().optional(),
  kid: z.string().optional(),
});
const header = z.looseObject({ alg: z.literal("RS256"), kid: z.string().optional(), crit: z.undefined().optional() });

/** A token's claims; those beyond the registered ones are parameters of what is asked. */
export type Claims = z.infer<typeof claims>;

const LONGEST_TOKEN = 4_096;

/** A new RSA key of 2048 bits; the private half as Mux gives it: base64 of a PKCS#1 PEM. */
export function newSigningKey(now: number): { row: SigningKeyRow; privateKey: string } {
  const pair = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
  });
  return {
    row: { id: newId(now), createdAt: now, publicKey: pair.publicKey },
    privateKey: Buffer.from(pair.privateKey).toString("base64"),
  };
}

function readPart<T>(part: string | undefined, schema: z.ZodType<T>): T | null {
  try {
    return schema.safeParse(JSON.parse(Buffer.from(part ?? "", "base64url").toString("utf8"))).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/**
 * The claims of a token that opens `playbackId` for `audience` at this time (ms), or the reason why it does not. The
 * key's id may stand in the header or, as Mux's own client writes it, among the claims.
 */
export function readToken(
  token: string | null,
  wanted: { playbackId: string; audience: Audience; now: number },
  findKey: (id: string) => SigningKeyRow | undefined,
): Claims | { refused: string } {
  if (!token) return { refused: "This video is private: a token is needed." };
  const parts = token.split(".");
  if (token.length > LONGEST_TOKEN || parts.length !== 3) return { refused: "The token is malformed." };
  const head = readPart(parts[0], header);
  const said = readPart(parts[1], claims);
  if (!head || !said) return { refused: "The token is malformed." };
  const kid = said.kid ?? head.kid;
  const key = kid ? findKey(kid) : undefined;
  const signature = Buffer.from(parts[2] ?? "", "base64url");
  const body = Buffer.from(`${parts[0]}.${parts[1]}`);
  if (!key || !verify("RSA-SHA256", body, createPublicKey(key.publicKey), signature)) {
    return { refused: "The token is not signed by a key of this service." };
  }
  const seconds = wanted.now / 1000;
  if (said.exp <= seconds || (said.nbf !== undefined && said.nbf > seconds))
    return { refused: "The token has expired." };
  if (said.aud !== wanted.audience) return { refused: "The token is for something else." };
  if (said.sub !== wanted.playbackId) return { refused: "The token is for another video." };
  // A restriction that is not looked at would be no restriction.
  if (said.playback_restriction_id !== undefined) return { refused: "Playback restrictions are not supported here." };
  return said;
}
