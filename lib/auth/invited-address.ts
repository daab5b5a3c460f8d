/** The address that an invitation's link brings along; null for anything that is none. It is only filled in, and proves nothing. */
export function invitedAddress(asked: string | string[] | undefined): string | null {
  if (typeof asked !== "string" || asked.length > 254) return null;
  return /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(asked) ? asked : null;
}
