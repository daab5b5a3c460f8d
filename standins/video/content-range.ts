/** What a chunk says of itself: bytes `first` to `last` of `total`, or a question how much has arrived. */
export type ContentRange =
  { kind: "chunk"; first: number; last: number; total: number | null } | { kind: "question"; total: number | null };

const FORM = /^bytes (?:(\d{1,15})-(\d{1,15})|\*)\/(\d{1,15}|\*)$/;

/** Reads a `Content-Range` header of a resumable upload; null when it is malformed or contradicts itself. */
export function readContentRange(header: string): ContentRange | null {
  const found = FORM.exec(header.trim());
  if (!found) return null;
  const total = found[3] === "*" ? null : Number(found[3]);
  if (found[1] === undefined) return { kind: "question", total };
  const first = Number(found[1]);
  const last = Number(found[2]);
  if (last < first || (total !== null && last >= total)) return null;
  return { kind: "chunk", first, last, total };
}

/** The `Range` header by which a server says how much it has; none when it has nothing. */
export const receivedRange = (received: number): Record<string, string> =>
  received > 0 ? { range: `bytes=0-${received - 1}` } : {};

/** What to do with a chunk: how many of its first bytes are here already, or why it cannot be taken. */
export function placeChunk(
  { first, total }: { first: number; total: number | null },
  received: number,
  knownTotal: number | undefined,
): { skip: number } | { gap: true } | { contradiction: true } {
  if (knownTotal !== undefined && total !== null && total !== knownTotal) return { contradiction: true };
  if (first > received) return { gap: true };
  return { skip: received - first };
}
