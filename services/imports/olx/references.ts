import { cleanName, typeOf } from "../../assets/asset-types";
import type { PlannedAsset } from "./plan";

/** Finds what addresses in course texts point to: files of the archive and pages of the course. */
export type References = {
  /** The reference ("a3") of the file that an address names; null when the archive has no such file of a known kind. */
  asset(address: string): string | null;
  /** The reference ("l12") of the lesson that an address or component name leads to; null when there is none. */
  lesson(address: string): string | null;
  /** Everything about a file by its reference. */
  assetOf(token: string): PlannedAsset | null;
};

/** Names as Open edX writes them into addresses: spaces and odd letters become underscores. */
const loose = (name: string): string => name.toLowerCase().replace(/[^a-z0-9.-]+/g, "_");

/** Whether an address speaks of a file that belongs to the course. */
const courseFile = /^(?:https?:\/\/[^/]+)?\/?(?:static\/|c4x\/|asset-v1:|assets\/courseware\/)/i;

/** Lists a course's files by the names they are called by. `files` are paths below the course's folder. */
export function fileIndex(files: readonly { path: string; bytes: number }[]): {
  assets: PlannedAsset[];
  find(address: string): PlannedAsset | null;
  findByName(name: string): PlannedAsset | null;
} {
  const assets: PlannedAsset[] = [];
  const byName = new Map<string, PlannedAsset>();
  for (const { path, bytes } of files) {
    const inside = /(?:^|\/)static\/(.+)$/.exec(path)?.[1];
    const contentType = inside ? typeOf(inside, null) : null;
    if (!inside || !contentType) continue;
    const asset = { token: `a${assets.length}`, path, name: cleanName(inside), contentType, bytes };
    assets.push(asset);
    for (const name of [inside, inside.split("/").at(-1) ?? inside]) {
      if (!byName.has(loose(name))) byName.set(loose(name), asset);
    }
  }
  const findByName = (name: string) => byName.get(loose(name)) ?? null;
  return {
    assets,
    findByName,
    find(address) {
      const plain = unescaped(address.split(/[?#]/)[0] ?? "");
      if (!courseFile.test(plain)) return null;
      const name = /(?:static\/|block[@/]|asset\/)([^]+)$/i.exec(plain)?.[1] ?? plain;
      return findByName(name) ?? findByName(name.split("/").at(-1) ?? name);
    },
  };
}

function unescaped(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch (error) {
    // An address with a stray "%" is taken as it stands.
    if (error instanceof URIError) return address;
    throw error;
  }
}

/** The component that an address inside a course leads to ("/jump_to_id/abc", "/courses/…/abc", or the bare name). */
export function componentOf(address: string): string | null {
  const jump = /^\/?(?:jump_to_id|jump_to)\/([^/?#]+)/.exec(address)?.[1];
  if (jump) return jump.split("@").at(-1) ?? jump;
  const course = /^\/courses?\/.*?([^/?#@]+)\/?(?:[?#].*)?$/.exec(address)?.[1];
  if (course) return course;
  return /^[\w-]{8,}$/.test(address) ? address : null;
}
