import { createHmac, createSign, generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSchool, ordinaryClip, uploadClip, WITHOUT_FFMPEG } from "./school.testing";

type School = Awaited<ReturnType<typeof openSchool>>;

const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString("base64url");

describe.skipIf(WITHOUT_FFMPEG)(`a signed video${WITHOUT_FFMPEG && ` (${WITHOUT_FFMPEG})`}`, () => {
  let school: School;
  let playbackId = "";
  let otherId = "";
  let trackId = "";
  let assetId = "";
  let time = Date.now();

  beforeAll(async () => {
    school = await openSchool({ now: () => time });
    const made = await uploadClip(school, ordinaryClip({ size: "640x480", seconds: 4 }), ["signed", "public"]);
    assetId = made.asset.id;
    playbackId = made.playbackId;
    otherId = made.asset.playback_ids?.[1]?.id ?? "";
    const words = "WEBVTT\n\n00:01.000 --> 00:02.000\nA point, a line\n\n00:02.500 --> 00:03.000\nAnd a plane";
    const url = `data:text/vtt;base64,${Buffer.from(words).toString("base64")}`;
    const settings = { url, type: "text", language_code: "en", name: "English" } as const;
    trackId = (await school.mux.video.assets.createTrack(assetId, settings)).id ?? "";
    await school.ear.hear("video.asset.track.ready", trackId);
  }, 120_000);
  afterAll(() => school.close());

  const address = (path: string, token?: string) => `${school.publicUrl}/${path}${token ? `?token=${token}` : ""}`;
  const statusOf = async (path: string, token?: string) => (await fetch(address(path, token))).status;
  const sign = (type: "video" | "thumbnail" | "storyboard", params: Record<string, string> = {}, id = playbackId) =>
    school.mux.jwt.signPlaybackId(id, { type, expiration: "1h", params });

  /** Every address of a video that its master playlist leads to, followed as a player does. */
  async function follow(start: string): Promise<{ url: string; body: string }[]> {
    const seen: { url: string; body: string }[] = [];
    const waiting = [start];
    for (let url = waiting.shift(); url; url = waiting.shift()) {
      const answer = await fetch(url);
      expect([url.split("?")[0], answer.status]).toEqual([url.split("?")[0], 200]);
      const body = Buffer.from(await answer.arrayBuffer()).toString("latin1");
      seen.push({ url, body });
      if (!body.startsWith("#EXTM3U")) continue;
      const uris = [...body.matchAll(/^(?!#)(\S+)|URI="([^"]+)"/gm)].map((found) => found[1] ?? found[2] ?? "");
      waiting.push(...uris.map((uri) => new URL(uri, url).href));
    }
    return seen;
  }

  it("opens with its token down to the last piece and caption, and nothing of it opens without", async () => {
    const found = await follow(address(`stream/${playbackId}.m3u8`, await sign("video")));
    const kinds = found.map(({ url }) => new URL(url).pathname.split(".").pop());
    expect(new Set(kinds)).toEqual(new Set(["m3u8", "ts", "vtt"]));
    for (const { url } of found) {
      const bare = url.split("?")[0] ?? "";
      expect([bare, (await fetch(bare)).status]).toEqual([bare, 403]);
      const forged = `${bare}?token=${await sign("thumbnail")}`;
      expect((await fetch(forged)).status).toBe(403);
    }
    const captions = found.find(({ url }) => url.includes(".vtt"))?.body ?? "";
    expect(captions).toContain("X-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000");
    expect(captions).toContain("00:00:01.000 --> 00:00:02.000\nA point, a line");
  });

  it("refuses tokens that are forged, stale, early, or meant for something else", async () => {
    const { id, privateKey } = school.video.signingKey;
    const now = Math.floor(Date.now() / 1000);
    const good = { sub: playbackId, aud: "v", exp: now + 3_600, kid: id };
    const pem = Buffer.from(privateKey, "base64").toString();
    const token = (claims: unknown, head: unknown = { alg: "RS256", typ: "JWT" }, key = pem) => {
      const body = `${encode(head)}.${encode(claims)}`;
      return `${body}.${createSign("RSA-SHA256").update(body).sign(key).toString("base64url")}`;
    };
    const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
    const strangerPem = stranger.export({ type: "pkcs1", format: "pem" }).toString();
    const unsigned = `${encode({ alg: "none" })}.${encode(good)}.`;
    const macBody = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(good)}`;
    const mac = `${macBody}.${createHmac("sha256", pem).update(macBody).digest("base64url")}`;
    const [head = "", , signature = ""] = token(good).split(".");
    const forgeries: Record<string, string> = {
      "no signature at all": unsigned,
      "a MAC instead of a signature": mac,
      "a stranger's key": token(good, undefined, strangerPem),
      "other claims under a true signature": `${head}.${encode({ ...good, exp: now + 9_999 })}.${signature}`,
      "a key that is not known": token({ ...good, kid: "unknown" }),
      "no key": token({ ...good, kid: undefined }),
      "its time over": token({ ...good, exp: now - 3_600 }),
      "no end": token({ ...good, exp: undefined }),
      "an end that is no number": token({ ...good, exp: "tomorrow" }),
      "its time to come": token({ ...good, nbf: now + 600 }),
      "another audience": token({ ...good, aud: "s" }),
      "no audience": token({ ...good, aud: undefined }),
      "another video": token({ ...good, sub: otherId }),
      "a restriction that nobody looks at": token({ ...good, playback_restriction_id: "one" }),
      "critical header fields": token(good, { alg: "RS256", crit: ["b64"] }),
      "half a token": head,
      "no token's form": "a.b.c",
      "endless text": "a".repeat(10_000),
    };
    const accepted: string[] = [];
    for (const [name, forged] of Object.entries(forgeries)) {
      if ((await statusOf(`${playbackId}.m3u8`, forged)) !== 403) accepted.push(name);
    }
    expect(accepted).toEqual([]);
    expect(await statusOf(`${playbackId}.m3u8`, token(good))).toBe(200);
    expect(await statusOf(`${playbackId}.m3u8`, token({ ...good, kid: undefined }, { alg: "RS256", kid: id }))).toBe(
      200,
    );
  });

  it("closes when its token's time is over, and when the key that signed it is deleted", async () => {
    const key = await school.mux.system.signingKeys.create();
    const options = { type: "video", expiration: "1h", keyId: key.id, keySecret: key.private_key } as const;
    const token = await school.mux.jwt.signPlaybackId(playbackId, options);
    expect(await statusOf(`${playbackId}.m3u8`, token)).toBe(200);
    time += 3_700_000;
    expect(await statusOf(`${playbackId}.m3u8`, token)).toBe(403);
    time -= 3_700_000;
    await school.mux.system.signingKeys.delete(key.id);
    expect(await statusOf(`${playbackId}.m3u8`, token)).toBe(403);
  });

  it("shows the picture that its token names, whatever else the address asks for", async () => {
    const widthOf = async (token: string, more = "") => {
      const answer = await fetch(`${school.publicUrl}/image/${playbackId}/thumbnail.png?token=${token}${more}`);
      expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/png"]);
      return Buffer.from(await answer.arrayBuffer()).readUInt32BE(16);
    };
    const token = await sign("thumbnail", { width: "160", time: "1.5" });
    expect(await widthOf(token)).toBe(160);
    expect(await widthOf(token, "&width=640")).toBe(160);
  });

  it("has a storyboard whose tiles cover it from beginning to end", async () => {
    const token = await sign("storyboard");
    const vtt = await (await fetch(address(`image/${playbackId}/storyboard.vtt`, token))).text();
    const images = [...vtt.matchAll(/^(storyboard\.jpg\?token=\S+)#xywh=/gm)].map((found) => found[1]);
    expect(images.length).toBe(4);
    expect(vtt).toMatch(/^WEBVTT\n\n00:00:00\.000 --> 00:00:01\./);
    const sprite = await fetch(`${school.publicUrl}/image/${playbackId}/${images[0]}`);
    expect([sprite.status, sprite.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
    expect(await statusOf(`image/${playbackId}/storyboard.jpg`, await sign("video"))).toBe(403);
    const about = (await (await fetch(address(`image/${playbackId}/storyboard.json`, token))).json()) as object;
    expect(about).toMatchObject({ tile_width: 192, tile_height: 144, tiles: { length: 4 } });
  });

  it("answers for parts of a piece, for what the asker has, and for pages of other places", async () => {
    const playlist = await follow(address(`${otherId}.m3u8`));
    const piece = playlist.find(({ url }) => url.includes(".ts"))?.url ?? "";
    const part = await fetch(piece, { headers: { range: "bytes=188-375" } });
    expect([part.status, part.headers.get("content-length")]).toEqual([206, "188"]);
    expect(Buffer.from(await part.arrayBuffer())[0]).toBe(0x47);
    expect(part.headers.get("access-control-allow-origin")).toBe("*");
    const beyond = await fetch(piece, { headers: { range: "bytes=999999999-" } });
    expect(beyond.status).toBe(416);
    const again = await fetch(piece, { headers: { "if-none-match": part.headers.get("etag") ?? "" } });
    expect(again.status).toBe(304);
  });

  it("opens no file but its own", async () => {
    const token = await sign("video");
    const paths = [
      "rendition/full/..%2Fsource",
      "rendition/images/storyboard.jpg",
      "text/..%2F..%2Fvideo.vtt",
      "highest.mp4",
    ];
    for (const path of paths) expect([path, await statusOf(`${playbackId}/${path}`, token)]).toEqual([path, 404]);
    expect(await statusOf("nobodyknowsthisid.m3u8")).toBe(404);
    expect(await statusOf(`${playbackId}/../../video.lmdb`)).toBe(404);
  });

  it("closes at once when its playback id is deleted", async () => {
    const { id } = await school.mux.video.assets.createPlaybackId(assetId, { policy: "signed" });
    const token = await sign("video", {}, id);
    expect(await statusOf(`${id}.m3u8`, token)).toBe(200);
    await school.mux.video.assets.deletePlaybackId(assetId, id);
    expect(await statusOf(`${id}.m3u8`, token)).toBe(404);
  });
});
