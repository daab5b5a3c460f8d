import type { ComponentSchemas } from "../database/catalog";
import { componentOfTable } from "../database/table-names";
import type { Deployment } from "../functions/deployment";

/** The schema of a version's app, as exported; one that allows everything when the app has none. */
export function appSchema({ app }: Deployment): unknown {
  return app.schema ?? { tables: [], schemaValidation: false };
}

/** The schemas of a version's components by their paths. */
export function componentSchemas({ components }: Deployment): ComponentSchemas {
  return Object.fromEntries(
    [...components.values()].filter(({ path }) => path !== "").map(({ path, schema }) => [path, schema]),
  );
}

/** Components that have documents, by the full names of their tables, and are not in use. */
export function asleep({ components }: Deployment, tables: readonly { readonly name: string }[]): string[] {
  const owners = new Set(tables.map(({ name }) => componentOfTable(name)));
  return [...owners].filter((path) => !components.has(path)).sort();
}
