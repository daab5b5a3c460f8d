import { describe, expect, it } from "vitest";
import { placeChunk, readContentRange } from "./content-range";
import { pauseAfter } from "./events";
import { mayFetch } from "./fetch-input";
import { layOutStoryboard, thumbnailFilter, thumbnailQuery } from "./images";
import { fitShorterSide, planSmall, planSource } from "./plan";
import { masterPlaylist, withToken } from "./playlists";
import { readReport, type Media } from "./probe";
import { readRange } from "./send-file";
import { isId, newId } from "./store";

describe("a chunk's Content-Range", () => {
  it.each([
    ["bytes 0-99/200", { kind: "chunk", first: 0, last: 99, total: 200 }],
    ["bytes 0-99/*", { kind: "chunk", first: 0, last: 99, total: null }],
    ["bytes */200", { kind: "question", total: 200 }],
    ["bytes */*", { kind: "question", total: null }],
    ["bytes 99-0/200", null],
    ["bytes 0-200/200", null],
    ["bytes 0-1/2, 3-4/5", null],
    ["bytes -5/10", null],
    ["items 0-1/2", null],
  ])("%s", (header, range) => {
    expect(readContentRange(header)).toEqual(range);
  });

  it("is placed behind what has arrived", () => {
    const chunk = { first: 100, total: 300 };
    expect(placeChunk(chunk, 100, 300)).toEqual({ skip: 0 });
    expect(placeChunk(chunk, 150, 300)).toEqual({ skip: 50 });
    expect(placeChunk(chunk, 99, 300)).toEqual({ gap: true });
    expect(placeChunk(chunk, 100, 400)).toEqual({ contradiction: true });
  });
});

describe("a Range", () => {
  it.each([
    ["bytes=0-9", 100, { first: 0, last: 9 }],
    ["bytes=90-", 100, { first: 90, last: 99 }],
    ["bytes=-10", 100, { first: 90, last: 99 }],
    ["bytes=-1000", 100, { first: 0, last: 99 }],
    ["bytes=0-1000", 100, { first: 0, last: 99 }],
    ["bytes=100-", 100, "unsatisfiable"],
    ["bytes=5-2", 100, "unsatisfiable"],
    ["bytes=0-", 0, "unsatisfiable"],
    ["bytes=0-1,5-6", 100, null],
    ["bytes=-", 100, null],
    [undefined, 100, null],
  ])("%s of %i", (header, size, span) => {
    expect(readRange(header, size)).toEqual(span);
  });
});

describe("how a video is made", () => {
  const video = { codec: "h264", width: 1920, height: 1080, bitRate: 4_000_000, isPlain: true, isInterlaced: false };
  const audio = { codec: "aac", channels: 2, sampleRate: 48_000, isPlain: true };
  const media = (more: Partial<Media>): Media => ({ container: "mp4", durationSeconds: 10, ...more });

  it("copies what browsers play, and writes the rest anew no larger than it was", () => {
    expect(planSource(media({ video, audio }))).toEqual({ name: "full", video: { how: "copy" }, audio: "copy" });
    const heavy = planSource(media({ video: { ...video, bitRate: 60_000_000 }, audio: { ...audio, isPlain: false } }));
    expect(heavy).toMatchObject({ video: { how: "encode", width: 1920, height: 1080 }, audio: "encode" });
    const vast = planSource(media({ video: { ...video, width: 3840, height: 2160, isPlain: false } }));
    expect(vast).toMatchObject({ video: { how: "encode", width: 1920, height: 1080 }, audio: null });
    expect(planSource(media({}))).toBeNull();
  });

  it("has a small quality when it is clearly larger than that", () => {
    expect(planSmall(media({ video }))?.video).toMatchObject({ width: 640, height: 360 });
    expect(planSmall(media({ video: { ...video, width: 1080, height: 1920 } }))?.video).toMatchObject({
      width: 360,
      height: 640,
    });
    expect(planSmall(media({ video: { ...video, width: 640, height: 400 } }))).toBeNull();
    expect(planSmall(media({ audio }))).toBeNull();
    expect(fitShorterSide(853, 480, 360)).toEqual({ width: 640, height: 360 });
  });

  it("is seen upright and in square pixels, whatever the file's raw size", () => {
    const stream = { codec_type: "video", codec_name: "h264", profile: "High", pix_fmt: "yuv420p", level: 30 };
    const see = (more: object) =>
      readReport(JSON.stringify({ streams: [{ ...stream, width: 720, height: 576, ...more }], format: {} })).video;
    expect(see({})).toMatchObject({ width: 720, height: 576, isPlain: true });
    expect(see({ sample_aspect_ratio: "16:11" })).toMatchObject({ width: 1047, height: 576, isPlain: false });
    expect(see({ side_data_list: [{ rotation: -90 }] })).toMatchObject({ width: 576, height: 720, isPlain: false });
    expect(see({ field_order: "tt" })).toMatchObject({ isInterlaced: true, isPlain: false });
    expect(see({ profile: "High 4:2:2" })).toMatchObject({ isPlain: false });
    expect(see({ disposition: { attached_pic: 1 } })).toBeUndefined();
  });
});

