import { keyOf } from "../users/user-keys";
import type { Mail, MailState } from "./mail";
import type { MailEvent } from "./mail-event";
import type { MailStore } from "./mail-store";

/** Events come in any order: a mail only ever moves on to what says more. */
const rank: Record<MailState, number> = {
  dropped: 0,
  skipped: 0,
  waiting: 0,
  refused: 1,
  sent: 2,
  delivered: 3,
  bounced: 4,
  complained: 5,
};
const stateOf = {
  sent: "sent",
  delivered: "delivered",
  bounced: "bounced",
  complained: "complained",
  failed: "refused",
} as const;

/**
 * Takes over what the vendor tells of a mail. An address that bounces for good, or whose owner called a letter spam,
 * is written down, unless its owner has said since that it is right. Events about mails that we do not know (codes,
 * which the identity service sends) still tell of their address.
 */
export async function recordEvent({ mails }: { mails: MailStore }, event: MailEvent): Promise<null> {
  const address = keyOf(event.address);
  const row = await mailOf(mails, event, address);
  const state = stateOf[event.kind];
  // A letter that failed was handed over before: that says more than "sent", and less than how another one ended.
  if (row && (rank[state] > rank[row.state] || (event.kind === "failed" && row.state === "sent"))) {
    await mails.change(row._id, {
      state,
      vendorId: row.vendorId ?? event.vendorId,
      ...(event.detail ? { error: event.detail } : {}),
    });
  }
  const trouble =
    event.kind === "complained" ? "complained" : event.kind === "bounced" && event.isForGood ? "bounced" : null;
  if (!trouble) return null;
  const known = await mails.address(address);
  if (known && known.at >= event.at) return null;
  await mails.saveAddress({
    address,
    state: trouble,
    detail: event.detail,
    at: event.at,
    confirmedAt: known?.confirmedAt ?? null,
  });
  return null;
}

/** The mail of an event: by our own name for it, which it has from the first moment, or by the vendor's. */
async function mailOf(mails: MailStore, event: MailEvent, address: string): Promise<Mail | null> {
  const named = event.mailId ? await mails.byId(event.mailId) : null;
  const row = named ?? (await mails.byVendorId(event.vendorId));
  // Who signs with the school's key but names a mail to somebody else is telling of another school's mail.
  return row && (row.to === address || row.vendorId === event.vendorId) ? row : null;
}
