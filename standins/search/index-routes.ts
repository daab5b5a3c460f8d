import { Fault } from "./fault";
import {
  iso,
  isOn,
  listOf,
  numberOf,
  objectOf,
  textOf,
  textsOf,
  updated,
  type Call,
  type Json,
  type On,
  type Parts,
} from "./calls";
import { demand } from "./keys";
import { toldSettings } from "./parameters";

const MOST_AT_ONCE = 100_000;

/** A page of synonyms or rules: those that hold the words that were asked for. */
function told(all: readonly Json[], body: Json): Json {
  const words = (typeof body.query === "string" ? body.query : "").toLowerCase();
  const matching = all.filter(
    (one) => (!words || JSON.stringify(one).toLowerCase().includes(words)) && (!body.type || one.type === body.type),
  );
  const limit = Math.min(Math.max(1, Number(body.hitsPerPage ?? 20)), 1000);
  const page = Math.max(0, Number(body.page ?? 0));
  const hits = matching.slice(page * limit, (page + 1) * limit).map((one) => ({ ...one, _highlightResult: {} }));
  return { hits, nbHits: matching.length, page, nbPages: Math.ceil(matching.length / limit) };
}

/** Indices as wholes: their list, settings, synonyms and rules, copies and moves, and tasks. */
export function indexRoutes(on: On, parts: Parts): void {
  const { catalogue, now } = parts;

  on("GET", "1/indexes", async (call) => {
    demand(call.caller, "listIndexes");
    const items = catalogue.list().filter(({ name }) => call.caller.mayReach(name));
    const limit = numberOf(call, "hitsPerPage", 100, 1, 1000);
    const page = numberOf(call, "page", 0, 0, items.length);
    return {
      items: items.slice(page * limit, (page + 1) * limit).map((entry) => ({
        ...{ name: entry.name, createdAt: iso(entry.createdAt), updatedAt: iso(entry.updatedAt) },
        entries: catalogue.searched(entry.name).table.liveCount,
        ...{ dataSize: 0, fileSize: 0, lastBuildTimeS: 0, numberOfPendingTasks: 0, pendingTask: false },
        ...(entry.primary ? { primary: entry.primary, virtual: entry.isVirtual } : {}),
        ...(entry.settings.replicas ? { replicas: entry.settings.replicas } : {}),
      })),
      nbPages: Math.ceil(items.length / limit),
    };
  });
  on("POST", "1/indexes/:index/clear", async (call, index = "") => {
    demand(call.caller, "deleteIndex", index);
    await catalogue.clear(index);
    return updated(parts);
  });
  on("POST", "1/indexes/:index/operation", async (call, index = "") => {
    const { operation, destination, scope } = objectOf(call.body);
    const to = textOf(destination, "destination");
    for (const name of [index, to]) demand(call.caller, "addObject", name);
    if (operation === "move") demand(call.caller, "deleteIndex", index);
    await catalogue.operate(index, textOf(operation, "operation"), to, textsOf(scope));
    return updated(parts);
  });
  on("DELETE", "1/indexes/:index", async (call, index = "") => {
    demand(call.caller, "deleteIndex", index);
    await catalogue.remove(index);
    return updated(parts, { deletedAt: iso(now()) });
  });
  on("GET", "1/indexes/:index/settings", async (call, index = "") => {
    demand(call.caller, "settings", index);
    const { primary } = catalogue.entry(index);
    return { ...toldSettings(catalogue.searched(index).settings), ...(primary ? { primary } : {}) };
  });
  on("PUT", "1/indexes/:index/settings", async (call, index = "") => {
    demand(call.caller, "editSettings", index);
    await catalogue.setSettings(index, objectOf(call.body), isOn(call, "forwardToReplicas"));
    return updated(parts);
  });
  // A change is answered for when it is done: there is no task that is not.
  const published = (right: string) => async (call: Call, index?: string) => {
    demand(call.caller, right, call.path[0] === "task" ? undefined : index);
    return { status: "published", pendingTask: false };
  };
  on("GET", "1/indexes/:index/task/:task", published("addObject"));
  on("GET", "1/task/:task", published("editSettings"));

  /** A change goes to the index, and to its standard replicas too when that is asked for. */
  async function edit(call: Call, index: string, work: (name: string) => Promise<unknown>) {
    demand(call.caller, "editSettings", index);
    await work(index);
    if (!isOn(call, "forwardToReplicas")) return;
    for (const { name, primary, isVirtual } of catalogue.list()) if (primary === index && !isVirtual) await work(name);
  }

  for (const kind of ["synonyms", "rules"] as const) {
    const save = kind === "synonyms" ? catalogue.saveSynonyms : catalogue.saveRules;
    const drop = kind === "synonyms" ? catalogue.removeSynonym : catalogue.removeRule;
    const kept = (call: Call, index: string): Map<string, Json> => {
      demand(call.caller, "settings", index);
      return new Map(Object.entries(catalogue.entry(index)[kind]));
    };
    on("POST", `1/indexes/:index/${kind}/batch`, async (call, index = "") => {
      const list = listOf(call.body, kind, MOST_AT_ONCE);
      const isAll = isOn(call, kind === "synonyms" ? "replaceExistingSynonyms" : "clearExistingRules");
      await edit(call, index, (name) => save(name, list, isAll));
      return updated(parts);
    });
    on("POST", `1/indexes/:index/${kind}/clear`, async (call, index = "") => {
      await edit(call, index, (name) => save(name, [], true));
      return updated(parts);
    });
    on("POST", `1/indexes/:index/${kind}/search`, async (call, index = "") =>
      told([...kept(call, index).values()], objectOf(call.body)),
    );
    on("PUT", `1/indexes/:index/${kind}/:id`, async (call, index = "", id = "") => {
      await edit(call, index, (name) => save(name, [{ ...objectOf(call.body), objectID: id }], false));
      return updated(parts, { id });
    });
    on("DELETE", `1/indexes/:index/${kind}/:id`, async (call, index = "", id = "") => {
      await edit(call, index, (name) => drop(name, id));
      return updated(parts, { deletedAt: iso(now()) });
    });
    on("GET", `1/indexes/:index/${kind}/:id`, async (call, index = "", id = "") => {
      const found = kept(call, index).get(id);
      if (!found) throw new Fault(404, kind === "synonyms" ? "Synonym set does not exist" : "Rule does not exist");
      return found;
    });
  }
}
