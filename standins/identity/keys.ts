import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from "jose";
import * as z from "zod";

const MONTHS_3_MS = 90 * 86_400_000;
// Every token signed by a key that has stepped down has ended after this long.
const RETIRED_MS = 3_600_000;

const keyRow = z.object({
  kid: z.string(),
  privateJwk: z.record(z.string(), z.unknown()),
  createdAt: z.number(),
  state: z.enum(["next", "signing", "retired"]),
  retiredAt: z.number().optional(),
});
const keyFile = z.object({ issuer: z.string(), keys: z.array(keyRow) });
type KeyRow = z.infer<typeof keyRow>;

/** The keys that sign access tokens, and everything a verifier needs to know of them. */
export type SigningKeys = {
  issuer: string;
  kid: string;
  privateKey: CryptoKey;
  /** Public halves of every key that signs, has signed within the last hour, or will sign next. */
  jwks: { keys: JWK[] };
};

async function newKey(state: KeyRow["state"], now: number): Promise<KeyRow> {
  const { privateKey } = await generateKeyPair("RS256", { modulusLength: 2048, extractable: true });
  const privateJwk = await exportJWK(privateKey);
  return { kid: await calculateJwkThumbprint(privateJwk), privateJwk: { ...privateJwk }, createdAt: now, state };
}

/**
 * The next state of the keys: a key is published as `next` one start before it may sign, so that no verifier meets a
 * token whose key it has not seen; a key that stepped down stays published for an hour.
 */
export async function rotate(keys: KeyRow[], now: number): Promise<KeyRow[]> {
  let rows = keys.filter((key) => key.state !== "retired" || now - (key.retiredAt ?? 0) < RETIRED_MS);
  const signing = rows.find((key) => key.state === "signing");
  const next = rows.find((key) => key.state === "next");
  if (!signing) return [await newKey("signing", now), await newKey("next", now)];
  if (next && now - signing.createdAt > MONTHS_3_MS) {
    rows = rows.map((key) => {
      if (key === signing) return { ...key, state: "retired" as const, retiredAt: now };
      return key === next ? { ...key, state: "signing" as const, createdAt: now } : key;
    });
  }
  return rows.some((key) => key.state === "next") ? rows : [...rows, await newKey("next", now)];
}

function publicHalf({ kid, privateJwk }: KeyRow): JWK {
  const { kty, n, e } = privateJwk as JWK;
  return { kty, n, e, kid, alg: "RS256", use: "sig" };
}

function writeDurably(file: string, text: string) {
  const draft = `${file}.new`;
  writeFileSync(draft, text, { mode: 0o600 });
  const handle = openSync(draft, "r+");
  fsyncSync(handle);
  closeSync(handle);
  renameSync(draft, file);
}

/** Whether a key is what its name says: the name is a sum of what others check its signatures with. */
async function isSound({ kid, privateJwk }: KeyRow): Promise<boolean> {
  try {
    await keyOf(privateJwk);
    return (await calculateJwkThumbprint(privateJwk)) === kid;
  } catch {
    // However the key is broken, nobody could be let in with it.
    return false;
  }
}

const keyOf = async (jwk: JWK) => (await importJWK(jwk, "RS256")) as CryptoKey;

/** What the file holds; null when it is damaged. */
async function readKeys(file: string): Promise<z.infer<typeof keyFile> | null> {
  try {
    const held = keyFile.parse(JSON.parse(readFileSync(file, "utf8")));
    const isWhole = (await Promise.all(held.keys.map(isSound))).every(Boolean);
    return isWhole ? held : null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}

/**
 * Opens the signing keys of a data folder, makes them on first use, and rotates them when they are three months old. Keys
 * that are damaged are replaced, which `log` is told: sessions do not depend on them, and tokens last only minutes.
 */
export async function openSigningKeys(
  folder: string,
  now: number,
  schoolId: string,
  log: (line: string) => void = () => undefined,
): Promise<SigningKeys> {
  const file = join(folder, "keys.json");
  const fresh = { issuer: `https://identity-${schoolId}.doctrina.invalid`, keys: [] };
  const found = existsSync(file) ? await readKeys(file) : fresh;
  if (!found) log(`${file} was damaged; it has new keys now. Nobody has to sign in again.`);
  const held = found ?? fresh;
  const keys = await rotate(held.keys, now);
  if (keys.some((key, place) => key !== held.keys[place]) || keys.length !== held.keys.length) {
    writeDurably(file, JSON.stringify({ issuer: held.issuer, keys }));
  }
  const signing = keys.find((key) => key.state === "signing");
  if (!signing) throw new Error("No key to sign with");
  return {
    issuer: held.issuer,
    kid: signing.kid,
    privateKey: await keyOf(signing.privateJwk),
    jwks: { keys: keys.map(publicHalf) },
  };
}

/** The key set as a `data:` address, which a verifier can read with no request and no order of starting. */
export function jwksDataUri(jwks: { keys: JWK[] }): string {
  return `data:application/json;base64,${Buffer.from(JSON.stringify(jwks)).toString("base64")}`;
}
