import type { Part, PartHealth } from "./part";

/** Each method is one index. */
export interface SystemReader {
  health(part: Part): Promise<PartHealth>;
}
export interface SystemStore extends SystemReader {
  change(part: Part, change: Partial<Omit<PartHealth, "part">>): Promise<void>;
}
