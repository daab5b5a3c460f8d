/* eslint-disable */
/**
 * Generated `api` utility.
 *
 * THIS CODE IS AUTOMATICALLY GENERATED.
 *
 * To regenerate, run `npx convex dev`.
 * @module
 */

import type * as answers from "../answers.js";
import type * as assets from "../assets.js";
import type * as audit from "../audit.js";
import type * as blocks from "../blocks.js";
import type * as courses from "../courses.js";
import type * as crons from "../crons.js";
import type * as enrollments from "../enrollments.js";
import type * as functions from "../functions.js";
import type * as gateways_health from "../gateways/health.js";
import type * as gateways_mail from "../gateways/mail.js";
import type * as gateways_search from "../gateways/search.js";
import type * as gateways_searchClient from "../gateways/searchClient.js";
import type * as gateways_searchReindex from "../gateways/searchReindex.js";
import type * as gateways_searchSettings from "../gateways/searchSettings.js";
import type * as gateways_searchStatistics from "../gateways/searchStatistics.js";
import type * as gateways_searchWriting from "../gateways/searchWriting.js";
import type * as gateways_video from "../gateways/video.js";
import type * as http from "../http.js";
import type * as imports from "../imports.js";
import type * as invitations from "../invitations.js";
import type * as jobs_demo from "../jobs/demo.js";
import type * as jobs_identity from "../jobs/identity.js";
import type * as jobs_imports from "../jobs/imports.js";
import type * as jobs_invitations from "../jobs/invitations.js";
import type * as jobs_mail from "../jobs/mail.js";
import type * as jobs_outbox from "../jobs/outbox.js";
import type * as jobs_purge from "../jobs/purge.js";
import type * as jobs_recount from "../jobs/recount.js";
import type * as jobs_search from "../jobs/search.js";
import type * as jobs_system from "../jobs/system.js";
import type * as jobs_videos from "../jobs/videos.js";
import type * as learning from "../learning.js";
import type * as lessons from "../lessons.js";
import type * as mail from "../mail.js";
import type * as modules from "../modules.js";
import type * as notifications from "../notifications.js";
import type * as progress from "../progress.js";
import type * as questions from "../questions.js";
import type * as reviews from "../reviews.js";
import type * as school from "../school.js";
import type * as search from "../search.js";
import type * as staff from "../staff.js";
import type * as stores_answers from "../stores/answers.js";
import type * as stores_assets from "../stores/assets.js";
import type * as stores_audit from "../stores/audit.js";
import type * as stores_blocks from "../stores/blocks.js";
import type * as stores_counts from "../stores/counts.js";
import type * as stores_coursePicker from "../stores/coursePicker.js";
import type * as stores_courses from "../stores/courses.js";
import type * as stores_enrollments from "../stores/enrollments.js";
import type * as stores_files from "../stores/files.js";
import type * as stores_imports from "../stores/imports.js";
import type * as stores_invitationMail from "../stores/invitationMail.js";
import type * as stores_invitations from "../stores/invitations.js";
import type * as stores_jobs from "../stores/jobs.js";
import type * as stores_lessons from "../stores/lessons.js";
import type * as stores_mail from "../stores/mail.js";
import type * as stores_modules from "../stores/modules.js";
import type * as stores_notifications from "../stores/notifications.js";
import type * as stores_outbox from "../stores/outbox.js";
import type * as stores_progress from "../stores/progress.js";
import type * as stores_questions from "../stores/questions.js";
import type * as stores_readers from "../stores/readers.js";
import type * as stores_reviews from "../stores/reviews.js";
import type * as stores_school from "../stores/school.js";
import type * as stores_search from "../stores/search.js";
import type * as stores_stores from "../stores/stores.js";
import type * as stores_system from "../stores/system.js";
import type * as stores_traces from "../stores/traces.js";
import type * as stores_users from "../stores/users.js";
import type * as stores_videos from "../stores/videos.js";
import type * as system from "../system.js";
import type * as tables_answers from "../tables/answers.js";
import type * as tables_assets from "../tables/assets.js";
import type * as tables_audit from "../tables/audit.js";
import type * as tables_courses from "../tables/courses.js";
import type * as tables_enrollments from "../tables/enrollments.js";
import type * as tables_imports from "../tables/imports.js";
import type * as tables_invitations from "../tables/invitations.js";
import type * as tables_lessons from "../tables/lessons.js";
import type * as tables_mail from "../tables/mail.js";
import type * as tables_modules from "../tables/modules.js";
import type * as tables_notifications from "../tables/notifications.js";
import type * as tables_outbox from "../tables/outbox.js";
import type * as tables_progress from "../tables/progress.js";
import type * as tables_questions from "../tables/questions.js";
import type * as tables_reviews from "../tables/reviews.js";
import type * as tables_school from "../tables/school.js";
import type * as tables_search from "../tables/search.js";
import type * as tables_system from "../tables/system.js";
import type * as tables_users from "../tables/users.js";
import type * as tables_videos from "../tables/videos.js";
import type * as users from "../users.js";
import type * as videos from "../videos.js";

