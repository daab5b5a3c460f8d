import type { ReactNode } from "react";

/** What narrows a table, in a line; on the phone in two columns, so that the rows stay in sight. */
export function FilterBar({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-2 items-center gap-2 sm:flex sm:flex-wrap">{children}</div>;
}
