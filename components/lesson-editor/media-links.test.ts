import { expect, it } from "vitest";
import { linkAddress } from "./link-popover";
import { httpsAddress, providerOf } from "./media-links";

it.each([
  ["https://www.youtube.com/watch?v=1", "youtube"],
  ["https://youtu.be/1", "youtube"],
  ["https://player.vimeo.com/video/1", "vimeo"],
  ["https://example.org/talk.mp4", "other"],
  ["https://notyoutube.com/watch", "other"],
])("the video at %s is played by %s", (address, provider) => expect(providerOf(address)).toBe(provider));

it.each([
  ["example.org/a", "https://example.org/a"],
  ["http://example.org", "https://example.org"],
  ["javascript:alert(1)", null],
  ["https://user:secret@example.org", null],
  ["hello", null],
  ["", null],
])("a page typed as %j is framed at %j", (typed, address) => expect(httpsAddress(typed)).toBe(address));

it.each([
  ["example.org", "https://example.org"],
  ["someone@example.org", "mailto:someone@example.org"],
  ["lesson:abc", "lesson:abc"],
  ["javascript:alert(1)", null],
  ["data:text/html,x", null],
  ["two words", null],
])("a link typed as %j leads to %j", (typed, address) => expect(linkAddress(typed)).toBe(address));
