import * as z from "zod";

const address = z.email().max(254);

/**
 * The e-mail addresses in a text as people paste it: one a line, or between commas, semicolons or spaces, with or
 * without names ("Ada Byron <ada@school.example>"). Each once, in order; what is no address is told apart.
 */
export function readAddresses(text: string): { addresses: string[]; unreadable: string[] } {
  const bracketed = /"[^"\n]*"\s*<([^<>\n]*)>|[^,;<>\n]*<([^<>\n]*)>/g;
  const words = text
    .replace(bracketed, (_, quoted: string | undefined, named: string | undefined) => ` ${quoted ?? named ?? ""} `)
    .split(/[\s,;]+/)
    .map((word) => word.replace(/^mailto:/i, ""))
    .filter((word) => word !== "");
  const addresses = new Map<string, string>();
  const unreadable = new Set<string>();
  for (const word of words) {
    if (address.safeParse(word).success) addresses.set(word.toLowerCase(), addresses.get(word.toLowerCase()) ?? word);
    else unreadable.add(word);
  }
  return { addresses: [...addresses.values()], unreadable: [...unreadable] };
}
