import type { IncomingMessage, ServerResponse } from "node:http";
import { rm } from "node:fs/promises";
import * as z from "zod";
import { notFound, readJson, readPage, Refusal, sendJson, sendResource } from "./answers";
import { assetSettingsInput, readAssetSettings } from "./asset-settings";
import { uploadResource } from "./resources";
import { kick, type Service } from "./service";
import { newId, randomName, type UploadRow } from "./store";

const DEFAULT_TIMEOUT_SECONDS = 3_600;

const uploadInput = z.object({
  cors_origin: z.string().min(1).max(255),
  new_asset_settings: assetSettingsInput.optional(),
  timeout: z.number().int().min(60).max(604_800).default(DEFAULT_TIMEOUT_SECONDS),
  test: z.boolean().optional(),
});

/** Whether an upload waits in vain: its time is over. */
export const isTimedOut = ({ status, createdAt, timeoutSeconds }: UploadRow, now: number): boolean =>
  status === "waiting" && now > createdAt + timeoutSeconds * 1000;

/** An upload, its status true to the clock; undefined when there is none. */
export function findUpload({ store, now }: Service, id: string): UploadRow | undefined {
  const upload = store.uploads.get(id);
  return upload && isTimedOut(upload, now()) ? { ...upload, status: "timed_out" } : upload;
}

/** Ends an upload that has brought no asset, tells of it, and frees its room. */
export async function endUpload(
  service: Service,
  id: string,
  how: { status: "cancelled" } | { status: "errored"; trouble: NonNullable<UploadRow["trouble"]> },
): Promise<UploadRow | undefined> {
  const { store, events, publicUrl } = service;
  const ended = await store.write(() => {
    const upload = store.uploads.get(id);
    if (!upload || upload.status !== "waiting") return undefined;
    const next = { ...upload, ...how };
    store.uploads.putSync(id, next);
    events.add(`video.upload.${how.status}`, { type: "upload", id }, uploadResource(next, publicUrl));
    return next;
  });
  if (ended) await rm(store.uploadFile(id), { force: true });
  kick(service);
  return ended;
}

async function create(service: Service, request: IncomingMessage, response: ServerResponse) {
  const { store, events, now, publicUrl } = service;
  const body = await readJson(request, uploadInput);
  const { settings } = readAssetSettings(body.new_asset_settings ?? {});
  const upload: UploadRow = {
    id: newId(now()),
    secret: randomName(),
    createdAt: now(),
    timeoutSeconds: body.timeout,
    corsOrigin: body.cors_origin,
    status: "waiting",
    received: 0,
    settings: { ...settings, test: settings.test ?? body.test },
    test: body.test,
  };
  await store.write(() => {
    store.uploads.putSync(upload.id, upload);
    const about = uploadResource(upload, publicUrl);
    events.add("video.upload.created", { type: "upload", id: upload.id }, about);
  });
  kick(service);
  sendResource(response, uploadResource(upload, publicUrl), 201);
}

/** Answers `/video/v1/uploads…`; `parts` is what follows, between its slashes. */
export async function answerUploads(
  service: Service,
  call: { request: IncomingMessage; response: ServerResponse; query: URLSearchParams; parts: string[] },
): Promise<void> {
  const { request, response, parts, query } = call;
  const { store, publicUrl } = service;
  const [id, action] = parts;
  if (!id && request.method === "POST") return create(service, request, response);
  if (!id && request.method === "GET") {
    const { limit, offset } = readPage(query);
    const ids = [...store.uploads.getKeys({ reverse: true, limit, offset })];
    const found = ids.flatMap((one) => findUpload(service, one) ?? []);
    return sendJson(response, 200, { data: found.map((one) => uploadResource(one, publicUrl)) });
  }
  const upload = id ? findUpload(service, id) : undefined;
  if (!upload) throw notFound();
  if (!action && request.method === "GET") return sendResource(response, uploadResource(upload, publicUrl));
  if (action !== "cancel" || request.method !== "PUT") throw notFound();
  const ended = upload.status === "waiting" ? await endUpload(service, upload.id, { status: "cancelled" }) : undefined;
  if (!ended) throw new Refusal(403, "invalid_state", "Only an upload that is waiting can be cancelled.");
  sendResource(response, uploadResource(ended, publicUrl));
}
