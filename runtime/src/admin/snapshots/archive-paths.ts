/** Where a component's files lie in an archive of everything: "" for the app's. */
export function archiveFolder(component: string): string {
  return component === ""
    ? ""
    : component
        .split("/")
        .map((name) => `_components/${name}/`)
        .join("");
}

/** The table of an archive that a file holds the documents of; null for any other file. */
export function tableOfArchive(file: string): { component: string; table: string } | null {
  const [, folders = "", table] = /^((?:_components\/[^/]+\/)*)([^/]+)\/documents\.jsonl$/.exec(file) ?? [];
  if (table === undefined) return null;
  return { component: folders.replaceAll("_components/", "").replace(/\/$/, ""), table };
}
