/* eslint-disable */
/**
 * Generated `ComponentApi` utility.
 *
 * THIS CODE IS AUTOMATICALLY GENERATED.
 *
 * To regenerate, run `npx convex dev`.
 * @module
 */

import type { FunctionReference } from "convex/server";

/**
 * A utility for referencing a Convex component's exposed API.
 *
 * Useful when expecting a parameter like `components.myComponent`.
 * Usage:
 * ```ts
 * async function myFunction(ctx: QueryCtx, component: ComponentApi) {
 *   return ctx.runQuery(component.someFile.someQuery, { ...args });
 * }
 * ```
 */
export type ComponentApi<Name extends string | undefined = string | undefined> =
  {
    lib: {
      balance: FunctionReference<
        "query",
        "internal",
        { account: string },
        { sum: number; bookings: number },
        Name
      >;
      book: FunctionReference<
        "mutation",
        "internal",
        { account: string; amount: number },
        string,
        Name
      >;
      bookLater: FunctionReference<
        "mutation",
        "internal",
        { account: string; amount: number; tell: string },
        string,
        Name
      >;
      correct: FunctionReference<
        "mutation",
        "internal",
        { entry: string; by: number },
        null,
        Name
      >;
      files: FunctionReference<"query", "internal", {}, number, Name>;
      fileUrl: FunctionReference<
        "query",
        "internal",
        { id: string },
        any,
        Name
      >;
      jobs: FunctionReference<"query", "internal", {}, Array<any>, Name>;
      moment: FunctionReference<"query", "internal", {}, number, Name>;
      read: FunctionReference<"query", "internal", { id: string }, any, Name>;
      search: FunctionReference<
        "query",
        "internal",
        { words: string },
        Array<string>,
        Name
      >;
      secretHandle: FunctionReference<"query", "internal", {}, string, Name>;
      store: FunctionReference<
        "action",
        "internal",
        { text: string },
        string,
        Name
      >;
      surroundings: FunctionReference<"query", "internal", {}, any, Name>;
      wrongReturn: FunctionReference<"query", "internal", {}, number, Name>;
    };
  };
