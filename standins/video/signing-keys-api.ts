import type { IncomingMessage, ServerResponse } from "node:http";
import { notFound, readPage, Refusal, sendJson, sendResource } from "./answers";
import { signingKeyResource } from "./resources";
import type { Service } from "./service";
import type { SigningKeyRow, Store } from "./store";
import { newSigningKey } from "./tokens";

const MOST_KEYS = 100;

/** The key that belongs to this school itself, made on first use; the private half is base64 of a PEM, as Mux gives it. */
export async function ownSigningKey(store: Store, now: number): Promise<{ id: string; privateKey: string }> {
  for (const { value } of store.keys.getRange({})) {
    if (value.privateKey) return { id: value.id, privateKey: value.privateKey };
  }
  const { row, privateKey } = newSigningKey(now);
  await store.write(() => void store.keys.putSync(row.id, { ...row, privateKey } satisfies SigningKeyRow));
  return { id: row.id, privateKey };
}

/** Answers `/system/v1/signing-keys…`; `parts` is what follows, between its slashes. */
export async function answerSigningKeys(
  { store, now }: Service,
  call: { request: IncomingMessage; response: ServerResponse; query: URLSearchParams; parts: string[] },
): Promise<void> {
  const { request, response, query, parts } = call;
  const [id] = parts;
  if (!id && request.method === "POST") {
    if (store.keys.getKeysCount() >= MOST_KEYS) {
      throw new Refusal(403, "limit_reached", `There are ${MOST_KEYS} signing keys already. Delete one first.`);
    }
    const { row, privateKey } = newSigningKey(now());
    await store.write(() => void store.keys.putSync(row.id, row));
    return sendResource(response, { ...signingKeyResource(row), private_key: privateKey }, 201);
  }
  if (!id && request.method === "GET") {
    const found = [...store.keys.getRange({ reverse: true, ...readPage(query) })];
    return sendJson(response, 200, { data: found.map(({ value }) => signingKeyResource(value)) });
  }
  const key = id ? store.keys.get(id) : undefined;
  if (!key) throw notFound();
  if (request.method === "GET") return sendResource(response, signingKeyResource(key));
  if (request.method !== "DELETE") throw notFound();
  await store.write(() => void store.keys.removeSync(key.id));
  response.writeHead(204).end();
}
