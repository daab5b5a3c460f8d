import { pageOfRows } from "../shared/page-of-rows";
import type { User, UserId } from "./user";
import { keyOf } from "./user-keys";
import type { UserStore } from "./user-store";

/** A user store in memory, for tests of services. */
export function memoryUserStore(seed: readonly User[] = []): UserStore {
  const rows = new Map<UserId, User>(seed.map((row) => [row._id, row]));
  let made = rows.size;
  const standing = () =>
    [...rows.values()].filter((row) => row.deletedAt === null).sort((a, b) => (a.nameKey < b.nameKey ? -1 : 1));
  const begins = (row: User, text: string) =>
    [row.nameKey, row.familyKey, row.emailKey].some((key) => key?.startsWith(keyOf(text)));
  return {
    byId: async (id) => rows.get(id) ?? null,
    byIds: async (ids) => [...new Set(ids)].flatMap((id) => rows.get(id) ?? []),
    byToken: async (token) => [...rows.values()].find((row) => row.tokenIdentifier === token) ?? null,
    byEmail: async (emailKey, limit) =>
      standing()
        .filter((row) => row.emailKey === emailKey)
        .slice(0, limit),
    list: async ({ search, role, status }, options) =>
      pageOfRows(
        standing().filter(
          (row) =>
            (!search || begins(row, search)) && (!role || row.role === role) && (!status || row.status === status),
        ),
        options,
      ),
    beginningWith: async (text, limit) =>
      standing()
        .filter((row) => row.status === "active" && begins(row, text))
        .slice(0, limit),
    hasActiveAdminBesides: async (id) =>
      standing().some((row) => row._id !== id && row.role === "admin" && row.status === "active"),
    async add(user) {
      const id = `user-${++made}` as UserId;
      rows.set(id, { ...user, _id: id });
      return id;
    },
    async change(id, change) {
      const row = rows.get(id);
      if (row) rows.set(id, { ...row, ...change });
    },
  };
}
