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

  /** A token for an upload to a component, "" for the app. */
  create(component: string): string {
    const until = (this.#world.now() + validForMs).toString(36);
    const chance = Buffer.from(this.#world.randomBytes(9)).toString("base64url");
    const body = `${until}.${chance}.${Buffer.from(component).toString("base64url")}`;
    return `${body}.${this.#sign(body)}`;
  }

  /** The component that a token is for; null when it is not one of ours, or no longer valid. */
  read(token: string): string | null {
    const at = token.lastIndexOf(".");
    const body = token.slice(0, Math.max(0, at));
    const given = Buffer.from(token.slice(at + 1));
    const right = Buffer.from(this.#sign(body));
    if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
    const [until = "", , component = ""] = body.split(".");
    if (parseInt(until, 36) <= this.#world.now()) return null;
    return Buffer.from(component, "base64url").toString("utf8");
  }

  #sign(body: string): string {
    return createHmac("sha256", this.#secret).update(body).digest("base64url");
  }
}
