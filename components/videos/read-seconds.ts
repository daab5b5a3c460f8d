/** A second of a video as people write it: "7", "0:07", "12:40", "1:02:03"; null for anything else. */
export function readSeconds(text: string): number | null {
  const found = /^(?:(\d{1,2}):)?(?:(\d{1,3}):)?(\d{1,5})$/.exec(text.trim());
  if (!found) return null;
  const parts = text.trim().split(":").map(Number);
  if (parts.slice(1).some((part) => part >= 60)) return null;
  return parts.reduce((sum, part) => sum * 60 + part, 0);
}