import type {
  ApiFromModules,
  FilterApi,
  FunctionReference,
} from "convex/server";

declare const fullApi: ApiFromModules<{
  answers: typeof answers;
  assets: typeof assets;
  audit: typeof audit;
  blocks: typeof blocks;
  courses: typeof courses;
  crons: typeof crons;
  enrollments: typeof enrollments;
  functions: typeof functions;
  "gateways/health": typeof gateways_health;
  "gateways/mail": typeof gateways_mail;
  "gateways/search": typeof gateways_search;
  "gateways/searchClient": typeof gateways_searchClient;
  "gateways/searchReindex": typeof gateways_searchReindex;
  "gateways/searchSettings": typeof gateways_searchSettings;
  "gateways/searchStatistics": typeof gateways_searchStatistics;
  "gateways/searchWriting": typeof gateways_searchWriting;
  "gateways/video": typeof gateways_video;
  http: typeof http;
  imports: typeof imports;
  invitations: typeof invitations;
  "jobs/demo": typeof jobs_demo;
  "jobs/identity": typeof jobs_identity;
  "jobs/imports": typeof jobs_imports;
  "jobs/invitations": typeof jobs_invitations;
  "jobs/mail": typeof jobs_mail;
  "jobs/outbox": typeof jobs_outbox;
  "jobs/purge": typeof jobs_purge;
  "jobs/recount": typeof jobs_recount;
  "jobs/search": typeof jobs_search;
  "jobs/system": typeof jobs_system;
  "jobs/videos": typeof jobs_videos;
  learning: typeof learning;
  lessons: typeof lessons;
  mail: typeof mail;
  modules: typeof modules;
  notifications: typeof notifications;
  progress: typeof progress;
  questions: typeof questions;
  reviews: typeof reviews;
  school: typeof school;
  search: typeof search;
  staff: typeof staff;
  "stores/answers": typeof stores_answers;
  "stores/assets": typeof stores_assets;
  "stores/audit": typeof stores_audit;
  "stores/blocks": typeof stores_blocks;
  "stores/counts": typeof stores_counts;
  "stores/coursePicker": typeof stores_coursePicker;
  "stores/courses": typeof stores_courses;
  "stores/enrollments": typeof stores_enrollments;
  "stores/files": typeof stores_files;
  "stores/imports": typeof stores_imports;
  "stores/invitationMail": typeof stores_invitationMail;
  "stores/invitations": typeof stores_invitations;
  "stores/jobs": typeof stores_jobs;
  "stores/lessons": typeof stores_lessons;
  "stores/mail": typeof stores_mail;
  "stores/modules": typeof stores_modules;
  "stores/notifications": typeof stores_notifications;
  "stores/outbox": typeof stores_outbox;
  "stores/progress": typeof stores_progress;
  "stores/questions": typeof stores_questions;
  "stores/readers": typeof stores_readers;
  "stores/reviews": typeof stores_reviews;
  "stores/school": typeof stores_school;
  "stores/search": typeof stores_search;
  "stores/stores": typeof stores_stores;
  "stores/system": typeof stores_system;
  "stores/traces": typeof stores_traces;
  "stores/users": typeof stores_users;
  "stores/videos": typeof stores_videos;
  system: typeof system;
  "tables/answers": typeof tables_answers;
  "tables/assets": typeof tables_assets;
  "tables/audit": typeof tables_audit;
  "tables/courses": typeof tables_courses;
  "tables/enrollments": typeof tables_enrollments;
  "tables/imports": typeof tables_imports;
  "tables/invitations": typeof tables_invitations;
  "tables/lessons": typeof tables_lessons;
  "tables/mail": typeof tables_mail;
  "tables/modules": typeof tables_modules;
  "tables/notifications": typeof tables_notifications;
  "tables/outbox": typeof tables_outbox;
  "tables/progress": typeof tables_progress;
  "tables/questions": typeof tables_questions;
  "tables/reviews": typeof tables_reviews;
  "tables/school": typeof tables_school;
  "tables/search": typeof tables_search;
  "tables/system": typeof tables_system;
  "tables/users": typeof tables_users;
  "tables/videos": typeof tables_videos;
  users: typeof users;
  videos: typeof videos;
}>;

/**
 * A utility for referencing Convex functions in your app's public API.
 *
 * Usage:
 * ```js
 * const myFunctionReference = api.myModule.myFunction;
 * ```
 */
export declare const api: FilterApi<
  typeof fullApi,
  FunctionReference<any, "public">
>;

/**
 * A utility for referencing Convex functions in your app's internal API.
 *
 * Usage:
 * ```js
 * const myFunctionReference = internal.myModule.myFunction;
 * ```
 */
export declare const internal: FilterApi<
  typeof fullApi,
  FunctionReference<any, "internal">
>;

export declare const components: {};