describe("playlists", () => {
  it("carry the token on every address and let no name end a line", () => {
    const playlist = withToken("#EXTM3U\n#EXTINF:6,\nseg-00000.ts\n#EXT-X-ENDLIST\n", "a+b");
    expect(playlist).toBe("#EXTM3U\n#EXTINF:6,\nseg-00000.ts?token=a%2Bb\n#EXT-X-ENDLIST\n");
    const words = { id: "t1", languageCode: "en", isClosedCaptions: true, isDefault: true };
    const master = masterPlaylist("pid", [], [{ ...words, name: 'A "name"\n#EXTINF' }], null);
    expect(master.split("\n")).toHaveLength(5);
    expect(master).toContain('NAME="A  name  #EXTINF",LANGUAGE="en",DEFAULT=YES');
  });
});

describe("pictures", () => {
  it("are shaped as they are asked to be", () => {
    const filter = (query: object) =>
      thumbnailFilter(thumbnailQuery.parse(query)).replace("scale=iw*sar:ih,setsar=1", "");
    expect(filter({})).toBe("");
    expect(filter({ width: "200" })).toBe(",scale=200:-2");
    expect(filter({ width: 200, height: 100, fit_mode: "crop" })).toContain("crop=200:100");
    expect(filter({ rotate: "90", flip_h: "true" })).toBe(",transpose=1,hflip");
    for (const wrong of [{ width: "0" }, { width: "99999" }, { time: "-1" }, { fit_mode: "x:y" }, { rotate: "45" }]) {
      expect(thumbnailQuery.safeParse(wrong).success).toBe(false);
    }
  });

  it("on a storyboard are fifty, a hundred for long videos, one a second for short ones", () => {
    const count = (seconds: number) => layOutStoryboard(seconds, { width: 1280, height: 720 }).tiles.length;
    expect([count(0.4), count(7.2), count(120), count(3_600)]).toEqual([1, 8, 50, 100]);
  });
});

describe("inputs", () => {
  it.each([
    ["http://127.0.0.1:3000/a.mp4", true],
    ["http://localhost/a.mp4", true],
    ["http://[::1]:9/a.mp4", true],
    ["https://school.example/a.mp4", true],
    ["https://school.example:8443/a.mp4", false],
    ["http://school.example/a.mp4", false],
    ["http://user:word@127.0.0.1/a", false],
    ["http://127.0.0.1.nip.example/a", false],
    ["http://169.254.169.254/latest", false],
    ["http://10.0.0.1/", false],
    ["http://[::ffff:10.0.0.1]/", false],
    ["file:///etc/passwd", false],
    ["ftp://127.0.0.1/a", false],
    ["concat:a|b", false],
    ["", false],
  ])("%s: %s", (address, may) => {
    expect(mayFetch(address, ["https://school.example"])).toBe(may);
  });
});

describe("ids", () => {
  it("sort by their time, are safe in a path, and are never the same", () => {
    const ids = [newId(1_000), newId(1_001), newId(1_700_000_000_000)];
    expect([...ids].sort()).toEqual(ids);
    expect(ids.every(isId)).toBe(true);
    expect(new Set(Array.from({ length: 1_000 }, () => newId(5))).size).toBe(1_000);
    expect(["..", "a/b", "abc\0defgh", "", "short"].filter(isId)).toEqual([]);
  });
});

describe("a refused webhook", () => {
  it("is tried again after half a second, then ever later, at least once a minute", () => {
    expect([1, 2, 3, 8, 100, 1_439].map(pauseAfter)).toEqual([500, 1_000, 2_000, 60_000, 60_000, 60_000]);
  });
});
