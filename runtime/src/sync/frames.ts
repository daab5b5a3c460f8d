import type { Rendered } from "./reactor";
import { encodeTs } from "./timestamps";

/** Where a client stands: which of its query sets, which identity, which moment. */
export type Version = { readonly querySet: number; readonly identity: number; readonly ts: bigint };

/** What a Transition says. */
export type TransitionParts = {
  readonly from: Version;
  readonly to: Version;
  readonly removed: readonly number[];
  readonly changed: readonly { readonly queryId: number; readonly rendered: Rendered }[];
  readonly clockSkewMs: number | null;
};

const textHead = 0x81;
const mostCachedBytes = 16 << 20;
/** A longer frame goes in pieces. */
export const longestTransition = 5_000_000;

/** A text as one WebSocket frame of a server: written once, it can be sent to any number of sockets. */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text, "utf8");
  const headLength = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(headLength + length);
  frame[0] = textHead;
  if (headLength === 2) frame[1] = length;
  else if (headLength === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, headLength, "utf8");
  return frame;
}

function versionText({ querySet, identity, ts }: Version): string {
  return `{"querySet":${querySet},"identity":${identity},"ts":"${encodeTs(ts)}"}`;
}

/** The text of a Transition. */
export function transitionText({ from, to, removed, changed, clockSkewMs }: TransitionParts): string {
  const modifications = [
    ...removed.map((queryId) => `{"type":"QueryRemoved","queryId":${queryId}}`),
    ...changed.map(({ queryId, rendered }) => `${rendered.head}${queryId}${rendered.tail}`),
  ];
  const skew = clockSkewMs === null ? "" : `,"clientClockSkew":${clockSkewMs}`;
  return `{"type":"Transition","startVersion":${versionText(from)},"endVersion":${versionText(to)},"modifications":[${modifications.join(",")}]${skew}}`;
}

/** A long Transition in pieces, as messages of their own; `length` names it. */
export function* transitionChunks(text: string, length: number): Generator<string> {
  const totalParts = Math.ceil(text.length / longestTransition);
  for (let partNumber = 0; partNumber < totalParts; partNumber++) {
    const chunk = text.slice(partNumber * longestTransition, (partNumber + 1) * longestTransition);
    yield JSON.stringify({ type: "TransitionChunk", chunk, partNumber, totalParts, transitionId: String(length) });
  }
}

/** The Transitions of this moment, so that sockets that stand at the same place are sent the same bytes. */
export class FrameCache {
  #ts = -1n;
  #bytes = 0;
  #written = 0;
  readonly #frames = new Map<string, Buffer>();
  #last: { parts: TransitionParts; frame: Buffer } | null = null;

  /** How many frames were written, and not taken from here. */
  get written(): number {
    return this.#written;
  }

  /**
   * The frame of a Transition; its text is written only for the first socket that needs it. One that `isShared` says no other
   * socket can need is not looked for and not kept.
   */
  transition(parts: TransitionParts, isShared: boolean): Buffer {
    if (!isShared) {
      this.#written += 1;
      return textFrame(transitionText(parts));
    }
    const { from, to, removed, changed, clockSkewMs } = parts;
    // A crowd at the same place asks for the same frame again and again.
    if (this.#last !== null && isSame(this.#last.parts, parts)) return this.#last.frame;
    if (to.ts !== this.#ts) {
      this.#frames.clear();
      this.#bytes = 0;
      this.#ts = to.ts;
    }
    const what = changed.map(({ queryId, rendered }) => `${queryId}:${rendered.serial}`).join();
    const key = `${from.querySet}.${from.identity}.${from.ts}>${to.querySet}.${to.identity}|${removed.join()}|${what}|${clockSkewMs ?? ""}`;
    let frame = this.#frames.get(key);
    if (frame === undefined) {
      frame = textFrame(transitionText(parts));
      this.#written += 1;
      if (this.#bytes + frame.length <= mostCachedBytes) {
        this.#frames.set(key, frame);
        this.#bytes += frame.length;
      }
    }
    this.#last = { parts: { ...parts, from: { ...from }, to: { ...to } }, frame };
    return frame;
  }
}

function isSame(a: TransitionParts, b: TransitionParts): boolean {
  const [left, right] = [a.changed[0], b.changed[0]];
  return (
    a.changed.length === 1 &&
    b.changed.length === 1 &&
    left?.rendered === right?.rendered &&
    left?.queryId === right?.queryId &&
    a.removed.length + b.removed.length === 0 &&
    a.clockSkewMs === b.clockSkewMs &&
    isSameVersion(a.from, b.from) &&
    isSameVersion(a.to, b.to)
  );
}

function isSameVersion(a: Version, b: Version): boolean {
  return a.ts === b.ts && a.querySet === b.querySet && a.identity === b.identity;
}
