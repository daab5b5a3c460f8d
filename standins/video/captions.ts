/** Words that are shown from `from` to `to`, both in ms. */
export type Cue = { from: number; to: number; settings: string; text: string };

/** The file is no captions; the message says so to the person who gave it. */
export class NoCaptionsError extends Error {
  override readonly name = "NoCaptionsError";
}

/** The largest captions file, in bytes. */
export const LARGEST_CAPTIONS = 5_242_880;
const MOST_CUES = 20_000;
const TIMING = /^((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})\s+-->\s+((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})(.*)$/;
const SETTING = /^(?:vertical|line|position|size|align):[\w.,%-]+$/;

function toMs(text: string): number {
  const [clock = "", fraction = ""] = text.split(/[.,]/);
  const seconds = clock.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  return seconds * 1000 + Number(fraction.padEnd(3, "0"));
}

const pad = (value: number, length = 2) => String(value).padStart(length, "0");

/** A time in ms as WebVTT writes it. */
export function vttTime(ms: number): string {
  const whole = Math.max(0, Math.round(ms));
  const clock = [Math.floor(whole / 3_600_000), Math.floor(whole / 60_000) % 60, Math.floor(whole / 1000) % 60];
  return `${clock.map((part) => pad(part)).join(":")}.${pad(whole % 1000, 3)}`;
}

/** The file's text, whatever a subtitle program wrote it in: UTF-8, UTF-16 with its mark, or Windows' Latin. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return new TextDecoder("windows-1252").decode(bytes);
    throw error;
  }
}

// SubRip knows bold, italic and underline; everything else that programs put between brackets is for their own players.
function plainMarkup(text: string, isVtt: boolean): string {
  const kept = isVtt ? text : text.replace(/<(?!\/?[biu]>)[^>]*>/gi, "").replace(/\{\\[^}]*\}/g, "");
  return kept.replaceAll("-->", "->").trim();
}

/** Reads WebVTT or SubRip; throws `NoCaptionsError` for a file without a single cue. */
export function readCaptions(bytes: Uint8Array): Cue[] {
  const text = decodeText(bytes)
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?/g, "\n")
    .replaceAll("\0", "");
  const isVtt = /^WEBVTT(?:[ \t\n]|$)/.test(text);
  const cues: Cue[] = [];
  for (const block of text.split(/\n(?:[ \t]*\n)+/)) {
    const lines = block.split("\n");
    const at = lines.slice(0, 2).findIndex((line) => line.includes("-->"));
    const timing = at < 0 ? null : TIMING.exec((lines[at] ?? "").trim());
    if (!timing) continue;
    const [, from = "", to = "", rest = ""] = timing;
    const words = plainMarkup(lines.slice(at + 1).join("\n"), isVtt);
    const cue = { from: toMs(from), to: toMs(to), text: words };
    if (!words || cue.to <= cue.from) continue;
    const settings = rest.split(/\s+/).filter((setting) => isVtt && SETTING.test(setting));
    cues.push({ ...cue, settings: settings.join(" ") });
    if (cues.length > MOST_CUES) throw new NoCaptionsError(`The captions have more than ${MOST_CUES} lines.`);
  }
  if (cues.length === 0) {
    throw new NoCaptionsError("The file has no captions that can be read. Use a WebVTT (.vtt) or SubRip (.srt) file.");
  }
  return cues.sort((a, b) => a.from - b.from);
}

/** The cues as a WebVTT file; `header` lines come right after the first. */
export function writeVtt(cues: Cue[], header: string[] = []): string {
  const blocks = cues.map(
    ({ from, to, settings, text }) =>
      `${vttTime(from)} --> ${vttTime(to)}${settings && ` ${settings}`}\n${text.replace(/\n[ \t]*(?=\n)/g, "")}\n`,
  );
  return `${["WEBVTT", ...header].join("\n")}\n\n${blocks.join("\n")}`;
}

/** The words alone, a line for each cue. */
export function writeTranscript(cues: Cue[]): string {
  return cues.map(({ text }) => `${text.replace(/<[^>]*>/g, "").replace(/\s+/g, " ")}\n`).join("");
}
