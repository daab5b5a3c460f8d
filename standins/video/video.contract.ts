import Mux from "@mux/mux-node";
import { expect, it } from "vitest";
import * as z from "zod";

/** A service that speaks Mux's API, and what the suite needs to know of it. */
export type VideoService = {
  name: "stand-in" | "Mux";
  mux: Mux;
  /** Where `/{playback id}.m3u8` is. */
  streamUrl: string;
  /** Where `/{playback id}/thumbnail.jpg` is. */
  imageUrl: string;
  /** A small H.264 and AAC video of about three seconds, 320 by 180. */
  clip: () => Uint8Array;
  /** An address from which the service may fetch the text; null where this machine cannot be reached. */
  host: ((text: string) => Promise<string>) | null;
};

/** Where the stand-in knowingly does otherwise than Mux; a run against Mux prints them beside what it finds. */
export const KNOWN_DIFFERENCES = [
  "Inputs: the stand-in fetches from this machine and the school's own origins alone; captions may also be a data: address. Mux fetches from any public address and takes no data: addresses.",
  "Not there in the stand-in, and refused by name: live streams, clips, overlays, DRM, playback restrictions, static renditions on request, master access, shots, animated pictures. Captions by listening answer with an errored track.",
  "The stand-in adds standin_delivery (without ffmpeg standin_note, and standin_cut where a file's end is missing) to an asset's meta. Without ffmpeg it serves the file itself as highest.mp4 and no playlist.",
  "Pieces and pictures: the stand-in makes one quality as large as the source and one of 360 lines; Mux makes more. The storyboard's WebVTT names its picture relatively; Mux does so absolutely.",
  "Webhooks: the stand-in delivers to one receiver, tries for a day with pauses up to a minute, and does not send video.asset.static_rendition.*.",
];

const POLL_MS = 500;

const refusal = z.object({
  status: z.number(),
  error: z.object({ error: z.object({ type: z.unknown(), messages: z.unknown() }) }),
});

/** The status, type and messages by which a service refuses. */
async function refusalOf(call: Promise<unknown>): Promise<{ status: number; type?: unknown; messages?: unknown }> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof Mux.APIError)) throw error;
    const { status, error: body } = refusal.parse(error);
    return { status, ...body.error };
  }
  throw new Error("It was not refused");
}

