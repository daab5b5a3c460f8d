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
  const done: { indexName: string; taskID: number }[] = [];
  const set = async (indexName: string, given: Parameters<typeof client.setSettings>[0]["indexSettings"]) => {
    const { taskID } = await client.setSettings({ indexName, indexSettings: given });
    done.push({ indexName, taskID });
  };
  await set(names.courses, settings.courses);
  await set(names.lessons, settings.lessons);
  // A replica is there once its primary's settings are.
  for (const task of done.splice(0)) await client.waitForTask(task);
  for (const sort of courseSorts) await set(names.sorted[sort], replicaSettings(sort));
  for (const indexName of [names.courses, names.lessons]) {
    const { taskID } = await client.saveSynonyms({
      indexName,
      synonymHit: synonyms,
      replaceExistingSynonyms: true,
      forwardToReplicas: true,
    });
    done.push({ indexName, taskID });
  }
  for (const task of done) await client.waitForTask(task);
}
