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
    // Node's fetch reports an unreachable host as a TypeError; an answer that is an error has another form.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
