import { drawHtml, urlOf, type Frame } from "./draw-html";
import { drawText } from "./draw-text";
import type { SchoolStyle } from "./school-style";
import type { TemplateName } from "./template-names";
import { templateOf } from "./templates";
import { wordsFor } from "./words";

/** A letter as it goes out, less who gets it. */
export type Rendered = { subject: string; html: string; text: string };

type Wanted = {
  template: TemplateName;
  /** Checked against the template here, whatever they were when they were written down. */
  params: unknown;
  locale: string;
  /** What its reader is called; null when nobody knows. */
  name: string | null;
  /** IANA name; null tells times in UTC and says so. */
  timeZone: string | null;
  style: SchoolStyle;
  /** Ends letters of this kind, a path of the school; null where that is not for the reader to choose. */
  stopPath: string | null;
  isTest?: boolean;
  theme?: Frame["theme"];
};

/** Writes a letter and draws it, as HTML and as its plain twin. */
export function renderMail(wanted: Wanted): Rendered {
  const { style, template, name, timeZone, stopPath } = wanted;
  const { params, write } = templateOf(template);
  const words = wordsFor(wanted.locale);
  const letter = write(params.parse(wanted.params), { words, school: style.name, name, timeZone });
  const subject = oneLine(wanted.isTest ? words.say("frame.test", { subject: letter.subject }) : letter.subject);
  const whole = { ...letter, subject };
  const stopUrl = stopPath && urlOf(style, stopPath);
  const frame: Frame = { style, words, stopUrl, theme: wanted.theme ?? "auto" };
  return { subject, html: drawHtml(whole, frame), text: drawText(whole, frame) };
}

/** A text as one header line: nothing in it can begin another header. */
export const oneLine = (text: string): string =>
  Array.from(text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim())
    .slice(0, 200)
    .join("");

/**
 * Who a letter comes from. An address alone gets the school's name; one that has a name already ("Name <address>")
 * keeps it.
 */
export function sender(from: string, school: string): string {
  if (from.includes("<")) return oneLine(from);
  return `"${oneLine(school).replace(/["\\<>]/g, "")}" <${oneLine(from)}>`;
}
