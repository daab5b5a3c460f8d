import type { User } from "./user";

/** What a name or an e-mail address is found by: one case, one form of each letter, single spaces. */
export const keyOf = (text: string): string => text.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();

/** A name with the keys that find it: as written, and with its last word first. */
export function named(name: string) {
  const nameKey = keyOf(name);
  const words = nameKey.split(" ");
  return { name, nameKey, familyKey: [...words.slice(-1), ...words.slice(0, -1)].join(" ") };
}

/** An e-mail address with the key that finds it. */
export const reachedAt = (email: string) => ({ email, emailKey: keyOf(email) });

type Known = Pick<User, "tokenIdentifier" | "email" | "name" | "createdAt">;

/** A person as they first stand in the school: an active student, unless more is known. */
export function newUser(
  known: Known & Partial<Omit<User, "_id" | "emailKey" | "nameKey" | "familyKey">>,
): Omit<User, "_id"> {
  return {
    isEmailVerified: false,
    headline: "",
    bio: "",
    locale: "en",
    theme: "system",
    timeZone: null,
    role: "student",
    status: "active",
    deletedAt: null,
    ...known,
    ...reachedAt(known.email),
    ...named(known.name),
  };
}
