import type { Clock } from "../shared/clock";
import type { Part } from "./part";
import type { SystemStore } from "./system-store";

/** Webhooks of one kind that come sooner after each other than this (ms) are written down as one. */
const spacing = 10_000;

/** Writes down that a vendor's webhook was believed; a burst of them writes once, so that it does not queue up behind itself. */
export async function noteWebhook(
  { system, clock }: { system: SystemStore; clock: Clock },
  part: Part,
  type: string,
): Promise<void> {
  const now = clock.now();
  const { webhookAt, webhookType } = await system.health(part);
  if (webhookType === type && webhookAt !== null && now - webhookAt < spacing) return;
  await system.change(part, { webhookAt: now, webhookType: type.slice(0, 100) });
}
