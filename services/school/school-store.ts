import type { School, SchoolCounts } from "./school";

/** Each method is one index. */
export interface SchoolReader {
  /** The school's facts; an unnamed new school before anything was written. */
  get(): Promise<School>;
  /** The counts that the other stores keep as they write. */
  counts(): Promise<SchoolCounts>;
}
export interface SchoolStore extends SchoolReader {
  change(change: Partial<School>): Promise<void>;
  /** Notes a webhook delivery. False when it was noted before: then it has been done already. */
  takeDelivery(deliveryId: string, receivedAt: number): Promise<boolean>;
  /** Forgets deliveries received before a time (ms), at most `limit`; answers how many. */
  forgetDeliveries(before: number, limit: number): Promise<number>;
}
