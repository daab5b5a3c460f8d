/** What a crowd is asked; times are in ms of the machine's monotonic clock, which all processes share. */
export type Ask = { id: number } & (
  | {
      op: "join";
      url: string;
      sockets: number;
      /** The query, or null for a bare socket that only listens. */
      path: string | null;
      /** One name for everyone, or `each` names for every socket. */
      names: string[];
      each: number;
      readsValues: boolean;
    }
  | { op: "arm"; messages: number }
  | { op: "arrived" }
  | { op: "values"; names: string[] }
  | { op: "return" }
  | { op: "leave" }
);

/** When it was done, or when the last awaited message had come. */
export type Answer = { at: number; values?: unknown[] };
