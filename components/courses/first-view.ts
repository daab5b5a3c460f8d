import "server-only";
import type { FunctionArgs, FunctionReference, FunctionReturnType } from "convex/server";
import { fetchQuery } from "@/lib/convex/server";
import { readRefusal } from "@/lib/refusal";
import type { Asked } from "@/lib/use-ask";

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

/** `firstView` for a query that may refuse: what it has come to, as `useAsk` says it. */
export async function firstAnswer<Query extends FunctionReference<"query">>(
  query: Query,
  args: FunctionArgs<Query>,
): Promise<Asked<FunctionReturnType<Query>>> {
  try {
    const value = await firstView(query, args);
    return value === undefined ? { state: "loading" } : { state: "ready", value };
  } catch (error) {
    const refusal = readRefusal(error);
    if (!refusal) throw error;
    return { state: "refused", refusal };
  }
}

/** Whether nobody was there to ask: Node's fetch reports an unreachable host as a TypeError, a starting one says so. */
function isAway(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof Error && error.message.includes('"STARTING"'));
}
