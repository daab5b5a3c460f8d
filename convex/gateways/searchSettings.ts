import { courseSorts, indexNames, indexSettings, replicaSettings } from "../../services/search/index-settings";
import { synonyms } from "../../services/search/synonyms";
import type { SearchService } from "./searchClient";

/** Tells one form of the settings from another: their text, in a few letters. */
export const fingerprint: string = (() => {
  const names = indexNames("");
  const text = JSON.stringify([indexSettings(names), courseSorts.map(replicaSettings), synonyms]);
  // FNV-1a: enough to notice a change.
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return `${hash.toString(16)}-${text.length}`;
})();

/** Gives the indices that are searched their settings, orders and synonyms; they are made where there are none. */
export async function applySettings({ client, names }: SearchService): Promise<void> {
  const settings = indexSettings(names);
  const done = async (indexName: string, { taskID }: { taskID: number }) => client.waitForTask({ indexName, taskID });
  const set = async (indexName: string, given: Parameters<typeof client.setSettings>[0]["indexSettings"]) =>
    done(indexName, await client.setSettings({ indexName, indexSettings: given }));
  const say = async (indexName: string) => {
    const rest = { replaceExistingSynonyms: true, forwardToReplicas: true };
    return done(indexName, await client.saveSynonyms({ indexName, synonymHit: synonyms, ...rest }));
  };
  // A replica is there once its primary's settings are.
  await Promise.all([set(names.courses, settings.courses), set(names.lessons, settings.lessons)]);
  await Promise.all(courseSorts.map((sort) => set(names.sorted[sort], replicaSettings(sort))));
  await Promise.all([say(names.courses), say(names.lessons)]);
}
