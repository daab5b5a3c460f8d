import type { Events } from "./events";
import type { Jobs } from "./jobs";
import type { Store } from "./store";
import type { Tools } from "./tools";

/** What one installation bears. */
export type Limits = {
  /** The largest file, in bytes. */
  fileBytes: number;
  /** The longest video, in seconds. */
  durationSeconds: number;
  /** The longest that ffmpeg may work on one quality of one video, in ms. */
  toolMs: number;
  /** Room on the disk that uploads leave free, in bytes. */
  reserveBytes: number;
};

/** What every part of the service is given. */
export type Service = {
  store: Store;
  jobs: Jobs;
  events: Events;
  /** Null on a machine without ffmpeg. */
  tools: Tools | null;
  limits: Limits;
  /** The address under which browsers reach the service, without a slash at its end. */
  publicUrl: string;
  /** The origins from which inputs may be fetched, besides this machine itself. */
  inputOrigins: string[];
  now: () => number;
  /** How far the running job is, by asset, in percent. */
  progress: Map<string, number>;
};

/** Tells the queues that there may be something new; after a transaction. */
export function kick({ jobs, events }: Service) {
  jobs.kick();
  events.kick();
}
