import { badRequest, Fault } from "./fault";
import {
  iso,
  listOf,
  objectOf,
  restrictionsOf,
  textOf,
  textsOf,
  updated,
  type Call,
  type Json,
  type On,
  type Parts,
} from "./calls";
import type { Write } from "./catalogue";
import { demand } from "./keys";
import { fromBody, readParameters } from "./parameters";
import { pick } from "./record";

const MOST_OBJECTS = 1000;
const MOST_REQUESTS = 100_000;

/** Reading and changing records, one or many. */
export function recordRoutes(on: On, parts: Parts): void {
  function rightsFor(action: string): string {
    if (action === "clear" || action === "delete") return "deleteIndex";
    return action === "deleteObject" ? "deleteObject" : "addObject";
  }

  async function batch(call: Call, index: string | null): Promise<Json> {
    const requests = listOf(objectOf(call.body).requests, "requests", MOST_REQUESTS).map((one) => ({
      name: index ?? textOf(one.indexName, "indexName"),
      write: { action: textOf(one.action, "action"), body: objectOf(one.body) } satisfies Write,
    }));
    for (const { name, write } of requests) demand(call.caller, rightsFor(write.action), name);
    if (requests.length === 0) demand(call.caller, "addObject", index ?? undefined);
    const objectIDs: string[] = [];
    let writes: typeof requests = [];
    const flush = async () => {
      if (writes.length > 0) objectIDs.push(...(await parts.catalogue.write(writes)));
      writes = [];
    };
    for (const request of requests) {
      const { action } = request.write;
      if (action !== "clear" && action !== "delete") {
        writes.push(request);
        continue;
      }
      await flush();
      await (action === "clear" ? parts.catalogue.clear(request.name) : parts.catalogue.remove(request.name));
    }
    await flush();
    const taskID = parts.taskID();
    const names = [...new Set(requests.map(({ name }) => name))];
    return {
      taskID,
      ...(index ? {} : { taskID: Object.fromEntries(names.map((name) => [name, taskID])) }),
      objectIDs,
    };
  }

  async function writeOne(call: Call, index: string, action: string, body: Json): Promise<Json> {
    demand(call.caller, rightsFor(action), index);
    const [objectID] = await parts.catalogue.write([{ name: index, write: { action, body } }]);
    return {
      objectID,
      createdAt: iso(parts.now()),
      updatedAt: iso(parts.now()),
      deletedAt: iso(parts.now()),
      taskID: parts.taskID(),
    };
  }

  function record(call: Call, index: string, objectID: string, attributes: string[] | null): Json | null {
    demand(call.caller, "search", index);
    if (call.caller.filter.length > 0) demand(call.caller, "browse", index);
    const { settings } = parts.catalogue.searched(index);
    const found = parts.catalogue.record(index, objectID);
    const hidden = call.caller.acl.has("seeUnretrievableAttributes") ? [] : (settings.unretrievableAttributes ?? []);
    return found ? pick(found, attributes ?? ["*"], hidden) : null;
  }

  on("POST", "1/indexes/*/batch", (call) => batch(call, null));
  on("POST", "1/indexes/*/objects", async (call) => ({
    results: listOf(objectOf(call.body).requests, "requests", MOST_OBJECTS).map((one) =>
      record(
        call,
        textOf(one.indexName, "indexName"),
        textOf(one.objectID, "objectID"),
        textsOf(one.attributesToRetrieve),
      ),
    ),
  }));
  on("POST", "1/indexes/:index/batch", (call, index = "") => batch(call, index));
  on("POST", "1/indexes/:index/deleteByQuery", async (call, index = "") => {
    demand(call.caller, "deleteIndex", index);
    const parameters = readParameters(fromBody(objectOf(call.body)));
    const isLimited = ["filters", "facetFilters", "numericFilters", "tagFilters"].some((name) => name in parameters);
    if (!isLimited) throw badRequest("DeleteByQuery endpoint only supports deletion with filters: give one");
    await parts.catalogue.deleteBy(index, parameters, restrictionsOf(call.caller));
    return updated(parts);
  });
  on("POST", "1/indexes/:index", (call, index = "") => writeOne(call, index, "addObject", objectOf(call.body)));
  on("POST", "1/indexes/:index/:id/partial", (call, index = "", id = "") => {
    const isCreated = call.query.get("createIfNotExists") !== "false";
    const action = isCreated ? "partialUpdateObject" : "partialUpdateObjectNoCreate";
    return writeOne(call, index, action, { ...objectOf(call.body), objectID: id });
  });
  on("PUT", "1/indexes/:index/:id", (call, index = "", id = "") =>
    writeOne(call, index, "updateObject", { ...objectOf(call.body), objectID: id }),
  );
  on("DELETE", "1/indexes/:index/:id", (call, index = "", id = "") =>
    writeOne(call, index, "deleteObject", { objectID: id }),
  );
  on("GET", "1/indexes/:index/:id", async (call, index = "", id = "") => {
    const found = record(call, index, id, call.query.get("attributesToRetrieve")?.split(",") ?? null);
    if (!found) throw new Fault(404, "ObjectID does not exist");
    return found;
  });
}
