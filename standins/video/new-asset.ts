import { assetEvent, trackEvent } from "./resources";
import type { Service } from "./service";
import { newId, randomName, type AssetRow, type AssetSettings, type TextTrack } from "./store";

const NO_LISTENING = "Captions cannot be written by listening on this machine. Upload a .vtt or .srt file instead.";

/** To be called inside a transaction: adds captions to an asset and has their file fetched. */
export function addTextTrack(service: Service, assetId: string, wanted: AssetSettings["texts"][number]): TextTrack {
  const track: TextTrack = {
    id: newId(service.now()),
    status: "preparing",
    name: wanted.name ?? wanted.languageCode,
    languageCode: wanted.languageCode,
    isClosedCaptions: wanted.isClosedCaptions,
    passthrough: wanted.passthrough,
    source: "uploaded",
  };
  keepTrack(service, assetId, track);
  service.jobs.add({ kind: "caption", assetId, trackId: track.id, url: wanted.url });
  service.events.add("video.asset.track.created", { type: "track", id: track.id }, trackEvent(assetId, track));
  return track;
}

/** To be called inside a transaction: says of captions that should be written by listening that they will not be. */
export function refuseListening(service: Service, assetId: string, wanted: AssetSettings["wanted"][number]): TextTrack {
  const track: TextTrack = {
    id: newId(service.now()),
    status: "errored",
    name: wanted.name ?? wanted.languageCode,
    languageCode: wanted.languageCode,
    isClosedCaptions: false,
    passthrough: wanted.passthrough,
    source: "generated_vod",
    trouble: NO_LISTENING,
  };
  keepTrack(service, assetId, track);
  service.events.add("video.asset.track.errored", { type: "track", id: track.id }, trackEvent(assetId, track));
  return track;
}

function keepTrack({ store }: Service, assetId: string, track: TextTrack) {
  const asset = store.assets.get(assetId);
  if (asset) store.assets.putSync(assetId, { ...asset, texts: [...asset.texts, track] });
}

/** To be called inside a transaction: makes an asset whose file is at hand, or is to be fetched. */
export function addAsset(
  service: Service,
  settings: AssetSettings,
  from: { id: string; uploadId: string } | { id: string; inputUrl: string },
): AssetRow {
  const { store, jobs, events, now } = service;
  const asset: AssetRow = {
    id: from.id,
    createdAt: now(),
    status: "preparing",
    step: "ingesting",
    ...("uploadId" in from ? { uploadId: from.uploadId } : { inputUrl: from.inputUrl }),
    passthrough: settings.passthrough,
    meta: settings.meta,
    videoQuality: settings.videoQuality ?? "basic",
    test: settings.test,
    playbackIds: settings.policies.map((policy) => ({ id: randomName(), policy })),
    renditions: [],
    texts: [],
    videoTrackId: newId(now()),
    audioTrackId: newId(now()),
  };
  store.assets.putSync(asset.id, asset);
  for (const { id } of asset.playbackIds) store.playback.putSync(id, asset.id);
  events.add("video.asset.created", { type: "asset", id: asset.id }, assetEvent(asset));
  if ("uploadId" in from) jobs.add({ kind: "ingest", assetId: asset.id });
  else jobs.add({ kind: "fetch", assetId: asset.id, url: from.inputUrl });
  for (const text of settings.texts) addTextTrack(service, asset.id, text);
  for (const wanted of settings.wanted) refuseListening(service, asset.id, wanted);
  return store.assets.get(asset.id) ?? asset;
}
