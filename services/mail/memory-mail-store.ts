import { memoryRows } from "../shared/rows-in-memory";
import { pageOfRows } from "../shared/page-of-rows";
import type { Mail, MailAddress } from "./mail";
import type { MailStore } from "./mail-store";

/** A mail store in memory, for tests of services. */
export function memoryMailStore(): MailStore {
  const rows = memoryRows<Mail>("mails");
  const addresses = memoryRows<MailAddress>("mailAddresses");
  const newestFirst = (found: Mail[]) => found.sort((a, b) => b.createdAt - a.createdAt);
  const ofAddress = (address: string) => addresses.find((row) => row.address === address);
  return {
    byId: async (id) => rows.get(id),
    byKey: async (key) => rows.find((row) => row.key === key),
    byVendorId: async (vendorId) => rows.find((row) => row.vendorId === vendorId),
    list: async ({ state, to }, options) =>
      pageOfRows(
        newestFirst(rows.where((row) => (!state || row.state === state) && (!to || row.to.startsWith(to)))),
        options,
      ),
    sentTo: async (userId, since, most) =>
      Math.min(most, rows.where((row) => row.userId === userId && row.createdAt > since).length),
    causedBy: async (userId, since, most) =>
      Math.min(most, rows.where((row) => row.causedBy === userId && row.createdAt > since).length),
    someOf: async (userId, limit) => rows.where((row) => row.userId === userId).slice(0, limit),
    madeBefore: async (at, limit) =>
      newestFirst(rows.where((row) => row.createdAt < at))
        .reverse()
        .slice(0, limit),
    inState: async (state, before, limit) =>
      newestFirst(rows.where((row) => row.state === state && row.createdAt < before)).slice(0, limit),
    address: async (address) => ofAddress(address),
    troubled: async (options) =>
      pageOfRows(
        addresses.where((row) => row.state !== "fine").sort((a, b) => b.at - a.at),
        options,
      ),
    add: async (mail) => rows.add(mail),
    change: async (id, change) => rows.change(id, change),
    remove: async (id) => rows.remove(id),
    async saveAddress(address) {
      const known = ofAddress(address.address);
      if (known) addresses.change(known._id, address);
      else addresses.add(address);
    },
    async forgetAddress(address) {
      const known = ofAddress(address);
      if (known) addresses.remove(known._id);
    },
  };
}
