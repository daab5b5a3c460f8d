import { expect, test } from "vitest";
import { cueAt, readCues, writeVtt } from "./subtitles";

const srt =
  "\uFEFF1\r\n00:00:01,500 --> 00:00:04,000\r\n<i>Hello</i>\r\nthere\r\n\r\n2\r\n00:01:00,000 --> 00:01:02,250\r\nSecond\r\n";

test("SubRip is read with its times in seconds and its tags left out", () => {
  expect(readCues(srt)).toEqual([
    { from: 1.5, to: 4, text: "Hello there" },
    { from: 60, to: 62.25, text: "Second" },
  ]);
});
test("WebVTT that is written reads back the same", () => {
  const cues = readCues(srt);
  expect(readCues(writeVtt(cues))).toEqual(cues);
});
test("parts without a time are left out", () => {
  expect(readCues("WEBVTT\n\nNOTE a comment\n\nnot a cue")).toEqual([]);
});
test("the line at a second is found, and none between lines", () => {
  const cues = readCues(srt);
  expect([cueAt(cues, 0), cueAt(cues, 2), cueAt(cues, 30), cueAt(cues, 61)]).toEqual([-1, 0, -1, 1]);
});
