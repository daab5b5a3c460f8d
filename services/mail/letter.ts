/** One part of a letter, as plain text: whoever draws it escapes it. */
export type Block =
  | { kind: "text"; text: string }
  /** Words of a person, kept apart from the school's own. */
  | { kind: "quote"; text: string; by: string | null }
  /** Something to type elsewhere. */
  | { kind: "code"; code: string }
  | { kind: "list"; items: readonly { text: string; path: string | null }[] }
  /** Rows of a name and a value; the last one is a sum when `hasTotal`. */
  | { kind: "facts"; rows: readonly (readonly [name: string, value: string])[]; hasTotal: boolean };

/** What a letter says, before it is drawn as HTML or as text. */
export type Letter = {
  subject: string;
  /** The line that mail programs show beside the subject. */
  preview: string;
  title: string;
  blocks: readonly Block[];
  /** The one thing to do: a button to a path inside the school. */
  act: { label: string; path: string } | null;
  /** Said after the button: what happens when one does nothing. */
  after: string | null;
  /** Why the person gets this letter. */
  reason: string;
};
