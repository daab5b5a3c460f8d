import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import * as z from "zod";
import { invalid, notFound, Refusal, sendJson, sendText } from "./answers";
import { readCaptions, writeTranscript, writeVtt } from "./captions";
import { isMissing } from "./files";
import {
  layOutStoryboard,
  makeStoryboard,
  makeThumbnail,
  storyboardVtt,
  thumbnailQuery,
  type PictureType,
  type Storyboard,
} from "./images";
import { masterPlaylist, subtitlesPlaylist, tokenSuffix, withToken } from "./playlists";
import { sendFile } from "./send-file";
import type { Service } from "./service";
import { isId, type AssetRow, type PlaybackPolicy, type TextTrack } from "./store";
import { readToken, type Audience, type Claims } from "./tokens";
import type { Tools } from "./tools";

type Call = { request: IncomingMessage; response: ServerResponse; query: URLSearchParams };
/** What was asked for, once it is known that the asker may have it. */
type Opened = Call & {
  service: Service;
  asset: AssetRow;
  home: string;
  playbackId: string;
  policy: PlaybackPolicy;
  token: string | null;
  claims: Claims | null;
};

const PLAYLIST = "application/vnd.apple.mpegurl";
const VTT = "text/vtt; charset=utf-8";
const PICTURES: Record<PictureType, string> = { jpg: "image/jpeg", png: "image/png", webp: "image/webp" };

const scope = ({ policy }: Opened) => (policy === "public" ? "public" : "private");
/** What never changes under its address. */
const lasting = (opened: Opened) => `${scope(opened)}, max-age=86400`;
/** What may change, like captions, but not at each look. */
const brief = (opened: Opened) => `${scope(opened)}, max-age=60`;

/** Finds what a playback id plays and checks the token that a private one needs. */
function openPlayback(service: Service, playbackId: string, audience: Audience, call: Call): Opened {
  const { store, now } = service;
  const asset = store.assets.get(store.playback.get(playbackId) ?? "");
  const policy = asset?.playbackIds.find(({ id }) => id === playbackId)?.policy;
  if (!asset || !policy) throw notFound();
  let claims: Claims | null = null;
  const token = policy === "signed" ? call.query.get("token") : null;
  if (policy === "signed") {
    const read = readToken(token, { playbackId, audience, now: now() }, (id) => store.keys.get(id));
    if ("refused" in read) throw new Refusal(403, "forbidden", String(read.refused));
    claims = read;
  }
  if (asset.status === "errored") throw notFound("This video could not be processed.");
  if (asset.status !== "ready") throw new Refusal(412, "not_ready", "This video is still being processed.");
  return { ...call, service, asset, home: store.assetFolder(asset.id), playbackId, policy, token, claims };
}

const readyTexts = ({ texts }: AssetRow) => texts.filter(({ status }) => status === "ready");

function sendMaster(opened: Opened) {
  const { asset, response, playbackId, token, query, claims } = opened;
  if (asset.delivery !== "hls") throw notFound("There is no playlist of this video. Play its highest.mp4 instead.");
  const wanted = claims?.default_subtitles_lang ?? query.get("default_subtitles_lang");
  const subtitles = readyTexts(asset).map((track) => ({ ...track, isDefault: track.languageCode === wanted }));
  const playlist = masterPlaylist(playbackId, asset.renditions, subtitles, token);
  sendText(response, PLAYLIST, playlist, brief(opened));
}

async function sendRendition(opened: Opened, name: string, file: string) {
  const { asset, request, response, home, token } = opened;
  if (!asset.renditions.some((one) => one.name === name)) throw notFound();
  if (file === "index.m3u8") {
    const playlist = await readFile(join(home, name, file), "utf8");
    return sendText(response, PLAYLIST, withToken(playlist, token), lasting(opened));
  }
  if (!/^seg-\d{5,7}\.ts$/.test(file)) throw notFound();
  await sendFile(request, response, { path: join(home, name, file), type: "video/mp2t", cache: lasting(opened) });
}

function findText({ asset }: Opened, id: string): TextTrack {
  const track = readyTexts(asset).find((one) => one.id === id);
  if (!track) throw notFound();
  return track;
}

async function sendSubtitles(opened: Opened, id: string, form: string) {
  const { asset, response, home, token } = opened;
  findText(opened, id);
  if (form === "m3u8") {
    return sendText(response, PLAYLIST, subtitlesPlaylist(id, asset.durationSeconds ?? 0, token), brief(opened));
  }
  const cues = readCaptions(await readFile(join(home, "text", `${id}.vtt`)));
  // The pieces of the video begin at zero, and so do the captions.
  const vtt = writeVtt(cues, ["X-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000"]);
  sendText(response, VTT, vtt, brief(opened));
}

async function sendWords(opened: Opened, id: string, form: string) {
  const { request, response, home } = opened;
  findText(opened, id);
  const path = join(home, "text", `${id}.vtt`);
  if (form === "vtt") return sendFile(request, response, { path, type: VTT, cache: brief(opened) });
  const transcript = writeTranscript(readCaptions(await readFile(path)));
  sendText(response, "text/plain; charset=utf-8", transcript, brief(opened));
}

