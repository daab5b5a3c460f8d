import * as z from "zod";
import type { Template } from "./template";
import { templateNames, type TemplateName } from "./template-names";
import {
  accountExists,
  platformInvitation,
  receipt,
  reset,
  roleChanged,
  verification,
  welcome,
} from "./templates/account";
import { digest } from "./templates/digest";
import {
  announcement,
  approved,
  certificate,
  completed,
  coursePublished,
  enrolled,
  waitlistPromoted,
  withdrawn,
} from "./templates/learning";
import {
  importFinished,
  invitationAccepted,
  staffInvitation,
  staffRemoved,
  studentEnrolled,
} from "./templates/teaching";

/** What each letter needs to know and says. */
export const templates = {
  verification,
  reset,
  accountExists,
  welcome,
  roleChanged,
  platformInvitation,
  staffInvitation,
  staffRemoved,
  invitationAccepted,
  enrolled,
  approved,
  waitlistPromoted,
  coursePublished,
  completed,
  certificate,
  withdrawn,
  announcement,
  studentEnrolled,
  importFinished,
  digest,
  receipt,
} as const satisfies Record<TemplateName, unknown>;

export const templateName = z.enum(templateNames);
export type ParamsOf<Name extends TemplateName> = z.input<(typeof templates)[Name]["params"]>;

/** The template of a name, as one that takes params nobody has checked yet. */
export const templateOf = (name: TemplateName): Template => templates[name];
