/** What can become of a mail; `mail.ts` says what each of them means. */
export const mailStates = [
  "waiting",
  "sent",
  "delivered",
  "bounced",
  "complained",
  "refused",
  "skipped",
  "dropped",
] as const;
