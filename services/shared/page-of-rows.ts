import type { Page, PageOptions } from "./page";

/** One page of rows that are all in memory; the cursor is the place of the next row. */
export function pageOfRows<Row>(rows: readonly Row[], { numItems, cursor }: PageOptions): Page<Row> {
  const from = cursor === null ? 0 : Number(cursor);
  const page = rows.slice(from, from + numItems);
  return { page, isDone: from + numItems >= rows.length, continueCursor: String(from + page.length) };
}