/** Asks until something holds; the test's own time limit ends it. */
async function until<T>(ask: () => Promise<T>, holds: (found: T) => boolean): Promise<T> {
  for (;;) {
    const found = await ask();
    if (holds(found)) return found;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/**
 * What the school relies on, asked through Mux's own client: a test that fails against Mux and passes against the
 * stand-in is a difference, and its name says which.
 */
export function videoContract(open: () => VideoService): void {
  const put = (url: string | undefined, body: Uint8Array, range?: string) =>
    fetch(url ?? "", {
      method: "PUT",
      body: new Uint8Array(body),
      headers: { "content-type": "video/mp4", ...(range ? { "content-range": range } : {}) },
    });

  async function uploadReady(policy: "public" | "signed", passthrough?: string) {
    const { mux, clip } = open();
    const upload = await mux.video.uploads.create({
      cors_origin: "*",
      new_asset_settings: { playback_policies: [policy], passthrough },
    });
    expect((await put(upload.url, clip())).status).toBe(200);
    const done = await until(
      () => mux.video.uploads.retrieve(upload.id),
      ({ status }) => status !== "waiting",
    );
    const asset = await until(
      () => mux.video.assets.retrieve(done.asset_id ?? ""),
      ({ status }) => status !== "preparing",
    );
    return { upload: done, asset, playbackId: asset.playback_ids?.[0]?.id ?? "" };
  }

  it("a direct upload waits, takes a file, and becomes an asset with what was said beforehand", async () => {
    const { mux } = open();
    const { upload, asset } = await uploadReady("public", "lesson-7");
    expect(upload).toMatchObject({ status: "asset_created", asset_id: asset.id, cors_origin: "*", timeout: 3600 });
    expect(asset).toMatchObject({
      status: "ready",
      upload_id: upload.id,
      ingest_type: "on_demand_direct_upload",
      passthrough: "lesson-7",
      aspect_ratio: "16:9",
      progress: { state: "completed", progress: 100 },
      playback_ids: [{ id: expect.any(String) as string, policy: "public" }],
    });
    expect(asset.created_at).toMatch(/^\d{10}$/);
    expect(asset.duration).toBeGreaterThan(2.5);
    expect(asset.duration).toBeLessThan(3.6);
    expect(asset.tracks?.map(({ type }) => type).sort()).toEqual(["audio", "video"]);
    const [input] = await mux.video.assets.retrieveInputInfo(asset.id);
    const video = input?.file?.tracks?.find(({ type }) => type === "video");
    expect(video).toMatchObject({ encoding: "h264", width: 320, height: 180 });
    await mux.video.assets.delete(asset.id);
    expect(await refusalOf(mux.video.assets.retrieve(asset.id))).toMatchObject({ status: 404, type: "not_found" });
  });

  it("an upload in chunks answers 308 with what has arrived, and 200 at its end", async () => {
    const { mux, clip } = open();
    const file = clip();
    const upload = await mux.video.uploads.create({ cors_origin: "*" });
    const size = 262_144;
    const padded = file.length > size ? file : Buffer.concat([file, Buffer.alloc(size + 1 - file.length)]);
    const total = padded.length;
    const first = await put(upload.url, padded.subarray(0, size), `bytes 0-${size - 1}/${total}`);
    expect([first.status, first.headers.get("range")]).toEqual([308, `bytes=0-${size - 1}`]);
    const question = await put(upload.url, new Uint8Array(0), `bytes */${total}`);
    expect([question.status, question.headers.get("range")]).toEqual([308, `bytes=0-${size - 1}`]);
    const last = await put(upload.url, padded.subarray(size), `bytes ${size}-${total - 1}/${total}`);
    expect(last.status).toBe(200);
    const done = await until(
      () => mux.video.uploads.retrieve(upload.id),
      ({ status }) => status !== "waiting",
    );
    expect(done.status).toBe("asset_created");
    await mux.video.assets.delete(done.asset_id ?? "");
  });

  it("an upload that waits can be cancelled once", async () => {
    const { mux } = open();
    const upload = await mux.video.uploads.create({ cors_origin: "https://school.example" });
    expect((await mux.video.uploads.cancel(upload.id)).status).toBe("cancelled");
    expect((await mux.video.uploads.retrieve(upload.id)).status).toBe("cancelled");
    expect((await refusalOf(mux.video.uploads.cancel(upload.id))).status).toBe(403);
  });

  it("uploads and assets are listed, the newest first", async () => {
    const { mux } = open();
    const { upload, asset } = await uploadReady("public");
    const uploads = await mux.video.uploads.list({ limit: 5 });
    expect(uploads.data[0]?.id).toBe(upload.id);
    const assets = await mux.video.assets.list({ limit: 5 });
    expect(assets.data[0]?.id).toBe(asset.id);
    const found = await mux.video.assets.list({ upload_id: upload.id });
    expect(found.data.map(({ id }) => id)).toEqual([asset.id]);
    await mux.video.assets.delete(asset.id);
  });

  it("an asset's own words can be changed", async () => {
    const { mux } = open();
    const { asset } = await uploadReady("public");
    await mux.video.assets.update(asset.id, { passthrough: "new", meta: { title: "Prime numbers" } });
    const changed = await mux.video.assets.retrieve(asset.id);
    expect(changed).toMatchObject({ passthrough: "new", meta: { title: "Prime numbers" } });
    await mux.video.assets.delete(asset.id);
  });

  it("a playback id is made, found and taken away", async () => {
    const { mux } = open();
    const { asset } = await uploadReady("public");
    const made = await mux.video.assets.createPlaybackId(asset.id, { policy: "signed" });
    expect(made.policy).toBe("signed");
    expect(await mux.video.playbackIds.retrieve(made.id)).toMatchObject({ object: { type: "asset", id: asset.id } });
    await mux.video.assets.deletePlaybackId(asset.id, made.id);
    expect((await mux.video.assets.retrieve(asset.id)).playback_ids).toHaveLength(1);
    await mux.video.assets.delete(asset.id);
  });

  it("a signed video plays with a token of its own kind and with none of another", async () => {
    const { mux, streamUrl, imageUrl } = open();
    const key = await mux.system.signingKeys.create();
    expect(Buffer.from(key.private_key ?? "", "base64").toString()).toContain("BEGIN RSA PRIVATE KEY");
    const { asset, playbackId } = await uploadReady("signed");
    const signed = (type: "video" | "thumbnail" | "storyboard", expiration = "1h") =>
      mux.jwt.signPlaybackId(playbackId, { type, expiration, keyId: key.id, keySecret: key.private_key });
    const statusOf = async (address: string) => (await fetch(address)).status;
    const [video, thumbnail, storyboard] = [
      await signed("video"),
      await signed("thumbnail"),
      await signed("storyboard"),
    ];
    // A new key may take a moment to be known everywhere.
    await until(
      () => statusOf(`${streamUrl}/${playbackId}.m3u8?token=${video}`),
      (status) => status === 200,
    );
    expect(await statusOf(`${streamUrl}/${playbackId}.m3u8`)).toBe(403);
    expect(await statusOf(`${streamUrl}/${playbackId}.m3u8?token=${thumbnail}`)).toBe(403);
    expect(await statusOf(`${imageUrl}/${playbackId}/thumbnail.jpg?token=${thumbnail}`)).toBe(200);
    expect(await statusOf(`${imageUrl}/${playbackId}/thumbnail.jpg?token=${video}`)).toBe(403);
    expect(await statusOf(`${imageUrl}/${playbackId}/storyboard.vtt?token=${storyboard}`)).toBe(200);
    expect(await statusOf(`${streamUrl}/${playbackId}.m3u8?token=${await signed("video", "0s")}`)).toBe(403);
    await mux.system.signingKeys.delete(key.id);
    expect((await refusalOf(mux.system.signingKeys.retrieve(key.id))).status).toBe(404);
    await mux.video.assets.delete(asset.id);
  });

  it("captions are fetched, shown in the playlist, read as text, and deleted", async ({ skip }) => {
    const { mux, streamUrl, host } = open();
    if (!host) return skip("no address of this machine can be reached from there");
    const { asset, playbackId } = await uploadReady("public");
    const url = await host("1\n00:00:00,500 --> 00:00:02,000\nGood <b>morning</b>\n");
    const track = await mux.video.assets.createTrack(asset.id, {
      url,
      type: "text",
      text_type: "subtitles",
      language_code: "en",
      name: "English",
      closed_captions: true,
    });
    expect(track).toMatchObject({ type: "text", status: "preparing", language_code: "en", name: "English" });
    const readyTrack = await until(
      async () => (await mux.video.assets.retrieve(asset.id)).tracks?.find(({ id }) => id === track.id),
      (found) => found?.status !== "preparing",
    );
    expect(readyTrack).toMatchObject({ status: "ready", text_source: "uploaded", closed_captions: true });
    const vtt = await (await fetch(`${streamUrl}/${playbackId}/text/${track.id}.vtt`)).text();
    expect(vtt).toMatch(/^WEBVTT\n[\s\S]*00:00:00\.500 --> 00:00:02\.000[\s\S]*morning/);
    expect(await (await fetch(`${streamUrl}/${playbackId}/text/${track.id}.txt`)).text()).toContain("Good morning");
    const master = await (await fetch(`${streamUrl}/${playbackId}.m3u8`)).text();
    expect(master).toMatch(/#EXT-X-MEDIA:TYPE=SUBTITLES,.*LANGUAGE="en"/);
    await mux.video.assets.deleteTrack(asset.id, track.id ?? "");
    expect((await mux.video.assets.retrieve(asset.id)).tracks?.some(({ type }) => type === "text")).toBe(false);
    await mux.video.assets.delete(asset.id);
  });

  it("a file that is no video becomes an asset that says so", async () => {
    const { mux } = open();
    const upload = await mux.video.uploads.create({ cors_origin: "*" });
    await put(upload.url, Buffer.from("This is a shopping list and nothing else.".repeat(100)));
    const done = await until(
      () => mux.video.uploads.retrieve(upload.id),
      ({ status }) => status !== "waiting",
    );
    const asset = await until(
      () => mux.video.assets.retrieve(done.asset_id ?? ""),
      ({ status }) => status !== "preparing",
    );
    expect(asset).toMatchObject({ status: "errored", errors: { type: "invalid_input" } });
    expect(asset.errors?.messages?.[0]).toEqual(expect.any(String));
    await mux.video.assets.delete(asset.id);
  });

  it("refusals have a status, a type and messages", async () => {
    const { mux } = open();
    const stranger = new Mux({ tokenId: "nobody", tokenSecret: "wrong", baseURL: mux.baseURL, maxRetries: 0 });
    const messages = expect.arrayContaining([expect.any(String)]) as string[];
    expect(await refusalOf(stranger.video.assets.list())).toEqual({ status: 401, type: "unauthorized", messages });
    const missing = { status: 404, type: "not_found", messages };
    expect(await refusalOf(mux.video.assets.retrieve("doesnotexist"))).toEqual(missing);
    expect(await refusalOf(mux.video.uploads.retrieve("doesnotexist"))).toEqual(missing);
    const wrong = { inputs: [], playback_policies: ["nobody" as "public"] };
    expect(await refusalOf(mux.video.assets.create(wrong))).toMatchObject({ status: 400, type: "invalid_parameters" });
  });
}
