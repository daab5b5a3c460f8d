import type { VectorIndexInfo } from "../database/catalog";
import { queryValue } from "../database/filter";
import { hashName } from "./vector-index";
import { valueHash } from "./text-index";

/** A vector search as `ctx.vectorSearch` asks for it; `indexName` is "table.index". */
export type VectorRequest = {
  readonly indexName: string;
  readonly limit?: number | null;
  readonly vector: readonly unknown[];
  readonly expressions: unknown;
};

/** Decides by the hashes of a document's filter values. */
export type VectorFilter = (hashes: readonly string[]) => boolean;

/** A vector search made ready to run. */
export type VectorQuery = {
  readonly vector: readonly number[];
  readonly limit: number;
  readonly filter: VectorFilter | null;
};

/** Convex's limits of one vector search. */
export const vectorLimits = { results: 256, expressions: 64 };
const usualResults = 10;

/** Checks a vector search against its index; throws an error that says what does not fit. */
export function parseVectorQuery(index: VectorIndexInfo, request: VectorRequest): VectorQuery {
  const { vector, expressions } = request;
  const limit = request.limit ?? usualResults;
  if (!Number.isInteger(limit) || limit < 1 || limit > vectorLimits.results)
    throw new Error(`Vector queries require a limit between 1 and ${vectorLimits.results}. Received: ${limit}`);
  if (vector.length !== index.dimensions)
    throw new Error(
      `Vector query against ${index.name} must be a vector of ${index.dimensions} dimensions, received ${vector.length}`,
    );
  if (!vector.every((part) => typeof part === "number" && Number.isFinite(part)))
    throw new Error(`Vector query against ${index.name} must be a vector of finite numbers`);
  const counted = { expressions: 0 };
  const filter = expressions === null || expressions === undefined ? null : compile(index, expressions, counted);
  if (counted.expressions > vectorLimits.expressions)
    throw new Error(
      `Vector query against ${index.name} has too many filter expressions. Max: ${vectorLimits.expressions} Actual: ${counted.expressions}`,
    );
  return { vector: vector as readonly number[], limit, filter };
}

function compile(index: VectorIndexInfo, expression: unknown, counted: { expressions: number }): VectorFilter {
  const { $eq, $or } = expression as {
    $eq?: readonly [{ $field?: string }, { $literal?: unknown }];
    $or?: readonly unknown[];
  };
  if ($or !== undefined) {
    const members = $or.map((member) => compile(index, member, counted));
    return (hashes) => members.some((member) => member(hashes));
  }
  const fieldPath = $eq?.[0].$field;
  if ($eq === undefined || fieldPath === undefined || !("$literal" in $eq[1]))
    throw new Error(`Vector query against ${index.name} has a filter that is neither \`q.eq\` nor \`q.or\``);
  counted.expressions += 1;
  const field = index.filterFields.indexOf(fieldPath);
  if (field < 0)
    throw new Error(
      `Vector query against ${index.name} contains an equality filter on ${fieldPath}, but that field isn't indexed for filtering in \`filterFields\`.`,
    );
  const hash = hashName(valueHash(queryValue($eq[1].$literal)));
  return (hashes) => hashes[field] === hash;
}
