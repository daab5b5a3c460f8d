import "server-only";
import { fetchQuery as fetchFrom, preloadQuery as preloadFrom } from "convex/nextjs";
import type { FunctionArgs, FunctionReference, FunctionReturnType } from "convex/server";
import type { Preloaded } from "convex/react";
import { connection } from "next/server";
import { serverConvexUrl } from "../env";

async function options() {
  // What a public page shows is live: it is read at each request, never at build time.
  await connection();
  return { url: serverConvexUrl(), skipConvexDeploymentUrlCheck: true };
}

/** Reads a public query for a server component, as a visitor who is not signed in. */
export async function fetchQuery<Query extends FunctionReference<"query">>(
  query: Query,
  args: FunctionArgs<Query>,
): Promise<FunctionReturnType<Query>> {
  return fetchFrom(query, args, await options());
}

/** Reads a public query for a page's first paint; `usePreloadedQuery` takes over from there and is live. */
export async function preloadQuery<Query extends FunctionReference<"query">>(
  query: Query,
  args: FunctionArgs<Query>,
): Promise<Preloaded<Query>> {
  return preloadFrom(query, args, await options());
}
