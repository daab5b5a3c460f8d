import { expect, test } from "vitest";
import { readCues, writeVtt } from "@/services/lessons/subtitles";
import { cuesOf, lineOf, troubleOf, withLineAfter } from "./caption-lines";

const line = (from: string, to: string, text: string) => ({ from, to, text });

test("captions that are opened and saved are what they were, to the letter", () => {
  const cues = [
    { from: 1, to: 2.5, text: "A List<String> is <b>not</b> a Set<Integer>" },
    { from: 3_700, to: 3_702, text: "if a < b & c > d --> {\\alpha}\nsecond row" },
  ];
  expect(readCues(writeVtt(cuesOf(cues.map(lineOf))))).toEqual(cues);
});
test("an empty row inside of a line ends nothing, and a line without words is none", () => {
  const lines = [line("0:01", "0:02", "One\n\n two "), line("0:03", "0:04", " \n ")];
  expect(readCues(writeVtt(cuesOf(lines)))).toEqual([{ from: 1, to: 2, text: "One\ntwo" }]);
});
test.each([
  ["00:00:01.000", "00:00:02.000", null],
  ["0:01,5", "1:00:00", null],
  ["soon", "0:02", "time"],
  ["0:02", "", "time"],
  ["0:02", "0:02", "order"],
  ["0:10", "0:02", "order"],
])("a line from %s to %s: %s", (from, to, trouble) => {
  expect(troubleOf(line(from, to, "words"))).toBe(trouble);
});
test("a line that is added stands in the time that is free there", () => {
  const lines = [line("0:01", "0:02", "One"), line("0:03", "0:04", "Two")];
  expect(withLineAfter(lines, 0)[1]).toEqual(line("00:00:02.000", "00:00:03.000", ""));
  expect(withLineAfter(lines, 1)[2]).toEqual(line("00:00:04.000", "00:00:06.000", ""));
  expect(withLineAfter([], -1)).toEqual([line("00:00:00.000", "00:00:02.000", "")]);
});
