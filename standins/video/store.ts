import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Database, RootDatabase } from "lmdb";
import { openLmdbFile } from "../shared/lmdb-file";
import type { Media } from "./probe";

/** Who may play: anyone with the address, or only who shows a signed token. */
export type PlaybackPolicy = "public" | "signed";

/** Words that came with an asset, and one that this service adds; see `DELIVERY_META`. */
export type Meta = { title?: string; creator_id?: string; external_id?: string };

/** One quality of a video, made and on disk; bandwidths in bits a second. */
export type Rendition = {
  name: string;
  width?: number;
  height?: number;
  frameRate?: number;
  codecs: string;
  bandwidth: number;
  averageBandwidth: number;
  durationSeconds: number;
  /** Where its pictures end, when its sound goes on without them. */
  pictureSeconds?: number;
};

/** Captions of an asset. */
export type TextTrack = {
  id: string;
  status: "preparing" | "ready" | "errored";
  name: string;
  languageCode: string;
  isClosedCaptions: boolean;
  passthrough?: string;
  source: "uploaded" | "generated_vod";
  trouble?: string;
};

/** What a caller asked for when making an asset. */
export type AssetSettings = {
  policies: PlaybackPolicy[];
  passthrough?: string;
  meta?: Meta;
  videoQuality?: "basic" | "plus" | "premium";
  test?: boolean;
  texts: { url?: string; name?: string; languageCode: string; isClosedCaptions: boolean; passthrough?: string }[];
  /** Captions that Mux would write by listening, which this service cannot. */
  wanted: { name?: string; languageCode: string; passthrough?: string }[];
};

/** A video or sound, from the moment its bytes are here; times in ms. */
export type AssetRow = {
  id: string;
  createdAt: number;
  status: "preparing" | "ready" | "errored";
  step: "ingesting" | "transcoding" | "completed" | "errored";
  uploadId?: string;
  inputUrl?: string;
  passthrough?: string;
  meta?: Meta;
  videoQuality: "basic" | "plus" | "premium";
  test?: boolean;
  thumbnailTime?: number;
  playbackIds: { id: string; policy: PlaybackPolicy }[];
  media?: Media;
  durationSeconds?: number;
  delivery?: "hls" | "original";
  /** Its file was broken off: what is played is shorter than what was recorded. */
  isCut?: true;
  renditions: Rendition[];
  audioTrackId: string;
  videoTrackId: string;
  texts: TextTrack[];
  trouble?: { type: string; messages: string[] };
};

/** A place to put one file; `received` bytes are on disk for sure. */
export type UploadRow = {
  id: string;
  secret: string;
  createdAt: number;
  timeoutSeconds: number;
  corsOrigin: string;
  status: "waiting" | "asset_created" | "errored" | "cancelled" | "timed_out";
  received: number;
  total?: number;
  assetId?: string;
  trouble?: { type: string; message: string };
  settings: AssetSettings;
  test?: boolean;
};

/** The public half of a key that signs playback tokens; the private half only where this school's own is kept. */
export type SigningKeyRow = { id: string; createdAt: number; publicKey: string; privateKey?: string };

/** Work that must be done, once or again after a crash. */
export type JobRow = {
  kind: "fetch" | "caption" | "ingest" | "extras";
  assetId: string;
  trackId?: string;
  url?: string;
  attempts: number;
};

/** An event that waits for its receiver to take it; times in ms. */
export type EventRow = { body: string; attempts: number; notBefore: number };

/** What the service remembers. */
export type Store = {
  env: RootDatabase;
  assets: Database<AssetRow, string>;
  uploads: Database<UploadRow, string>;
  /** Playback id to asset id. */
  playback: Database<string, string>;
  keys: Database<SigningKeyRow, string>;
  jobs: Database<JobRow, string>;
  events: Database<EventRow, string>;
  setAside: Database<EventRow, string>;
  /** Does all of the work or nothing of it; resolves when the disk has it. The work uses `putSync` and `removeSync`. */
  write<T>(work: () => T): Promise<T>;
  assetFolder(id: string): string;
  uploadFile(id: string): string;
  close(): Promise<void>;
};

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const TIME_LETTERS = 9;
const RANDOM_LETTERS = 32;

/** So many letters and digits that nobody guesses. */
export function randomName(length = RANDOM_LETTERS): string {
  let name = "";
  while (name.length < length) {
    // Bytes beyond the last whole round of the alphabet would make its first letters likelier.
    for (const byte of randomBytes(length)) if (byte < 248 && name.length < length) name += ALPHABET[byte % 62];
  }
  return name;
}

/** An id that nobody guesses and that sorts after all that were made in earlier milliseconds. */
export function newId(now: number): string {
  return now.toString(36).padStart(TIME_LETTERS, "0") + randomName();
}

/** Whether text has the form of an id: letters and digits alone, so that it is safe in a path. */
export const isId = (text: string): boolean => /^[0-9A-Za-z]{8,64}$/.test(text);

/** Opens, or makes, what the service remembers in a folder that is this account's alone. */
export function openStore(folder: string): Store {
  for (const part of [folder, join(folder, "assets"), join(folder, "uploads")]) {
    mkdirSync(part, { recursive: true, mode: 0o700 });
    chmodSync(part, 0o700);
  }
  const file = join(folder, "video.lmdb");
  const { env, close } = openLmdbFile(file, "what is known of the school's videos", { maxDbs: 12 });
  for (const part of [file, `${file}-lock`]) chmodSync(part, 0o600);
  return {
    env,
    assets: env.openDB({ name: "assets" }),
    uploads: env.openDB({ name: "uploads" }),
    playback: env.openDB({ name: "playback" }),
    keys: env.openDB({ name: "keys" }),
    jobs: env.openDB({ name: "jobs" }),
    events: env.openDB({ name: "events" }),
    setAside: env.openDB({ name: "set-aside" }),
    async write(work) {
      const result = env.transactionSync(work);
      await env.flushed;
      return result;
    },
    assetFolder: (id) => join(folder, "assets", id),
    uploadFile: (id) => join(folder, "uploads", `${id}.part`),
    close,
  };
}
