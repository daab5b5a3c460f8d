import { createCipheriv, createDecipheriv, createHash, createHmac } from "node:crypto";
import type { QueryJson } from "./database";

/** Where a page ends: an entry of the index, or null for the end of the range. */
export type Position = Uint8Array | null;

const keyLength = 16;
const nonceLength = 12;
const markLength = 16;
const fingerprintLength = 8;

/** Bytes of secret that a codec needs. */
export const cursorSecretLength = 32;

/** Writes and reads page cursors: opaque, bound to their query, the same text for the same place. */
export class CursorCodec {
  readonly #key: Uint8Array;
  readonly #nonceKey: Uint8Array;

  constructor(secret: Uint8Array) {
    this.#key = secret.subarray(0, keyLength);
    this.#nonceKey = secret.subarray(keyLength);
  }

  /** What ties a cursor to its query. */
  fingerprint(query: QueryJson): Uint8Array {
    return createHash("sha256").update(JSON.stringify(query)).digest().subarray(0, fingerprintLength);
  }

  write(fingerprint: Uint8Array, position: Position): string {
    const plain = Buffer.concat([fingerprint, Buffer.from([position === null ? 0 : 1]), position ?? Buffer.alloc(0)]);
    // The nonce is derived from the content, so that an unchanged page is the same result again.
    const nonce = createHmac("sha256", this.#nonceKey).update(plain).digest().subarray(0, nonceLength);
    const cipher = createCipheriv("aes-128-gcm", this.#key, nonce);
    const hidden = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString("base64url");
  }

  /** Throws an error that starts with `InvalidCursor:` for a text that is no cursor of this query. */
  read(fingerprint: Uint8Array, cursor: string): Position {
    const plain = this.#open(Buffer.from(cursor, "base64url"));
    if (plain === null) throw new Error("InvalidCursor: Failed to parse cursor");
    if (!plain.subarray(0, fingerprintLength).equals(fingerprint)) {
      throw new Error(
        "InvalidCursor: Tried to run a query starting from a cursor, but it looks like this cursor is from a different query.",
      );
    }
    return plain[fingerprintLength] === 0 ? null : new Uint8Array(plain.subarray(fingerprintLength + 1));
  }

  #open(sealed: Buffer): Buffer | null {
    if (sealed.length < nonceLength + markLength + fingerprintLength + 1) return null;
    const decipher = createDecipheriv("aes-128-gcm", this.#key, sealed.subarray(0, nonceLength));
    decipher.setAuthTag(sealed.subarray(nonceLength, nonceLength + markLength));
    const plain = decipher.update(sealed.subarray(nonceLength + markLength));
    try {
      return Buffer.concat([plain, decipher.final()]);
    } catch (error) {
      if (error instanceof Error) return null;
      throw error;
    }
  }
}
