import type { MutationCtx } from "../_generated/server";
import { answerStore } from "./answers";
import { assetStore } from "./assets";
import { auditStore } from "./audit";
import { blockStore } from "./blocks";
import { courseStore } from "./courses";
import { enrollmentStore } from "./enrollments";
import { fileStore } from "./files";
import { importStore } from "./imports";
import { jobStore } from "./jobs";
import { invitationStore } from "./invitations";
import { lessonStore } from "./lessons";
import { mailStore } from "./mail";
import { moduleStore } from "./modules";
import { notificationStore } from "./notifications";
import { outboxStore } from "./outbox";
import { progressStore } from "./progress";
import { questionStore } from "./questions";
import { reviewStore } from "./reviews";
import { schoolStore } from "./school";
import { systemStore } from "./system";
import { searchStore } from "./search";
import { traceStore } from "./traces";
import { userStore } from "./users";
import { videoStore } from "./videos";

/** Every port as a mutation may use it. */
export function storesOf(ctx: Pick<MutationCtx, "db" | "storage" | "scheduler">) {
  const { db } = ctx;
  return {
    users: userStore(db),
    traces: traceStore(db),
    school: schoolStore(db),
    enrollments: enrollmentStore(db),
    progress: progressStore(db),
    answers: answerStore(db),
    notifications: notificationStore(db),
    outbox: outboxStore(db),
    mails: mailStore(db),
    audit: auditStore(db),
    reviews: reviewStore(db),
    courses: courseStore(db),
    modules: moduleStore(db),
    lessons: lessonStore(db),
    blocks: blockStore(db),
    questions: questionStore(db),
    assets: assetStore(db),
    videos: videoStore(db),
    imports: importStore(db),
    system: systemStore(db),
    invitations: invitationStore(db),
    files: fileStore(ctx),
    search: searchStore(db),
    jobs: jobStore(ctx.scheduler),
  };
}
