import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { PID_FILE, WORK_PREFIX } from "./files";
import type { Service } from "./service";
import { isTimedOut } from "./uploads-api";

/** An upload that has ended is remembered for this long, as answers to who asks late. */
const REMEMBERED_MS = 30 * 86_400_000;
const ENDED = ["cancelled", "errored", "timed_out"];

/**
 * Removes what nobody needs: files of assets and uploads that are not known, what broken attempts left behind, the
 * files of assets that could not be processed, and uploads whose time is over. With `isStart`, nothing is being
 * written, so that drafts are leftovers.
 */
export async function sweep(service: Service, isStart: boolean): Promise<void> {
  const { store, now } = service;
  for (const { key, value } of [...store.uploads.getRange({})]) {
    if (isTimedOut(value, now())) {
      await store.write(() => {
        const upload = store.uploads.get(key);
        if (upload?.status === "waiting") store.uploads.putSync(key, { ...upload, status: "timed_out" });
      });
    } else if (ENDED.includes(value.status) && now() - value.createdAt > REMEMBERED_MS) {
      await store.write(() => void store.uploads.removeSync(key));
    }
  }
  const uploads = join(store.uploadFile("any"), "..");
  for (const name of readdirSync(uploads)) {
    const upload = store.uploads.get(name.replace(/\.part$/, ""));
    if (upload?.status !== "waiting") await rm(join(uploads, name), { recursive: true, force: true });
  }
  const assets = store.assetFolder("");
  for (const id of readdirSync(assets)) {
    const home = join(assets, id);
    const asset = store.assets.get(id);
    if (asset?.status === "preparing" || (asset?.status === "ready" && !isStart)) continue;
    // Between an upload and its asset there is a moment in which the file has moved and the asset is not yet known.
    if (!asset && !isStart) continue;
    if (asset?.status !== "ready") await rm(home, { recursive: true, force: true });
  }
  if (isStart) await sweepDrafts(service);
}

/** Ends the tool that a killed service left working in a folder; the process is known by the folder that it is in. */
function endLeftover(folder: string) {
  try {
    const pid = Number(readFileSync(join(folder, PID_FILE), "utf8"));
    if (Number.isInteger(pid) && pid > 1 && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder)) {
      process.kill(pid, "SIGKILL");
    }
  } catch (error) {
    // It has ended, or never began, or this system does not tell: then it ends by itself, in a folder that is gone.
    if (!["ENOENT", "ENOTDIR", "ESRCH", "EACCES"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
}

async function sweepDrafts({ store }: Service) {
  for (const id of readdirSync(store.assetFolder(""))) {
    for (const part of ["", "images", "text"]) {
      const folder = join(store.assetFolder(id), part);
      if (!existsSync(folder)) continue;
      for (const name of readdirSync(folder)) {
        if (!name.startsWith(WORK_PREFIX)) continue;
        endLeftover(join(folder, name));
        await rm(join(folder, name), { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
      }
    }
  }
}
