import "server-only";
import type { FunctionArgs, FunctionReference, FunctionReturnType } from "convex/server";
import { fetchQuery } from "@/lib/convex/server";

/**
 * What a public page first draws. While the services start again nobody can be asked: the page then comes with its
 * skeleton (`undefined`) and fills by itself when the connection returns. Everything else that fails is thrown.
 */
export async function firstView<Query extends FunctionReference<"query">>(
  query: Query,
  args: FunctionArgs<Query>,
): Promise<FunctionReturnType<Query> | undefined> {
  try {
    return await fetchQuery(query, args);
  } catch (error) {
    if (isAway(error)) return undefined;
    throw error;
  }
}

/** Whether nobody was there to ask: Node's fetch reports an unreachable host as a TypeError, a starting one says so. */
function isAway(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof Error && error.message.includes('"STARTING"'));
}
