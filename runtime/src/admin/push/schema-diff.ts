import type { Component, Deployment } from "../../functions/deployment";

/** An index as the official command line prints it. */
export type IndexConfig =
  | { name: string; type: "database"; fields: readonly string[] }
  | { name: string; type: "search"; searchField: string; filterFields: readonly string[] }
  | { name: string; type: "vector"; dimensions: number; vectorField: string; filterFields: readonly string[] };

/** The indexes that a version adds to a component's tables and takes from them. */
export type IndexDiff = {
  readonly added_indexes: readonly IndexConfig[];
  readonly removed_indexes: readonly IndexConfig[];
  readonly enabled_indexes: readonly IndexConfig[];
  readonly disabled_indexes: readonly IndexConfig[];
};

type Exported = {
  readonly tables: readonly {
    readonly tableName: string;
    readonly documentType?: unknown;
    readonly indexes?: readonly { indexDescriptor: string; fields: readonly string[] }[] | null;
    readonly searchIndexes?:
      readonly { indexDescriptor: string; searchField: string; filterFields: readonly string[] }[] | null;
    readonly vectorIndexes?:
      | readonly { indexDescriptor: string; vectorField: string; dimensions: number; filterFields: readonly string[] }[]
      | null;
  }[];
  readonly schemaValidation?: boolean;
};

/** The tables of an exported schema; none when there is no schema. */
export function tablesOf(component: Pick<Component, "schema"> | undefined): Exported["tables"] {
  return (component?.schema as Exported | null | undefined)?.tables ?? [];
}

/** The declared indexes of a component's tables. */
export function indexesOf(component: Pick<Component, "schema"> | undefined): IndexConfig[] {
  return tablesOf(component).flatMap(({ tableName, indexes, searchIndexes, vectorIndexes }): IndexConfig[] => [
    ...(indexes ?? []).map(({ indexDescriptor, fields }) => ({
      name: `${tableName}.${indexDescriptor}`,
      type: "database" as const,
      fields: [...fields, "_creationTime"],
    })),
    ...(searchIndexes ?? []).map(({ indexDescriptor, searchField, filterFields }) => ({
      name: `${tableName}.${indexDescriptor}`,
      type: "search" as const,
      searchField,
      filterFields,
    })),
    ...(vectorIndexes ?? []).map(({ indexDescriptor, vectorField, dimensions, filterFields }) => ({
      name: `${tableName}.${indexDescriptor}`,
      type: "vector" as const,
      dimensions,
      vectorField,
      filterFields,
    })),
  ]);
}

/** Compares the indexes of a component in two versions. */
export function indexDiff(before: Component | undefined, after: Component | undefined): IndexDiff {
  const [old, now] = [indexesOf(before), indexesOf(after)];
  const missing = (from: readonly IndexConfig[], among: readonly IndexConfig[]) => {
    const known = new Set(among.map((index) => JSON.stringify(index)));
    return from.filter((index) => !known.has(JSON.stringify(index)));
  };
  return {
    added_indexes: missing(now, old),
    removed_indexes: missing(old, now),
    enabled_indexes: [],
    disabled_indexes: [],
  };
}

/** The index changes of every component that is in one of two versions. */
export function indexDiffs(before: Deployment, after: Deployment): Record<string, IndexDiff> {
  const paths = new Set([...before.components.keys(), ...after.components.keys()]);
  return Object.fromEntries(
    [...paths].map((path) => [path, indexDiff(before.components.get(path), after.components.get(path))]),
  );
}
