import { describe, expect, it } from "vitest";
import { NoCaptionsError, readCaptions, writeTranscript, writeVtt } from "./captions";

const read = (text: string) => readCaptions(Buffer.from(text));

describe("captions", () => {
  it("in SubRip become WebVTT, with the markup that both know", () => {
    const srt = [
      "\uFEFF1\r\n00:00:01,500 --> 00:00:03,000\r\nThe <i>first</i> <font color=red>line</font>\r\n{\\an8}and a second",
      "2\r\n00:01:00,5 --> 00:01:02,250\r\nLater",
    ].join("\r\n\r\n");
    expect(writeVtt(read(srt))).toBe(
      "WEBVTT\n\n00:00:01.500 --> 00:00:03.000\nThe <i>first</i> line\nand a second\n\n00:01:00.500 --> 00:01:02.250\nLater\n",
    );
  });

  it("in WebVTT keep their places and lose everything that is not a cue", () => {
    const vtt = [
      "WEBVTT Kind: captions\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000",
      "STYLE\n::cue { background: url(https://elsewhere.example/seen.png) }",
      "NOTE a remark --> not a time",
      "intro\n01:02.003 --> 01:04.000 position:10% line:0 onclick:alert(1)\n<v Ada>Hello",
      "00:00.500 --> 00:01.000\nFirst in time",
    ].join("\n\n");
    const cues = read(vtt);
    expect(cues).toEqual([
      { from: 500, to: 1_000, settings: "", text: "First in time" },
      { from: 62_003, to: 64_000, settings: "position:10% line:0", text: "<v Ada>Hello" },
    ]);
    expect(readCaptions(Buffer.from(writeVtt(cues)))).toEqual(cues);
  });

  it.each([
    ["UTF-8", Buffer.from("1\n00:00:01,000 --> 00:00:02,000\nÀ bientôt")],
    ["UTF-16", Buffer.from("\uFEFF1\n00:00:01,000 --> 00:00:02,000\nÀ bientôt", "utf16le")],
    ["Windows' Latin", Buffer.from("1\n00:00:01,000 --> 00:00:02,000\nÀ bientôt", "latin1")],
  ])("are read in %s", (_name, bytes) => {
    expect(readCaptions(bytes)[0]?.text).toBe("À bientôt");
  });

  it("become a transcript of words alone", () => {
    const text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>Good\n<b>morning</b>\n\n00:02.000 --> 00:03.000\nAll\n";
    expect(writeTranscript(read(text))).toBe("Good morning\nAll\n");
  });

  it.each(["", "WEBVTT", "A shopping list", "1\n00:00:05,000 --> 00:00:01,000\nBackwards", "{\\rtf1 00:00:01 --> 2}"])(
    "are not found in %j",
    (text) => {
      expect(() => read(text)).toThrow(NoCaptionsError);
    },
  );

  it("are bounded", () => {
    const many = Array.from({ length: 20_001 }, (_, at) => `00:00:01,000 --> 00:00:02,000\n${at}`).join("\n\n");
    expect(() => read(many)).toThrow("more than 20000");
  });

  it("that show an arrow do not end in a second time", () => {
    const cues = read("1\n00:00:01,000 --> 00:00:02,000\na --> b");
    expect(readCaptions(Buffer.from(writeVtt(cues)))).toEqual([
      { from: 1_000, to: 2_000, settings: "", text: "a -> b" },
    ]);
  });
});
