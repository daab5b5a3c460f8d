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
  "invitationAccepted",
  "digest",
] as const;
export type TemplateName = (typeof templateNames)[number];
