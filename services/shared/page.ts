/** How a list is asked for: at most `numItems` rows after `cursor` (null is the beginning). Same shape as Convex's own. */
export type PageOptions = { numItems: number; cursor: string | null };
export type Page<Row> = { page: Row[]; isDone: boolean; continueCursor: string };
/** The most rows one page may carry; a larger wish is cut to this. */
export const largestPage = 100;
