import { expect, test } from "vitest";
import { cueAt, readCues, writeVtt } from "./subtitles";

const srt =
  "\uFEFF1\r\n00:00:01,500 --> 00:00:04,000\r\n<i>Hello</i>\r\nthere\r\n\r\n2\r\n00:01:00,000 --> 00:01:02,250\r\nSecond\r\n";

test("SubRip is read with its times in seconds and its tags left out", () => {
  expect(readCues(srt)).toEqual([
    { from: 1.5, to: 4, text: "Hello\nthere" },
    { from: 60, to: 62.25, text: "Second" },
  ]);
});
test("WebVTT that is written reads back the same", () => {
  const cues = readCues(srt);
  expect(readCues(writeVtt(cues))).toEqual(cues);
});
test("what stands between angles and is no tag is kept", () => {
  const said =
    "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada><c.loud>A <00:01.500>List<String></c> <FONT color=red>here</FONT>{\\an8} {\\alpha}\n";
  expect(readCues(said)).toEqual([{ from: 1, to: 2, text: "A List<String> here {\\alpha}" }]);
});
test("parts without a time are left out", () => {
  expect(readCues("WEBVTT\n\nNOTE a comment\n\nnot a cue")).toEqual([]);
});
test("the line at a second is found, and none between lines", () => {
  const cues = readCues(srt);
  expect([cueAt(cues, 0), cueAt(cues, 2), cueAt(cues, 30), cueAt(cues, 61)]).toEqual([-1, 0, -1, 1]);
});
test("signs that mean something in WebVTT come back as they were written", () => {
  const cues = readCues("1\n00:00:01,000 --> 00:00:02,000\nIf a < b & b > c --> stop\n");
  expect(cues[0]?.text).toBe("If a < b & b > c --> stop");
  expect(readCues(writeVtt(cues))).toEqual(cues);
});
test("cues that no empty line parts are told apart, and their numbers are not spoken", () => {
  const glued = "1\n00:00:01,000 --> 00:00:02,000\nOne\n2\n00:00:02,000 --> 00:00:03,000\nTwo\n";
  expect(readCues(glued).map((cue) => cue.text)).toEqual(["One", "Two"]);
});
test("a line that ends before it begins is left out, and so is one without words", () => {
  expect(readCues("00:05.000 --> 00:04.000\nBack\n\n00:05.000 --> 00:06.000\n\n")).toEqual([]);
});
test("of two lines at once the one that began last is followed, and the longer one when that is over", () => {
  const cues = readCues("00:00.000 --> 00:10.000\nLong\n\n00:02.000 --> 00:04.000\nShort\n");
  expect([1, 3, 6, 11].map((second) => cueAt(cues, second))).toEqual([0, 1, 0, -1]);
});
test("three hours of captions are read in order", () => {
  const lines = Array.from(
    { length: 5_400 },
    (_, n) => `${writeVtt([{ from: n * 2, to: n * 2 + 1.5, text: `Line ${n}` }]).slice(8)}`,
  );
  const cues = readCues(`WEBVTT\n\n${lines.join("\n")}`);
  expect([cues.length, cues.at(-1)]).toEqual([5_400, { from: 10_798, to: 10_799.5, text: "Line 5399" }]);
});
