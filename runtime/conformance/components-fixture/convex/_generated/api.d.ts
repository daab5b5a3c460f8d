/* eslint-disable */
/**
 * Generated `api` utility.
 *
 * THIS CODE IS AUTOMATICALLY GENERATED.
 *
 * To regenerate, run `npx convex dev`.
 * @module
 */

import type * as answers from "../answers.js";
import type * as books from "../books.js";
import type * as clocks from "../clocks.js";
import type * as http from "../http.js";
import type * as likes from "../likes.js";
import type * as limits from "../limits.js";
import type * as papers from "../papers.js";
import type * as people from "../people.js";
import type * as rooms from "../rooms.js";
import type * as scores from "../scores.js";
import type * as work from "../work.js";

import type {
  ApiFromModules,
  FilterApi,
  FunctionReference,
} from "convex/server";

declare const fullApi: ApiFromModules<{
  answers: typeof answers;
  books: typeof books;
  clocks: typeof clocks;
  http: typeof http;
  likes: typeof likes;
  limits: typeof limits;
  papers: typeof papers;
  people: typeof people;
  rooms: typeof rooms;
  scores: typeof scores;
  work: typeof work;
}>;

/**
 * A utility for referencing Convex functions in your app's public API.
 *
 * Usage:
 * ```js
 * const myFunctionReference = api.myModule.myFunction;
 * ```
 */
export declare const api: FilterApi<
  typeof fullApi,
  FunctionReference<any, "public">
>;

/**
 * A utility for referencing Convex functions in your app's internal API.
 *
 * Usage:
 * ```js
 * const myFunctionReference = internal.myModule.myFunction;
 * ```
 */
export declare const internal: FilterApi<
  typeof fullApi,
  FunctionReference<any, "internal">
>;

export declare const components: {
  actionCache: import("@convex-dev/action-cache/_generated/component.js").ComponentApi<"actionCache">;
  aggregate: import("@convex-dev/aggregate/_generated/component.js").ComponentApi<"aggregate">;
  byPlayer: import("@convex-dev/aggregate/_generated/component.js").ComponentApi<"byPlayer">;
  crons: import("@convex-dev/crons/_generated/component.js").ComponentApi<"crons">;
  migrations: import("@convex-dev/migrations/_generated/component.js").ComponentApi<"migrations">;
  presence: import("@convex-dev/presence/_generated/component.js").ComponentApi<"presence">;
  prosemirrorSync: import("@convex-dev/prosemirror-sync/_generated/component.js").ComponentApi<"prosemirrorSync">;
  rateLimiter: import("@convex-dev/rate-limiter/_generated/component.js").ComponentApi<"rateLimiter">;
  shardedCounter: import("@convex-dev/sharded-counter/_generated/component.js").ComponentApi<"shardedCounter">;
  workpool: import("@convex-dev/workpool/_generated/component.js").ComponentApi<"workpool">;
  ledger: import("../ledger/_generated/component.js").ComponentApi<"ledger">;
  second: import("../ledger/_generated/component.js").ComponentApi<"second">;
};
