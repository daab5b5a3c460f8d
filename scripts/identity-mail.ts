import { ConvexHttpClient } from "convex/browser";
import { api } from "../convex/_generated/api";
import { renderMail, sender } from "../services/mail/render-mail";
import { schoolStyle } from "../services/mail/school-style";
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
  let known = { name: "Doctrina", at: -Infinity };

  async function schoolName(): Promise<string> {
    if (known.at > now() - BELIEVED) return known.name;
    try {
      known = { name: (await school.query(api.school.card, {})).name, at: now() };
    } catch (error) {
      // A code is worth more than the name above it.
      log(`what the school is called could not be read: ${error instanceof Error ? error.message : String(error)}`);
    }
    return known.name;
  }

  return async (mail: IdentityMail): Promise<void> => {
    const name = await schoolName();
    const params = mail.letter === "accountExists" ? {} : { code: mail.code, minutes: mail.minutes };
    const style = schoolStyle(name, origin);
    // Nobody knows yet how whoever gets a code is called: it is about an account in the making.
    const person = { locale: locale.catch("en").parse(mail.locale), name: null, timeZone: null, stopPath: null };
    const letter = renderMail({ template: mail.letter, params, style, ...person });
    await send({ from: sender(from, name), to: mail.to, ...letter });
  };
}
