import { watch, type FSWatcher } from "node:fs";
import { dirname } from "node:path";

const settleMs = 60;

/**
 * Watches a project's folder, and the folders of the other files it was built from. `onChange` is called once for changes
 * that come together; `also` says which files are in use now.
 */
export function watchFiles(
  functionsDir: string,
  onChange: () => void,
): { also: (files: readonly string[]) => void; close: () => void } {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  const changed = (name: string | null) => {
    if (name?.split(/[\\/]/).includes("_generated")) return;
    clearTimeout(timer);
    timer = setTimeout(onChange, settleMs);
  };
  const add = (folder: string, recursive: boolean) => {
    const watcher = watch(folder, { recursive }, (_event, name) => changed(name));
    // A folder that goes away is no longer of interest.
    watcher.on("error", () => drop(folder));
    watchers.set(folder, watcher);
  };
  const drop = (folder: string) => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };
  add(functionsDir, true);
  return {
    also(files) {
      const wanted = new Set(files.map(dirname).filter((folder) => !`${folder}/`.startsWith(`${functionsDir}/`)));
      for (const folder of watchers.keys()) if (folder !== functionsDir && !wanted.has(folder)) drop(folder);
      for (const folder of wanted) if (!watchers.has(folder)) add(folder, false);
    },
    close() {
      clearTimeout(timer);
      for (const folder of [...watchers.keys()]) drop(folder);
    },
  };
}
