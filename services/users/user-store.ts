import type { Role } from "../access/permissions";
import type { Page, PageOptions } from "../shared/page";
import type { User, UserId } from "./user";

/** Which people a list shows; what is missing lets everyone through. `search` begins a name, a last name or an e-mail address. */
export type UserFilter = { search?: string; role?: Role; status?: User["status"] };

/** Each method is one index. A deleted person is found by id and by token only. */
export interface UserReader {
  /** Null for an unknown id and for a text that is no id at all. */
  byId(id: UserId): Promise<User | null>;
  /** The people behind some ids, each once, in no order; unknown ones are left out. */
  byIds(ids: readonly UserId[]): Promise<User[]>;
  byToken(tokenIdentifier: string): Promise<User | null>;
  /** People with exactly this address (as `keyOf` writes it), at most `limit`. */
  byEmail(emailKey: string, limit: number): Promise<User[]>;
  /** People by name. A page may be short while `isDone` is false. */
  list(filter: UserFilter, options: PageOptions): Promise<Page<User>>;
  /** Active people whose name, last name or address begins with `text`, at most `limit`. */
  beginningWith(text: string, limit: number): Promise<User[]>;
  /** Whether the school would still have an active admin without this person. */
  hasActiveAdminBesides(id: UserId): Promise<boolean>;
}
export interface UserStore extends UserReader {
  add(user: Omit<User, "_id">): Promise<UserId>;
  change(id: UserId, change: Partial<Omit<User, "_id">>): Promise<void>;
}
