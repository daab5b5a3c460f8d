import type { Page, PageOptions } from "../shared/page";
import type { Invitation, InvitationId, InvitationStatus } from "./invitation";

/** Each method is one index. */
export interface InvitationReader {
  /** Null for an unknown id and for a text that is no id at all. */
  byId(id: InvitationId): Promise<Invitation | null>;
  /** The pending invitation of an address (as `keyOf` writes it), whether or not its time is over. */
  pendingOf(emailKey: string): Promise<Invitation | null>;
  /** Invitations of one state, or all, newest first. */
  list(filter: { status?: InvitationStatus | undefined }, options: PageOptions): Promise<Page<Invitation>>;
  /** Invitations of an address in any state, at most `limit`. */
  ofAddress(emailKey: string, limit: number): Promise<Invitation[]>;
  /** Some that ended before a time (ms), at most `limit`. */
  endedBefore(time: number, limit: number): Promise<Invitation[]>;
}
export interface InvitationStore extends InvitationReader {
  add(invitation: Omit<Invitation, "_id">): Promise<InvitationId>;
  change(id: InvitationId, change: Partial<Omit<Invitation, "_id">>): Promise<void>;
  remove(id: InvitationId): Promise<void>;
}
