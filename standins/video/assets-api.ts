import type { IncomingMessage, ServerResponse } from "node:http";
import * as z from "zod";
import { invalid, notFound, readJson, readPage, sendJson, sendResource } from "./answers";
import {
  assetSettingsInput,
  generatedSubtitles,
  metaInput,
  readAssetSettings,
  readGenerated,
  readTextTrack,
  textTrackInput,
} from "./asset-settings";
import { mayFetch } from "./fetch-input";
import { addAsset, addTextTrack, refuseListening } from "./new-asset";
import { assetEvent, assetResource, trackEvent, trackResource } from "./resources";
import { kick, type Service } from "./service";
import { newId, randomName, type AssetRow } from "./store";
import { changeAsset, removeFiles } from "./work";

type Call = { request: IncomingMessage; response: ServerResponse; query: URLSearchParams; parts: string[] };

const MOST_TEXTS = 50;

function findAsset({ store }: Service, id: string | undefined): AssetRow {
  const asset = id ? store.assets.get(id) : undefined;
  if (!asset) throw notFound();
  return asset;
}

function mustBeFetchable({ inputOrigins }: Service, address: string) {
  if (address.startsWith("data:") || mayFetch(address, inputOrigins)) return;
  throw invalid("inputs.url: this service fetches from the school's own addresses only");
}

async function create(service: Service, { request, response }: Call) {
  const { settings, sourceUrl } = readAssetSettings(await readJson(request, assetSettingsInput));
  if (!sourceUrl || sourceUrl.startsWith("data:")) throw invalid("inputs: an input with a url is needed");
  for (const address of [sourceUrl, ...settings.texts.map(({ url }) => url ?? "")]) mustBeFetchable(service, address);
  const id = newId(service.now());
  const asset = await service.store.write(() => addAsset(service, settings, { id, inputUrl: sourceUrl }));
  kick(service);
  sendResource(response, assetResource(asset), 201);
}

function list({ store, progress }: Service, { response, query }: Call) {
  const { limit, offset } = readPage(query);
  const uploadId = query.get("upload_id");
  if (uploadId || query.has("live_stream_id")) {
    const asset = store.assets.get(store.uploads.get(uploadId ?? "")?.assetId ?? "");
    return sendJson(response, 200, {
      data: asset ? [assetResource(asset, progress.get(asset.id))] : [],
      next_cursor: null,
    });
  }
  const cursor = query.get("cursor");
  const found = [
    ...store.assets.getRange({ reverse: true, ...(cursor ? { start: cursor } : {}), offset, limit: limit + 2 }),
  ]
    .map(({ value }) => value)
    .filter(({ id }) => id !== cursor);
  const shown = found.slice(0, limit);
  sendJson(response, 200, {
    data: shown.map((asset) => assetResource(asset, progress.get(asset.id))),
    next_cursor: found.length > limit ? (shown.at(-1)?.id ?? null) : null,
  });
}

const changes = z.object({
  passthrough: z.string().max(255).optional(),
  meta: metaInput.optional(),
  thumbnail_time: z.number().min(0).optional(),
});

async function change(service: Service, asset: AssetRow, edit: (row: AssetRow) => AssetRow, response: ServerResponse) {
  const next = await service.store.write(() => {
    const row = changeAsset(service, asset.id, edit);
    if (row) service.events.add("video.asset.updated", { type: "asset", id: row.id }, assetEvent(row));
    return row;
  });
  if (!next) throw notFound();
  kick(service);
  sendResource(response, assetResource(next, service.progress.get(next.id)));
}

async function update(service: Service, asset: AssetRow, { request, response }: Call) {
  const wanted = await readJson(request, changes);
  const edit = (row: AssetRow): AssetRow => ({
    ...row,
    ...(wanted.passthrough === undefined ? {} : { passthrough: wanted.passthrough || undefined }),
    ...(wanted.meta ? { meta: { ...row.meta, ...wanted.meta } } : {}),
    ...(wanted.thumbnail_time === undefined ? {} : { thumbnailTime: wanted.thumbnail_time }),
  });
  await change(service, asset, edit, response);
}

async function remove(service: Service, { id }: AssetRow, { response }: Call) {
  const { store, jobs, events } = service;
  await store.write(() => {
    const asset = store.assets.get(id);
    if (!asset) return;
    store.assets.removeSync(id);
    for (const one of asset.playbackIds) store.playback.removeSync(one.id);
    jobs.drop(id);
    events.add("video.asset.deleted", { type: "asset", id }, assetEvent(asset));
  });
  kick(service);
  await removeFiles(service, id);
  response.writeHead(204).end();
}

function inputInfo({ media, inputUrl, texts }: AssetRow) {
  if (!media) return [];
  const { video, audio, durationSeconds: duration } = media;
  const tracks = [
    ...(video
      ? [
          {
            type: "video",
            duration,
            encoding: video.codec,
            width: video.width,
            height: video.height,
            frame_rate: video.frameRate,
          },
        ]
      : []),
    ...(audio
      ? [{ type: "audio", duration, encoding: audio.codec, channels: audio.channels, sample_rate: audio.sampleRate }]
      : []),
  ];
  const captions = texts.map(({ languageCode, name }) => ({
    settings: { type: "text", text_type: "subtitles", language_code: languageCode, name },
  }));
  return [{ settings: { url: inputUrl ?? "" }, file: { container_format: media.container, tracks } }, ...captions];
}

