import * as z from "zod";
import type { Actor } from "../access/permissions";
import { cardOf } from "../school/school";
import type { SchoolReader } from "../school/school-store";
import { zoneOf } from "../users/time-zone";
import type { UserReader } from "../users/user-store";
import { renderMail } from "./render-mail";
import { schoolStyle } from "./school-style";
import { sendAnyMail, type MailDeps } from "./send-mail";
import type { TemplateName } from "./template-names";
import { templateOf } from "./templates";

/** A template with its sample words, drawn. */
export const shownMail = z.object({ subject: z.string(), html: z.string(), text: z.string() });

type Wanted = { template: TemplateName; locale: string; theme: "light" | "dark" };

/** Draws a template with its sample words, to its reader by name, exactly as it would go out. */
export async function previewMail(
  deps: { school: Pick<SchoolReader, "get">; users: Pick<UserReader, "byId"> },
  actor: Actor,
  { template, locale, theme }: Wanted,
  origin: string | null,
): Promise<z.infer<typeof shownMail>> {
  const [school, user] = await Promise.all([deps.school.get(), deps.users.byId(actor.id)]);
  const { sample, topic } = templateOf(template);
  return renderMail({
    template,
    params: sample,
    locale,
    theme,
    name: actor.name,
    timeZone: user && zoneOf(user),
    style: schoolStyle(cardOf(school), origin ?? "http://localhost"),
    // Where the link would stand; a sample ends nothing.
    stopPath: topic && "/unsubscribe",
  });
}

/** Sends the actor a template with its sample words. Refuses with "too_many_mails". */
export async function sendTest(deps: MailDeps, actor: Actor, template: TemplateName): Promise<null> {
  const at = deps.clock.now();
  await sendAnyMail(deps, {
    template,
    params: templateOf(template).sample,
    userId: actor.id,
    key: `test/${actor.id}/${template}/${at}`,
    causedBy: actor,
    isTest: true,
  });
  return null;
}
