/** Every letter that the school can write, by what it is about. */
export const templateNames = [
  "verification",
  "reset",
  "accountExists",
  "welcome",
  "roleChanged",
  "platformInvitation",
  "receipt",
  "enrolled",
  "approved",
  "waitlistPromoted",
  "coursePublished",
  "completed",
  "certificate",
  "withdrawn",
  "announcement",
  "studentEnrolled",
  "importFinished",
  "staffInvitation",
  "staffRemoved",
  "invitationAccepted",
  "digest",
] as const;
export type TemplateName = (typeof templateNames)[number];

/** Letters that are written and wait: the school does not have yet what they tell of. Nobody can order one; see `MailOrder`. */
export const waitingTemplates = [
  "receipt",
  "approved",
  "waitlistPromoted",
  "coursePublished",
  "certificate",
  "announcement",
] as const satisfies readonly TemplateName[];
export type WaitingTemplate = (typeof waitingTemplates)[number];
