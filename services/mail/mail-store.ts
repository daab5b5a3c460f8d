import type { Id } from "../shared/id";
import type { Page, PageOptions } from "../shared/page";
import type { Mail, MailAddress, MailId, MailState } from "./mail";

/** Which mails a list shows; what is missing lets every mail through. `to` begins an address, lower case. */
export type MailFilter = { state?: MailState; to?: string };

/** Each method is one index. */
export interface MailReader {
  /** Null for an unknown id and for a text that is no id at all. */
  byId(id: string): Promise<Mail | null>;
  byKey(key: string): Promise<Mail | null>;
  byVendorId(vendorId: string): Promise<Mail | null>;
  /** Newest first. A page may be short while `isDone` is false. */
  list(filter: MailFilter, options: PageOptions): Promise<Page<Mail>>;
  /** How many mails someone was sent since a time (ms); counts no further than `most`. */
  sentTo(userId: Id<"users">, since: number, most: number): Promise<number>;
  /** How many mails someone's acts caused since a time (ms); counts no further than `most`. */
  causedBy(userId: Id<"users">, since: number, most: number): Promise<number>;
  /** Mails to a person, at most `limit`. */
  someOf(userId: Id<"users">, limit: number): Promise<Mail[]>;
  /** Mails made before a time (ms), oldest first, at most `limit`. */
  madeBefore(at: number, limit: number): Promise<Mail[]>;
  /** Mails in a state made before a time (ms), newest first, at most `limit`. */
  inState(state: MailState, before: number, limit: number): Promise<Mail[]>;
  address(address: string): Promise<MailAddress | null>;
  /** Addresses in trouble, the latest first. */
  troubled(options: PageOptions): Promise<Page<MailAddress>>;
}
export interface MailStore extends MailReader {
  add(mail: Omit<Mail, "_id">): Promise<MailId>;
  change(id: MailId, change: Partial<Omit<Mail, "_id">>): Promise<void>;
  remove(id: MailId): Promise<void>;
  /** Writes how an address fares; one row an address. */
  saveAddress(address: Omit<MailAddress, "_id">): Promise<void>;
  forgetAddress(address: string): Promise<void>;
}
