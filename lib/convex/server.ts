import "server-only";
import { fetchQuery as fetchFrom } from "convex/nextjs";
import type { FunctionArgs, FunctionReference, FunctionReturnType } from "convex/server";
import { connection } from "next/server";
import { serverConvexUrl } from "../env";

/** Reads a public query for a server component, as a visitor who is not signed in. */
export async function fetchQuery<Query extends FunctionReference<"query">>(
  query: Query,
  args: FunctionArgs<Query>,
): Promise<FunctionReturnType<Query>> {
  // What a public page shows is live: it is read at each request, never at build time.
  await connection();
  return fetchFrom(query, args, { url: serverConvexUrl(), skipConvexDeploymentUrlCheck: true });
}
