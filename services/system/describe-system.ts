import * as z from "zod";
import { channel, type Channel } from "../outbox/outbox-item";
import type { OutboxReader } from "../outbox/outbox-store";
import { mask } from "./mask";
import { part, partHealth, type Part } from "./part";
import type { SystemReader } from "./system-store";
import { vendors, vendorSettings, type ReadSetting } from "./vendors";

/** More than this many waiting items are not counted, and more refused ones not shown. */
const mostWaiting = 100;
const mostRefused = 20;

/** One part as an admin sees it. */
export const systemPart = partHealth.omit({ askedAt: true }).extend({
  vendor: z.string(),
  isReal: z.boolean(),
  address: z.string().nullable(),
  /** Settings of a real vendor: a secret shows its end only; null when it is not set. */
  settings: z.array(z.object({ name: z.enum(vendorSettings), shown: z.string().nullable() })),
  client: z.object({ name: z.string(), version: z.string() }),
  /** Where the vendor sends its webhooks; null for one that sends none, or where HTTP actions have no address. */
  webhookUrl: z.string().nullable(),
});
export type SystemPart = z.infer<typeof systemPart>;

/** A channel of the outbox as an admin sees it. Times in ms. */
export const systemChannel = z.object({
  channel,
  waiting: z.number(),
  /** Whether more wait than were counted. */
  isMoreWaiting: z.boolean(),
  delivered: z.number(),
  lastDeliveredAt: z.number().nullable(),
  lastError: z.string().nullable(),
  lastErrorAt: z.number().nullable(),
  /** What was refused for good, newest first; no more than a screen of it. */
  refused: z.array(z.object({ key: z.string(), error: z.string(), createdAt: z.number() })),
  isMoreRefused: z.boolean(),
});
export type SystemChannel = z.infer<typeof systemChannel>;

export const systemOverview = z.object({
  version: z.string(),
  askedAt: z.number().nullable(),
  parts: z.array(systemPart),
  channels: z.array(systemChannel),
});
export type SystemOverview = z.infer<typeof systemOverview>;

type Deps = { system: SystemReader; outbox: OutboxReader };
/** Versions of the school and of what it speaks to its vendors with, by package name. */
export type Versions = { school: string; packages: Readonly<Record<string, string>> };

/** How every part of the school is, and what waits to be told to whom. No secret is in it. */
export async function describeSystem(deps: Deps, read: ReadSetting, versions: Versions): Promise<SystemOverview> {
  const { askedAt } = await deps.system.health("convex");
  return {
    version: versions.school,
    askedAt,
    parts: await Promise.all(part.options.map((of) => describePart(deps, read, versions, of))),
    channels: await Promise.all(channel.options.map((of) => describeChannel(deps, of))),
  };
}

async function describePart({ system }: Deps, read: ReadSetting, versions: Versions, of: Part): Promise<SystemPart> {
  const { askedAt: _, ...health } = await system.health(of);
  const { vendor, isReal, address, shown, webhook, ...packages } = vendors[of];
  const isRealNow = isReal(read);
  const client = isRealNow ? packages.client : (packages.inside ?? packages.client);
  const site = read("CONVEX_SITE_URL");
  return {
    ...health,
    vendor,
    isReal: isRealNow,
    address: address(read),
    // What stands in for a vendor makes its own keys, and nobody needs to compare them.
    settings: isRealNow ? shown.map(({ name, isSecret }) => ({ name, shown: show(read(name), isSecret) })) : [],
    client: { name: client, version: versions.packages[client] ?? "?" },
    webhookUrl: webhook && site ? site + webhook : null,
  };
}

const show = (value: string | null, isSecret: boolean) => (value && isSecret ? mask(value) : value);

async function describeChannel({ outbox }: Deps, of: Channel): Promise<SystemChannel> {
  const { delivered, lastDeliveredAt, lastError, lastErrorAt } = await outbox.state(of);
  const waiting = await outbox.waiting(of, mostWaiting + 1);
  const refused = await outbox.refused(of, mostRefused + 1);
  return {
    channel: of,
    waiting: Math.min(waiting, mostWaiting),
    isMoreWaiting: waiting > mostWaiting,
    delivered,
    lastDeliveredAt,
    lastError,
    lastErrorAt,
    refused: refused.slice(0, mostRefused).map((row) => ({
      key: row.key,
      error: row.lastError ?? "",
      createdAt: row.createdAt,
    })),
    isMoreRefused: refused.length > mostRefused,
  };
}
