import type { Id } from "../shared/id";
import type { Page, PageOptions } from "../shared/page";
import type { BroughtCourse, Invitation, InvitationId, InvitationStatus } from "./invitation";

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
  /** The courses that an invitation brings, at most `mostBrought`. */
  coursesOf(id: InvitationId): Promise<BroughtCourse[]>;
  /** The invitations that bring a course, at most `limit`. */
  bringing(courseId: Id<"courses">, limit: number): Promise<BroughtCourse[]>;
}
export interface InvitationStore extends InvitationReader {
  add(invitation: Omit<Invitation, "_id">): Promise<InvitationId>;
  change(id: InvitationId, change: Partial<Omit<Invitation, "_id">>): Promise<void>;
  /** An invitation brings a course from now on; a second role replaces the first. */
  bring(brought: BroughtCourse): Promise<void>;
  /** It does not bring the course any more. */
  leaveOut(id: InvitationId, courseId: Id<"courses">): Promise<void>;
  /** Deletes it, with what it brings. */
  remove(id: InvitationId): Promise<void>;
}
