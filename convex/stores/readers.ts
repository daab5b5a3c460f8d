import type { QueryCtx } from "../_generated/server";
import { answerReader } from "./answers";
import { assetReader } from "./assets";
import { auditReader } from "./audit";
import { blockReader } from "./blocks";
import { coursePicker } from "./coursePicker";
import { courseReader } from "./courses";
import { enrollmentReader } from "./enrollments";
import { fileReader } from "./files";
import { importReader } from "./imports";
import { invitationReader } from "./invitations";
import { lessonReader } from "./lessons";
import { mailReader } from "./mail";
import { moduleReader } from "./modules";
import { notificationReader } from "./notifications";
import { outboxReader } from "./outbox";
import { progressReader } from "./progress";
import { questionReader } from "./questions";
import { reviewReader } from "./reviews";
import { schoolReader } from "./school";
import { systemReader } from "./system";
import { searchReader } from "./search";
import { userReader } from "./users";
import { videoReader } from "./videos";

/** Every port as a query may use it. */
export function readersOf(ctx: Pick<QueryCtx, "db" | "storage">) {
  const { db } = ctx;
  return {
    users: userReader(db),
    school: schoolReader(db),
    enrollments: enrollmentReader(db),
    progress: progressReader(db),
    answers: answerReader(db),
    notifications: notificationReader(db),
    outbox: outboxReader(db),
    mails: mailReader(db),
    audit: auditReader(db),
    reviews: reviewReader(db),
    coursePicker: coursePicker(db),
    courses: courseReader(db),
    modules: moduleReader(db),
    lessons: lessonReader(db),
    blocks: blockReader(db),
    questions: questionReader(db),
    assets: assetReader(db),
    videos: videoReader(db),
    imports: importReader(db),
    system: systemReader(db),
    invitations: invitationReader(db),
    search: searchReader(db),
    files: fileReader(ctx),
  };
}
