import type * as z from "zod";
import type { Actor } from "../access/permissions";
import { conflict, notFound } from "../shared/app-error";
import type { Clock } from "../shared/clock";
import type { UserReader } from "../users/user-store";
import { mailAddress } from "./mail";
import type { MailReader, MailStore } from "./mail-store";

/** How the post fares with someone's own address; null where all is well. */
export const addressTrouble = mailAddress.pick({ address: true, state: true, detail: true, at: true });

/** The trouble with the actor's own address; null where there is none. */
export async function ownTrouble(
  { mails, users }: { mails: Pick<MailReader, "address">; users: Pick<UserReader, "byId"> },
  actor: Actor,
): Promise<z.infer<typeof addressTrouble> | null> {
  const user = await users.byId(actor.id);
  const known = user && (await mails.address(user.emailKey));
  if (!known || known.state === "fine") return null;
  const { address, state, detail, at } = known;
  return { address, state, detail, at };
}

/** How long (ms) an address must rest before its owner may have it tried again. */
const rest = 60 * 60_000;

/** The owner says that an address is right: it is written to again. Refuses with "tried_lately" within an hour. */
export async function confirmAddress(
  { mails, users, clock }: { mails: MailStore; users: Pick<UserReader, "byId">; clock: Clock },
  actor: Actor,
): Promise<null> {
  const user = await users.byId(actor.id);
  if (!user) throw notFound("user");
  const known = await mails.address(user.emailKey);
  if (!known || known.state === "fine") return null;
  const now = clock.now();
  if (known.confirmedAt !== null && known.confirmedAt > now - rest) throw conflict("tried_lately");
  await mails.saveAddress({ address: known.address, detail: known.detail, state: "fine", at: now, confirmedAt: now });
  return null;
}