async function sendOriginal(opened: Opened) {
  const { asset, request, response, home } = opened;
  if (asset.delivery !== "original") throw notFound();
  const kind = asset.media?.container.includes("webm") ? "webm" : "mp4";
  await sendFile(request, response, { path: join(home, "source"), type: `video/${kind}`, cache: lasting(opened) });
}

function picturesOf({ service, asset }: Opened): Tools {
  if (!service.tools) throw notFound("This machine has no ffmpeg, so there are no pictures of this video.");
  if (!asset.media?.video) throw notFound("There are no pictures: this is sound alone.");
  return service.tools;
}

async function sendThumbnail(opened: Opened, type: PictureType) {
  const { request, response, query, claims, home, asset } = opened;
  const tools = picturesOf(opened);
  // What a token leaves open cannot be asked for beside it: the address of a private picture is what was signed.
  const read = thumbnailQuery.safeParse(claims ?? Object.fromEntries(query));
  if (!read.success) throw invalid(z.prettifyError(read.error));
  const path = await makeThumbnail(tools, home, asset, type, read.data);
  await sendFile(request, response, { path, type: PICTURES[type], cache: `${scope(opened)}, max-age=600` });
}

function storyboardOf({ asset }: Opened): Storyboard {
  const video = asset.media?.video;
  if (!video) throw notFound();
  return layOutStoryboard(asset.durationSeconds ?? 0, video);
}

async function sendStoryboard(opened: Opened, form: string) {
  const { service, asset, request, response, query, home, token, playbackId } = opened;
  const tools = picturesOf(opened);
  const layout = storyboardOf(opened);
  const suffix = tokenSuffix(token);
  const format = z.enum(["jpg", "png", "webp"]).catch("jpg");
  const sprite = `storyboard.${format.parse(query.get("format"))}${suffix}`;
  if (form === "vtt") return sendText(response, VTT, storyboardVtt(layout, sprite), lasting(opened));
  if (form === "json") {
    return sendJson(response, 200, {
      url: `${service.publicUrl}/image/${playbackId}/${sprite}`,
      tile_width: layout.tileWidth,
      tile_height: layout.tileHeight,
      duration: asset.durationSeconds,
      tiles: layout.tiles.map(({ start, x, y }) => ({ start, x, y })),
    });
  }
  const type = format.parse(form);
  const path = await makeStoryboard(tools, home, asset, type);
  await sendFile(request, response, { path, type: PICTURES[type], cache: lasting(opened) });
}

/** A path below a playback id: who may ask for it, and what answers. */
const PATHS: {
  form: RegExp;
  audience: Audience;
  send: (opened: Opened, ...found: string[]) => Promise<void> | void;
}[] = [
  { form: /^rendition\/([a-z]+)\/([\w.-]+)$/, audience: "v", send: sendRendition },
  { form: /^subtitles\/(\w+)\.(m3u8|vtt)$/, audience: "v", send: sendSubtitles },
  { form: /^text\/(\w+)\.(vtt|txt)$/, audience: "v", send: sendWords },
  { form: /^highest\.mp4$/, audience: "v", send: sendOriginal },
  {
    form: /^thumbnail\.(jpg|png|webp)$/,
    audience: "t",
    send: (opened, type = "") => sendThumbnail(opened, type as PictureType),
  },
  { form: /^storyboard\.(vtt|json|jpg|png|webp)$/, audience: "s", send: sendStoryboard },
];

/**
 * Answers what players ask for: `/{playback id}.m3u8`, `/{playback id}/thumbnail.jpg` and so on; `parts` is the path
 * between its slashes, after the `stream` or `image` that may stand first.
 */
export async function deliver(service: Service, call: Call, parts: string[]): Promise<void> {
  const { request, response } = call;
  response.setHeader("access-control-allow-origin", "*");
  response.setHeader("access-control-expose-headers", "content-length, content-range");
  if (request.method === "OPTIONS") {
    const headers = { "access-control-allow-methods": "GET, HEAD", "access-control-allow-headers": "range" };
    response.writeHead(204, { ...headers, "access-control-max-age": "86400" }).end();
    return;
  }
  if (request.method !== "GET" && request.method !== "HEAD") throw notFound();
  const [first = "", ...rest] = parts;
  const master = rest.length === 0 ? /^(\w+)\.m3u8$/.exec(first)?.[1] : undefined;
  const playbackId = master ?? first;
  if (!isId(playbackId)) throw notFound();
  if (master) return sendMaster(openPlayback(service, playbackId, "v", call));
  for (const { form, audience, send } of PATHS) {
    const found = form.exec(rest.join("/"));
    if (!found) continue;
    try {
      return await send(openPlayback(service, playbackId, audience, call), ...found.slice(1));
    } catch (error) {
      // The video may be deleted while it is being looked at.
      if (isMissing(error)) throw notFound();
      throw error;
    }
  }
  throw notFound();
}
