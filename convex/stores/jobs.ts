import { makeFunctionReference, type SchedulableFunctionReference } from "convex/server";
import type { JobName, JobStore } from "../../services/jobs/job-store";
import type { MutationCtx } from "../_generated/server";

/** Where each job lives. By name, because typed references to modules that use the stores would refer to themselves. */
const homes: Record<JobName, SchedulableFunctionReference> = {
  runImport: makeFunctionReference("jobs/imports:run"),
  watchImport: makeFunctionReference("jobs/imports:watch"),
  eraseCourse: makeFunctionReference("jobs/purge:eraseCourse"),
  purgeRemoved: makeFunctionReference("jobs/purge:removed"),
  sweepFiles: makeFunctionReference("jobs/purge:unusedFiles"),
  recountCourse: makeFunctionReference("jobs/recount:course"),
  adoptVideos: makeFunctionReference("jobs/videos:adoptAll"),
  eraseVideo: makeFunctionReference("jobs/videos:eraseRest"),
  deliver: makeFunctionReference("jobs/outbox:deliver"),
  checkParts: makeFunctionReference("jobs/system:check"),
  erasePerson: makeFunctionReference("jobs/purge:erasePerson"),
  expireInvitation: makeFunctionReference("jobs/invitations:expire"),
  readSearchStatistics: makeFunctionReference("jobs/search:readStatistics"),
  sendDigests: makeFunctionReference("jobs/mail:sendDigests"),
  forgetOldMails: makeFunctionReference("jobs/mail:forgetOld"),
  forgetMailsOf: makeFunctionReference("jobs/mail:forgetOf"),
};

/** Convex's scheduler. */
export function jobStore(scheduler: MutationCtx["scheduler"]): JobStore {
  return {
    async later(name, args, delayMs = 0) {
      const home: SchedulableFunctionReference = homes[name];
      await scheduler.runAfter(delayMs, home, args);
    },
  };
}
