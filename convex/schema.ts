import { defineSchema } from "convex/server";
import { answers } from "./tables/answers";
import { assets } from "./tables/assets";
import { auditEntries } from "./tables/audit";
import { courses, courseStaff, courseStats } from "./tables/courses";
import { enrollments } from "./tables/enrollments";
import { importItems, imports } from "./tables/imports";
import { invitations, invitedStaff } from "./tables/invitations";
import { blocks, lessons } from "./tables/lessons";
import { mailAddresses, mails } from "./tables/mail";
import { modules } from "./tables/modules";
import { digests, notificationChoices, notificationCounts, notifications } from "./tables/notifications";
import { outboxChannels, outboxItems } from "./tables/outbox";
import { lessonProgress } from "./tables/progress";
import { questions } from "./tables/questions";
import { reviews } from "./tables/reviews";
import { school, schoolCounts, webhookDeliveries } from "./tables/school";
import { systemParts } from "./tables/system";
import { searchedLessons, searchState, searchStatistics } from "./tables/search";
import { users } from "./tables/users";
import { videoHeats, videos, videoWatches, videoWords } from "./tables/videos";

export default defineSchema({
  answers,
  assets,
  auditEntries,
  blocks,
  courses,
  courseStaff,
  courseStats,
  digests,
  enrollments,
  importItems,
  imports,
  invitations,
  invitedStaff,
  lessonProgress,
  lessons,
  mailAddresses,
  mails,
  modules,
  notificationChoices,
  notificationCounts,
  notifications,
  outboxChannels,
  outboxItems,
  questions,
  reviews,
  school,
  schoolCounts,
  systemParts,
  searchedLessons,
  searchState,
  searchStatistics,
  users,
  videoHeats,
  videos,
  videoWatches,
  videoWords,
  webhookDeliveries,
});
