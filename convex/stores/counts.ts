import type { SchoolCount } from "../../services/school/school";
import type { MutationCtx } from "../_generated/server";

/** Adds to one of the school's kept counts; stores call it as they write what is counted. */
export async function count(db: MutationCtx["db"], name: SchoolCount, by: number): Promise<void> {
  if (by === 0) return;
  const row = await db
    .query("schoolCounts")
    .withIndex("by_name", (q) => q.eq("name", name))
    .unique();
  if (row) await db.patch("schoolCounts", row._id, { value: row.value + by });
  else await db.insert("schoolCounts", { name, value: by });
}

/** Counts a thing that was `before` and is `after` (null: it was or is not there). */
export async function recount(
  db: MutationCtx["db"],
  before: SchoolCount | null,
  after: SchoolCount | null,
): Promise<void> {
  if (before === after) return;
  if (before) await count(db, before, -1);
  if (after) await count(db, after, 1);
}
