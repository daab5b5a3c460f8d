import { createHmac, timingSafeEqual } from "node:crypto";
import { realWorld, type World } from "../world";

const validForMs = 60 * 60 * 1000;

/** Makes and checks the tokens of upload URLs: valid for an hour, and nobody but this server can make one. */
export class UploadTokens {
  readonly #secret: Buffer;
  readonly #world: World;

  constructor(secret: Buffer, world: World = realWorld) {
    this.#secret = secret;
    this.#world = world;
  }

  create(): string {
    const body = `${(this.#world.now() + validForMs).toString(36)}.${Buffer.from(this.#world.randomBytes(9)).toString("base64url")}`;
    return `${body}.${this.#sign(body)}`;
  }

  isValid(token: string): boolean {
    const at = token.lastIndexOf(".");
    const body = token.slice(0, Math.max(0, at));
    const given = Buffer.from(token.slice(at + 1));
    const right = Buffer.from(this.#sign(body));
    if (given.length !== right.length || !timingSafeEqual(given, right)) return false;
    return parseInt(body.split(".")[0] ?? "", 36) > this.#world.now();
  }

  #sign(body: string): string {
    return createHmac("sha256", this.#secret).update(body).digest("base64url");
  }
}
