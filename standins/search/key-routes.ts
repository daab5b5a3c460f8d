import { iso, objectOf, type On, type Parts } from "./calls";
import { demand } from "./keys";

/** Keys: made, read, changed and removed by whoever may edit settings. */
export function keyRoutes(on: On, { keys, now }: Parts): void {
  on("GET", "1/keys", async (call) => {
    demand(call.caller, "editSettings");
    return { keys: keys.list() };
  });
  on("POST", "1/keys", async (call) => {
    demand(call.caller, "editSettings");
    const { value } = keys.add(objectOf(call.body));
    return { key: value, createdAt: iso(now()) };
  });
  on("GET", "1/keys/:key", async (call, key = "") => {
    demand(call.caller, "editSettings");
    return keys.get(key);
  });
  on("PUT", "1/keys/:key", async (call, key = "") => {
    demand(call.caller, "editSettings");
    keys.update(key, objectOf(call.body));
    return { key, updatedAt: iso(now()) };
  });
  on("DELETE", "1/keys/:key", async (call, key = "") => {
    demand(call.caller, "editSettings");
    keys.remove(key);
    return { deletedAt: iso(now()) };
  });
}
