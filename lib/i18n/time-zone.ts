/** The IANA time zone of that name; UTC when this machine does not know it. */
export function timeZoneOf(name: string | null | undefined): string {
  if (!name) return "UTC";
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return "UTC";
    throw error;
  }
}
