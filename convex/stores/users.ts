import type { User } from "../../services/users/user";
import { keyOf } from "../../services/users/user-keys";
import type { UserReader, UserStore } from "../../services/users/user-store";
import type { SchoolCount } from "../../services/school/school";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { recount } from "./counts";

const afterPrefix = (prefix: string) => `${prefix}\uffff`;
/** A list with a search or a second filter looks at no more rows than this for one page. */
const mostRowsRead = 1_000;

/** People in the database, for reading. */
export function userReader(db: QueryCtx["db"]): UserReader {
  const nameBegins = (text: string) =>
    db.query("users").withIndex("by_nameKey", (q) => q.gte("nameKey", text).lt("nameKey", afterPrefix(text)));
  const emailBegins = (text: string) =>
    db.query("users").withIndex("by_emailKey", (q) => q.gte("emailKey", text).lt("emailKey", afterPrefix(text)));

  const familyBegins = (text: string) =>
    db.query("users").withIndex("by_familyKey", (q) => q.gte("familyKey", text).lt("familyKey", afterPrefix(text)));

  /** Names first, then last names, then addresses: the first kind that anyone is found by. */
  async function found(search: string) {
    if (search.includes("@")) return emailBegins(search);
    if (await nameBegins(search).first()) return nameBegins(search);
    return (await familyBegins(search).first()) ? familyBegins(search) : emailBegins(search);
  }

  return {
    async byId(id) {
      const userId = db.normalizeId("users", id);
      return userId && db.get("users", userId);
    },
    async byIds(ids) {
      const rows = await Promise.all([...new Set(ids)].map((id) => db.get("users", id)));
      return rows.filter((row) => row !== null);
    },
    byToken: (tokenIdentifier) =>
      db
        .query("users")
        .withIndex("by_tokenIdentifier", (q) => q.eq("tokenIdentifier", tokenIdentifier))
        .unique(),
    byEmail: (emailKey, limit) =>
      db
        .query("users")
        .withIndex("by_emailKey", (q) => q.eq("emailKey", emailKey))
        // eslint-disable-next-line @convex-dev/no-filter-in-query -- few people share one address
        .filter((q) => q.eq(q.field("deletedAt"), null))
        .take(limit),
    async list({ search, role, status }, options) {
      const text = keyOf(search ?? "");
      const rows = text
        ? await found(text)
        : role
          ? db.query("users").withIndex("by_role_nameKey", (q) => q.eq("role", role))
          : status
            ? db.query("users").withIndex("by_status_nameKey", (q) => q.eq("status", status))
            : db.query("users").withIndex("by_nameKey");
      return (
        rows
          // eslint-disable-next-line @convex-dev/no-filter-in-query -- bounded by mostRowsRead
          .filter((q) =>
            q.and(
              q.eq(q.field("deletedAt"), null),
              role ? q.eq(q.field("role"), role) : true,
              status ? q.eq(q.field("status"), status) : true,
            ),
          )
          .paginate({ maximumRowsRead: mostRowsRead, ...options })
      );
    },
    async beginningWith(text, limit) {
      const key = keyOf(text);
      const isActive = (row: User) => row.status === "active";
      const found = await Promise.all(
        [nameBegins(key), familyBegins(key), emailBegins(key)].map((rows) => rows.take(limit * 2)),
      );
      const rows = new Map(
        found
          .flat()
          .filter(isActive)
          .map((row) => [row._id, row]),
      );
      return [...rows.values()].slice(0, limit);
    },
    async hasActiveAdminBesides(id) {
      const other = await db
        .query("users")
        .withIndex("by_role_nameKey", (q) => q.eq("role", "admin"))
        // eslint-disable-next-line @convex-dev/no-filter-in-query -- a school has few admins
        .filter((q) => q.and(q.eq(q.field("status"), "active"), q.neq(q.field("_id"), id)))
        .first();
      return other !== null;
    },
  };
}

/** What a person counts as; a deleted one no longer counts. */
const countOf = (row: Pick<User, "role" | "deletedAt">): SchoolCount | null =>
  row.deletedAt === null ? `users.${row.role}` : null;

/** People in the database, for writing. */
export function userStore(db: MutationCtx["db"]): UserStore {
  return {
    ...userReader(db),
    async add(user) {
      await recount(db, null, countOf(user));
      return db.insert("users", user);
    },
    async change(id, change) {
      const row = await db.get("users", id);
      if (!row) return;
      await recount(db, countOf(row), countOf({ ...row, ...change }));
      await db.patch("users", id, change);
    },
  };
}