const playbackIdInput = z.object({ policy: z.enum(["public", "signed"]).default("public") });

async function playbackIds(service: Service, asset: AssetRow, { request, response, parts }: Call) {
  const { store } = service;
  const [, , id] = parts;
  if (!id && request.method === "POST") {
    const { policy } = await readJson(request, playbackIdInput);
    const made = { id: randomName(), policy };
    await store.write(() => {
      if (!changeAsset(service, asset.id, (row) => ({ ...row, playbackIds: [...row.playbackIds, made] }))) return;
      store.playback.putSync(made.id, asset.id);
    });
    return sendResource(response, made, 201);
  }
  const found = asset.playbackIds.find((one) => one.id === id);
  if (!found) throw notFound();
  if (request.method === "GET") return sendResource(response, found);
  if (request.method !== "DELETE") throw notFound();
  await store.write(() => {
    changeAsset(service, asset.id, (row) => ({ ...row, playbackIds: row.playbackIds.filter((one) => one.id !== id) }));
    store.playback.removeSync(found.id);
  });
  response.writeHead(204).end();
}

const trackChanges = z.object({
  name: z.string().max(255).optional(),
  language_code: textTrackInput.shape.language_code.optional(),
  closed_captions: z.boolean().optional(),
  passthrough: z.string().max(255).optional(),
});

async function tracks(service: Service, asset: AssetRow, { request, response, parts }: Call) {
  const { store, jobs, events } = service;
  const [, , id, action] = parts;
  if (!id && request.method === "POST") {
    const wanted = readTextTrack(await readJson(request, textTrackInput));
    if (asset.status !== "ready") throw invalid("Tracks can be added when the asset is ready");
    mustBeFetchable(service, wanted.url ?? "");
    if (asset.texts.some((one) => one.name === (wanted.name ?? wanted.languageCode) && one.status !== "errored")) {
      throw invalid("name: the asset has a text track of this name already");
    }
    if (asset.texts.length >= MOST_TEXTS) throw invalid(`An asset has at most ${MOST_TEXTS} text tracks`);
    const track = await store.write(() => addTextTrack(service, asset.id, wanted));
    kick(service);
    return sendResource(response, trackResource(track), 201);
  }
  if (action === "generate-subtitles" && request.method === "POST" && id === asset.audioTrackId) {
    const { generated_subtitles: all } = await readJson(request, z.object({ generated_subtitles: generatedSubtitles }));
    const made = await store.write(() => all.map((one) => refuseListening(service, asset.id, readGenerated(one))));
    kick(service);
    return sendResource(response, made.map(trackResource), 201);
  }
  const track = asset.texts.find((one) => one.id === id);
  if (!track || action) throw notFound();
  if (request.method === "PATCH") {
    const wanted = await readJson(request, trackChanges);
    const next = {
      ...track,
      name: wanted.name ?? track.name,
      languageCode: wanted.language_code ?? track.languageCode,
      isClosedCaptions: wanted.closed_captions ?? track.isClosedCaptions,
      passthrough: wanted.passthrough ?? track.passthrough,
    };
    await store.write(() => {
      const texts = (row: AssetRow) => row.texts.map((one) => (one.id === id ? { ...next, status: one.status } : one));
      changeAsset(service, asset.id, (row) => ({ ...row, texts: texts(row) }));
    });
    return sendResource(response, trackResource(next));
  }
  if (request.method !== "DELETE") throw notFound();
  await store.write(() => {
    changeAsset(service, asset.id, (row) => ({ ...row, texts: row.texts.filter((one) => one.id !== id) }));
    jobs.drop(asset.id, track.id);
    events.add("video.asset.track.deleted", { type: "track", id: track.id }, trackEvent(asset.id, track));
  });
  kick(service);
  response.writeHead(204).end();
}

const UNSUPPORTED = ["mp4-support", "master-access", "static-renditions", "shots"];

/** Answers `/video/v1/assets…`; `parts` is what follows, between its slashes. */
export async function answerAssets(service: Service, call: Call): Promise<void> {
  const { request, response, parts } = call;
  const [, id, about] = ["", ...parts];
  const { method } = request;
  if (!id) {
    if (method === "POST") return create(service, call);
    if (method === "GET") return list(service, call);
    throw notFound();
  }
  const asset = findAsset(service, id);
  if (!about) {
    if (method === "GET") return sendResource(response, assetResource(asset, service.progress.get(id)));
    if (method === "PATCH") return update(service, asset, call);
    if (method === "DELETE") return remove(service, asset, call);
    throw notFound();
  }
  if (about === "playback-ids") return playbackIds(service, asset, call);
  if (about === "tracks") return tracks(service, asset, call);
  if (about === "input-info" && method === "GET") return sendResource(response, inputInfo(asset));
  if (about === "thumbnail-time" && method === "DELETE") {
    return change(service, asset, (row) => ({ ...row, thumbnailTime: undefined }), response);
  }
  if (UNSUPPORTED.includes(about)) throw invalid(`The local video service has no ${about}`);
  throw notFound();
}
