import { describe, expect, test } from "vitest";
import type { Id } from "../shared/id";
import { readCues } from "../lessons/subtitles";
import { checkCaptions } from "./check-captions";
import { decodeCaptions } from "./decode-captions";
import { adoptCaptions, putCaptions } from "./edit-video";
import { memoryVideoStore } from "./memory-video-store";
import { someVideo } from "./video-store.contract";

const srt = (text: string) => `1\r\n00:00:01,000 --> 00:00:02,000\r\n${text}\r\n`;
const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const utf16 = (text: string) => {
  const units = Uint16Array.from(text, (letter) => letter.charCodeAt(0));
  return new Uint8Array([0xff, 0xfe, ...new Uint8Array(units.buffer)]);
};

describe("a caption file", () => {
  test.each([
    ["in UTF-8", new TextEncoder().encode(srt("über"))],
    ["in UTF-8 with its mark", new TextEncoder().encode(`\uFEFF${srt("über")}`)],
    ["in Windows' Latin", latin(srt("über"))],
    ["in UTF-16", utf16(srt("über"))],
  ])("%s is read", (_, bytes) => {
    expect(readCues(checkCaptions(decodeCaptions(bytes, "de")).vtt)).toEqual([{ from: 1, to: 2, text: "über" }]);
  });
  test.each([
    ["ru", "windows-1251", [0xcd, 0xe5, 0xe1, 0xee], "Небо"],
    ["el-GR", "windows-1253", [0xef, 0xf5, 0xf1], "ουρ"],
    ["ja", "shift_jis", [0x8b, 0xf3], "空"],
    ["und", "windows-1252", [0xcd, 0xe5], "Íå"],
  ])("from before Unicode is read as its language (%s) was written: %s", (language, _, letters, text) => {
    const [before, after] = srt("|").split("|");
    const bytes = new Uint8Array([...latin(before ?? ""), ...letters, ...latin(after ?? "")]);
    expect(readCues(decodeCaptions(bytes, language))).toEqual([{ from: 1, to: 2, text }]);
  });
  test("in UTF-16 without its mark is read", () => {
    expect(readCues(decodeCaptions(utf16(srt("Небо")).subarray(2), "ru"))).toEqual([{ from: 1, to: 2, text: "Небо" }]);
  });
  test.each([[""], ["just words"], ["WEBVTT\n\nNOTE nothing"], ["\0\0\0"]])("%j holds no captions", (text) => {
    expect(() => checkCaptions(text)).toThrow("captions_unreadable");
  });
  test("three hours of it fit, a day of it does not", () => {
    const hours = (count: number) =>
      Array.from({ length: count * 1_200 }, (_, n) => {
        const at = new Date(n * 3_000).toISOString().slice(11, 23);
        const to = new Date(n * 3_000 + 2_500).toISOString().slice(11, 23);
        return `${at} --> ${to}\nThis is what is said in line number ${n} of it.`;
      }).join("\n\n");
    expect(checkCaptions(hours(3)).cueCount).toBe(3_600);
    expect(() => checkCaptions(hours(23))).toThrow("captions_large");
  });
});

describe("captions of a video", () => {
  const place = { courseId: "c" as Id<"courses">, blockId: "b" as Id<"blocks"> };
  const open = async () => {
    const videos = memoryVideoStore();
    const id = await videos.add(someVideo(place));
    const row = async () => (await videos.byId(id))!;
    return { videos, id, row };
  };
  test("a language that is none is refused, and a name is never empty", async () => {
    const { videos, row } = await open();
    await expect(
      putCaptions({ videos }, await row(), { language: "no such", label: "", words: srt("a") }),
    ).rejects.toThrow("language");
    await putCaptions({ videos }, await row(), { language: " de ", label: " ", words: srt("a") });
    expect((await row()).captions).toEqual([{ key: "c1", language: "de", label: "de", cueCount: 1, revision: 1 }]);
  });
  test("those that come with a file are taken once, and what cannot be read is left out", async () => {
    const { videos, id, row } = await open();
    const given = [
      { language: "en", label: "English", words: srt("a") },
      { language: "de", label: "Deutsch", words: "nothing" },
    ];
    await adoptCaptions({ videos }, id, given);
    await adoptCaptions({ videos }, id, given);
    expect((await row()).captions.map(({ label }) => label)).toEqual(["English"]);
  });
});
