import { DamagedStoreError, type Snapshot, type Write } from "../store/key-value-store";
import { settingKey } from "./keys";

/** What a data folder keeps beside its tables, each under a name. */
export const settings = {
  format: settingKey("format"),
  ts: settingKey("ts"),
  secret: settingKey("cursor-secret"),
  catalog: settingKey("catalog"),
  /** "open" from the first write on until the database is closed. */
  state: settingKey("state"),
};

/** Writes a setting. */
export function setting(key: Uint8Array, value: string): Write {
  return { key, value };
}

/** A setting's text; null when it was never written. */
export function readSetting(snapshot: Snapshot, key: Uint8Array): string | null {
  return snapshot.get(key) ?? null;
}

/** Like `readSetting`, for what must be there. */
export function requireSetting(snapshot: Snapshot, key: Uint8Array, name: string): string {
  const value = readSetting(snapshot, key);
  if (value === null) throw new DamagedStoreError(`The data folder has lost its setting "${name}": restore a backup.`);
  return value;
}
