import { ConvexHttpClient } from "convex/browser";
import { api } from "../convex/_generated/api";
import { renderMail, sender } from "../services/mail/render-mail";
import { schoolStyle } from "../services/mail/school-style";
import type { SchoolCard } from "../services/school/school";
import { locale } from "../services/users/user";
import type { IdentityMail } from "../standins/identity/identity";
import type { mailer } from "../standins/mail/mailer";

type Options = {
  /** Where the school is asked what it is called. */
  convexUrl: string;
  origin: string;
  from: string;
  send: ReturnType<typeof mailer>;
  log: (line: string) => void;
  now?: () => number;
};

/** How long (ms) what the school is called is believed. */
const BELIEVED = 60_000;

/** Writes the letters of the identity service in the school's name and colours, and hands them over. */
export function identityMail({ convexUrl, origin, from, send, log, now = Date.now }: Options) {
  const school = new ConvexHttpClient(convexUrl, { skipConvexDeploymentUrlCheck: true, logger: false });
  let known: { card: SchoolCard; at: number } = { card: { name: "Doctrina", accent: null }, at: -Infinity };

  async function schoolCard(): Promise<SchoolCard> {
    if (known.at > now() - BELIEVED) return known.card;
    try {
      known = { card: await school.query(api.school.card, {}), at: now() };
    } catch (error) {
      // A code is worth more than the name above it.
      log(`what the school is called could not be read: ${error instanceof Error ? error.message : String(error)}`);
    }
    return known.card;
  }

  return async (mail: IdentityMail): Promise<void> => {
    const card = await schoolCard();
    const params = mail.letter === "accountExists" ? {} : { code: mail.code, minutes: mail.minutes };
    const style = schoolStyle(card, origin);
    // Nobody knows yet how whoever gets a code is called: it is about an account in the making.
    const person = { locale: locale.catch("en").parse(mail.locale), name: null, timeZone: null, stopPath: null };
    const letter = renderMail({ template: mail.letter, params, style, ...person });
    await send({ from: sender(from, card.name), to: mail.to, ...letter });
  };
}
