import type { IncomingMessage } from "node:http";
import { originOf } from "./origin";

/** Where a runtime is reached, as far as it was told; the rest is what its clients use. */
export type AddressOptions = {
  readonly pathPrefix?: string;
  readonly publicUrl?: string;
  readonly siteUrl?: string;
  readonly env?: Readonly<Record<string, string>>;
};

/** The addresses of a runtime: of its API, under a prefix or not, and of its HTTP actions. */
export class Addresses {
  readonly #options: AddressOptions;
  readonly #prefix: string;
  #seenUrl: string | null = null;

  constructor(options: AddressOptions) {
    this.#options = options;
    this.#prefix = (options.pathPrefix ?? "").replace(/\/+$/, "");
  }

  /** The rest of a path below the prefix; null for a path of somebody else's. */
  within(pathname: string): string | null {
    if (this.#prefix === "" || pathname === this.#prefix || pathname.startsWith(`${this.#prefix}/`))
      return pathname.slice(this.#prefix.length);
    return null;
  }

  /** The API's address for whoever asks here. */
  urlOf(req: IncomingMessage): string {
    this.#seenUrl = this.#options.publicUrl ?? `${originOf(req)}${this.#prefix}`;
    return this.#seenUrl;
  }

  /** The API's address for work that no request has asked for. */
  get api(): string {
    const { publicUrl, env } = this.#options;
    return publicUrl ?? this.#seenUrl ?? env?.CONVEX_CLOUD_URL ?? `http://localhost${this.#prefix}`;
  }

  /** The address of HTTP actions beside that of the API. */
  siteOf(api: string): string {
    return this.#options.siteUrl ?? `${api}/http`;
  }

  /** The address of HTTP actions for whoever asks on their own port. */
  siteSeenBy(req: IncomingMessage): string {
    return this.#options.siteUrl ?? originOf(req);
  }
}
