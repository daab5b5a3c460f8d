import type { Rendition } from "./store";

/** One piece of a media playlist; its length in seconds. */
export type Segment = { name: string; seconds: number };

/** The pieces that a media playlist of ffmpeg's names. */
export function readSegments(playlist: string): Segment[] {
  const segments: Segment[] = [];
  let seconds = 0;
  for (const line of playlist.split("\n")) {
    if (line.startsWith("#EXTINF:")) seconds = parseFloat(line.slice("#EXTINF:".length));
    else if (line && !line.startsWith("#")) segments.push({ name: line.trim(), seconds });
  }
  return segments;
}

/** The token as the end of an address; nothing for a public video. */
export const tokenSuffix = (token: string | null): string => (token ? `?token=${encodeURIComponent(token)}` : "");

/** A media playlist whose every piece carries the token. */
export function withToken(playlist: string, token: string | null): string {
  const suffix = tokenSuffix(token);
  return playlist
    .split("\n")
    .map((line) => (line && !line.startsWith("#") ? line.trim() + suffix : line))
    .join("\n");
}

/** Text as it may stand between quotes in a playlist. */
const quoted = (text: string) => `"${text.replace(/["\r\n]/g, " ")}"`;

/** Captions as the master playlist names them. */
export type Subtitles = {
  id: string;
  name: string;
  languageCode: string;
  isClosedCaptions: boolean;
  isDefault: boolean;
};

/** The playlist of all qualities and captions of a video. */
export function masterPlaylist(
  playbackId: string,
  renditions: Rendition[],
  subtitles: Subtitles[],
  token: string | null,
): string {
  const suffix = tokenSuffix(token);
  const lines = ["#EXTM3U", "#EXT-X-VERSION:6", "#EXT-X-INDEPENDENT-SEGMENTS"];
  for (const { id, name, languageCode, isClosedCaptions, isDefault } of subtitles) {
    const roles = "public.accessibility.transcribes-spoken-dialog,public.accessibility.describes-music-and-sound";
    const attributes = [
      "TYPE=SUBTITLES",
      'GROUP-ID="sub1"',
      `NAME=${quoted(name)}`,
      `LANGUAGE=${quoted(languageCode)}`,
      `DEFAULT=${isDefault ? "YES" : "NO"}`,
      "AUTOSELECT=YES",
      "FORCED=NO",
      ...(isClosedCaptions ? [`CHARACTERISTICS="${roles}"`] : []),
      `URI="${playbackId}/subtitles/${id}.m3u8${suffix}"`,
    ];
    lines.push(`#EXT-X-MEDIA:${attributes.join(",")}`);
  }
  for (const one of renditions) {
    const attributes = [
      `BANDWIDTH=${one.bandwidth}`,
      `AVERAGE-BANDWIDTH=${one.averageBandwidth}`,
      `CODECS="${one.codecs}"`,
      ...(one.width && one.height ? [`RESOLUTION=${one.width}x${one.height}`] : []),
      ...(one.frameRate ? [`FRAME-RATE=${one.frameRate.toFixed(3)}`] : []),
      "CLOSED-CAPTIONS=NONE",
      ...(subtitles.length > 0 ? ['SUBTITLES="sub1"'] : []),
    ];
    lines.push(`#EXT-X-STREAM-INF:${attributes.join(",")}`, `${playbackId}/rendition/${one.name}/index.m3u8${suffix}`);
  }
  return `${lines.join("\n")}\n`;
}

/** The playlist of captions: one piece as long as the video. */
export function subtitlesPlaylist(trackId: string, seconds: number, token: string | null): string {
  return [
    "#EXTM3U",
    "#EXT-X-VERSION:6",
    `#EXT-X-TARGETDURATION:${Math.max(1, Math.ceil(seconds))}`,
    "#EXT-X-MEDIA-SEQUENCE:0",
    "#EXT-X-PLAYLIST-TYPE:VOD",
    `#EXTINF:${seconds.toFixed(3)},`,
    `${trackId}.vtt${tokenSuffix(token)}`,
    "#EXT-X-ENDLIST",
    "",
  ].join("\n");
}
