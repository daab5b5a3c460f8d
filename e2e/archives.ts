import { olxOf, tarGzOf } from "../services/imports/archive/tar-writer.testing";

/** An Open edX course as Studio exports it: modules with one section each, lessons of one paragraph. */
export function archiveOf(
  name: string,
  title: string,
  modules: number,
  lessonsEach: number,
  say = (module: number, lesson: number) => `What lesson ${module}.${lesson} says.`,
): Buffer {
  const files: Record<string, string> = {
    "course.xml": `<course url_name="run" org="Org" course="${name}"/>`,
    "course/run.xml": `<course display_name="${title}">${range(modules, (m) => `<chapter url_name="c${m}"/>`)}</course>`,
  };
  for (let m = 1; m <= modules; m++) {
    files[`chapter/c${m}.xml`] =
      `<chapter display_name="Module ${m} of ${title}"><sequential url_name="s${m}"/></chapter>`;
    files[`sequential/s${m}.xml`] =
      `<sequential display_name="Section ${m}">${range(lessonsEach, (n) => `<vertical url_name="v${m}-${n}"/>`)}</sequential>`;
    for (let n = 1; n <= lessonsEach; n++) {
      files[`vertical/v${m}-${n}.xml`] =
        `<vertical display_name="Lesson ${m}.${n}"><html url_name="h${m}-${n}"/></vertical>`;
      files[`html/h${m}-${n}.xml`] = `<html display_name="Text" filename="h${m}-${n}"/>`;
      files[`html/h${m}-${n}.html`] = `<p>${say(m, n)}</p>`;
    }
  }
  const own = new Set(Object.keys(files).map((path) => `course/${path}`));
  return Buffer.from(tarGzOf(olxOf("", files).filter((entry) => own.has(entry.path))));
}

const range = (count: number, one: (at: number) => string) =>
  Array.from({ length: count }, (_item, at) => one(at + 1)).join("");
