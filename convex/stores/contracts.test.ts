import { answerStoreContract } from "../../services/answers/answer-store.contract";
import { auditStoreContract } from "../../services/audit/audit-store.contract";
import { enrollmentStoreContract } from "../../services/enrollments/enrollment-store.contract";
import { invitationStoreContract } from "../../services/invitations/invitation-store.contract";
import { mailStoreContract } from "../../services/mail/mail-store.contract";
import { notificationStoreContract } from "../../services/notifications/notification-store.contract";
import { outboxStoreContract } from "../../services/outbox/outbox-store.contract";
import { progressStoreContract } from "../../services/progress/progress-store.contract";
import { reviewStoreContract } from "../../services/reviews/review-store.contract";
import { schoolStoreContract } from "../../services/school/school-store.contract";
import type { OpenGround } from "../../services/shared/ground.contract";
import { systemStoreContract } from "../../services/system/system-store.contract";
import { searchStoreContract } from "../../services/search/search-store.contract";
import { userStoreContract } from "../../services/users/user-store.contract";
import { videoStoreContract } from "../../services/videos/video-store.contract";
import { openSchool } from "../world.testing";
import type { storesOf } from "./stores";

type Stores = ReturnType<typeof storesOf>;

/** Ground for one of the stores over the database: two people, two courses, and the first course's lessons. */
function over<Name extends keyof Stores>(name: Name): OpenGround<Stores[Name]> {
  return async () => {
    const school = openSchool();
    const ada = await school.person("Ada");
    const bo = await school.person("Bo");
    const knots = await school.course(ada._id);
    const ropes = await school.course(ada._id);
    return {
      use: (work) => school.write((stores) => work(stores[name])),
      userIds: [ada._id, bo._id],
      courseIds: [knots.courseId, ropes.courseId],
      lessonIds: two(knots.lessonIds),
      questionIds: two(knots.questionIds),
      blockIds: two(knots.blockIds),
    };
  };
}

function two<Row>([first, second]: readonly Row[]): [Row, Row] {
  if (first === undefined || second === undefined) throw new Error("the course has two lessons");
  return [first, second];
}

userStoreContract("convex", over("users"));
enrollmentStoreContract("convex", over("enrollments"));
progressStoreContract("convex", over("progress"));
answerStoreContract("convex", over("answers"));
notificationStoreContract("convex", over("notifications"));
auditStoreContract("convex", over("audit"));
invitationStoreContract("convex", over("invitations"));
reviewStoreContract("convex", over("reviews"));
schoolStoreContract("convex", over("school"));
outboxStoreContract("convex", over("outbox"));
systemStoreContract("convex", over("system"));
videoStoreContract("convex", over("videos"));
searchStoreContract("convex", over("search"));
mailStoreContract("convex", over("mails"));
