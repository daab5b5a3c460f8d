/** What an upload's address answers: how it is, and the last byte that has arrived, where it says so. */
export type Answer = { status: number; last: number | null };
export type Sent = {
  signal: AbortSignal;
  onSent?: (bytes: number) => void;
  /** Nothing has moved for a while; it may still. */
  onStill?: () => void;
};

/** The way to the address of an upload: sends a piece, or asks with no piece. Rejects with `LineLost`. */
export type UploadLine = (range: string, piece: Blob | null, sent: Sent) => Promise<Answer>;

/** Nobody answered, or nothing moved any more. */
export class LineLost extends Error {
  override readonly name = "LineLost";
}

/** How long (ms) nothing moves before that is told. */
const still = 8_000;
/** And before the line counts as lost; a piece that has left may wait longer for its answer. */
const patience = { moving: 15_000, answering: 60_000, withoutNetwork: 3_000 };

// A browser that says it has no network may still reach a school on the same machine: it is believed only while nothing
// moves.
const most = (hasLeft: boolean) =>
  window.navigator.onLine ? (hasLeft ? patience.answering : patience.moving) : patience.withoutNetwork;

/** The way to an address by the one kind of request that tells how much has left. */
export const lineTo =
  (address: string): UploadLine =>
  (range, piece, { signal, onSent, onStill }) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      let movedAt = Date.now();
      let hasLeft = piece === null;
      const watch = setInterval(() => {
        const since = Date.now() - movedAt;
        if (since > most(hasLeft)) request.abort();
        else if (since > still) onStill?.();
      }, 1_000);
      const stop = () => request.abort();
      request.open("PUT", address);
      request.setRequestHeader("content-range", range);
      request.upload.onprogress = ({ loaded }) => {
        movedAt = Date.now();
        onSent?.(loaded);
      };
      request.upload.onload = () => {
        movedAt = Date.now();
        hasLeft = true;
      };
      request.onload = () => {
        const last = /bytes=0-(\d+)/.exec(request.getResponseHeader("range") ?? "")?.[1];
        resolve({ status: request.status, last: last === undefined ? null : Number(last) });
      };
      request.onerror = request.onabort = () => reject(new LineLost());
      request.onloadend = () => {
        clearInterval(watch);
        signal.removeEventListener("abort", stop);
      };
      signal.addEventListener("abort", stop);
      request.send(piece);
    });
