import type { User } from "./user";

/** Whether clocks can be read by a name, such as "Europe/Lisbon". */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Where someone's clock is: as they chose, or as the browser's that they came with last; null while nobody knows. */
export const zoneOf = ({ timeZone, seenTimeZone }: Pick<User, "timeZone" | "seenTimeZone">): string | null =>
  timeZone ?? seenTimeZone ?? null;
