/** Namespaces that only the rooms of teachers and admins need; their layouts bring them. */
export const workroomNamespaces = [
  "admin",
  "builder",
  "course-settings",
  "editor",
  "imports",
  "imports-screens",
  "system",
  "mail-admin",
  "school",
  "teach",
] as const;

/** A catalogue without the words that visitors and students never see, for every page to carry. */
export function forEveryone<Catalogue extends Record<string, unknown>>(messages: Catalogue): Partial<Catalogue> {
  const left: readonly string[] = workroomNamespaces;
  return Object.fromEntries(
    Object.entries(messages).filter(([namespace]) => !left.includes(namespace)),
  ) as Partial<Catalogue>;
}
