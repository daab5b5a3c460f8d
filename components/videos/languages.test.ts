import { expect, test } from "vitest";
import { languageOfFile } from "./languages";

test.each([
  ["talk.pt-BR.srt", [], "pt-BR"],
  ["talk_de.vtt", ["en"], "de"],
  ["talk.vtt", [], "es"],
  ["talk.final.vtt", [], "es"],
  ["talk.vtt", ["en"], "es"],
  ["talk.vtt", ["es"], "und"],
])("%s beside captions in %j of a Spanish course is in %s", (name, there, language) => {
  const captions = there.map((one) => ({ language: one }));
  expect(languageOfFile(name, captions, "es")).toBe(language);
});
