const kinds = ["course", "lesson", "lessons", "person", "settings", "reindex"] as const;

/**
 * What the index has to look at again. It says where, never what: whoever does it reads how things are by then, so that
 * two of them can never be done in the wrong order.
 * course: its own record; lesson: the parts of one; lessons: those of a course; person: the courses that they teach;
 * settings: how the indices find; reindex: everything, a step at a time.
 */
export type SearchTask = { kind: (typeof kinds)[number]; id: string };

/** The task as the key of an item in the outbox. */
export const writeKey = ({ kind, id }: SearchTask): string => `${kind}:${id}`;

/** The task of a key; null for a key of none. */
export function readKey(key: string): SearchTask | null {
  const at = key.indexOf(":");
  const kind = kinds.find((one) => one === key.slice(0, at));
  return kind ? { kind, id: key.slice(at + 1) } : null;
}
