import type { UserId } from "./user";

/** What the school's tables keep of a person besides what they did in courses. */
export interface TraceStore {
  /** Takes someone out of every table, at most about `limit` rows; true when nothing is left. */
  erase(userId: UserId, limit: number): Promise<boolean>;
}
