/**
 * Every component has tables of its own, whatever they are called: inside the database a table's full name begins with the
 * path of its component, as in "workpool/batchWorker/workers". The app's tables are called what they are called.
 */

/** The name of a component's table inside the database; `component` is "" for the app. */
export function fullTableName(component: string, table: string): string {
  return component === "" ? table : `${component}/${table}`;
}

/** The same for a name that begins with a table's, such as that of an index. */
export function fullName(name: string, access: { component?: string } | undefined): string {
  return fullTableName(access?.component ?? "", name);
}

/** What a table is called in its own component. */
export function shortTableName(full: string): string {
  return full.slice(full.lastIndexOf("/") + 1);
}

/** What a component calls a table; null for one that is not its own, and for none. */
export function tableNameIn(component: string, full: string | null): string | null {
  return full !== null && componentOfTable(full) === component ? shortTableName(full) : null;
}

/** The component that a table belongs to, "" for the app. */
export function componentOfTable(full: string): string {
  return full.slice(0, Math.max(0, full.lastIndexOf("/")));
}
