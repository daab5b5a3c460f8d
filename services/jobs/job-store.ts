import type { Channel } from "../outbox/outbox-item";
import type { Id } from "../shared/id";

/** Work that happens after the transaction that asked for it, and what each kind of it is told. */
export type JobArgs = {
  /** Reads an uploaded archive and writes its course. `run` tells a resumed import from an earlier attempt. */
  runImport: { importId: Id<"imports">; run: number };
  /** Looks whether an import still moves, and resumes it when it does not. */
  watchImport: { importId: Id<"imports">; run: number };
  /** Deletes everything of a course that is to leave no trace, a batch at a time. */
  eraseCourse: { courseId: Id<"courses"> };
  /** Deletes what has waited for undo long enough, a batch at a time. */
  purgeRemoved: Record<string, never>;
  /** Deletes uploaded files that nothing uses, a page at a time. */
  sweepFiles: { cursor: string | null };
  /** Brings the students' completed-lesson counts of a course in line with its lessons. */
  recountCourse: { courseId: Id<"courses">; cursor?: string };
  /** Makes videos of the files that lessons still play as they are, a page at a time. */
  adoptVideos: { cursor: string | null };
  /** Deletes what is left of a video that is gone, a batch at a time. */
  eraseVideo: { videoId: Id<"videos"> };
  /** Delivers what waits in a channel of the outbox. */
  deliver: { channel: Channel };
  /** Asks every part of the school how it is. */
  checkParts: Record<string, never>;
  /** Deletes what is left of someone who is gone, a batch at a time. */
  erasePerson: { userId: Id<"users"> };
  /** Ends an invitation whose time is over. */
  expireInvitation: { invitationId: Id<"invitations"> };
  /** Asks the search service what was searched in the last days. */
  readSearchStatistics: { days: number };
  /** Sends the digests that are due, a batch at a time. */
  sendDigests: Record<string, never>;
  /** Forgets old mails, a batch at a time. */
  forgetOldMails: Record<string, never>;
  /** Forgets the mails of someone who is gone, a batch at a time. */
  forgetMailsOf: { userId: Id<"users"> };
};
export type JobName = keyof JobArgs;

export interface JobStore {
  /** Schedules the job in the same transaction, `delayMs` from now. */
  later<Name extends JobName>(name: Name, args: JobArgs[Name], delayMs?: number): Promise<void>;
}
