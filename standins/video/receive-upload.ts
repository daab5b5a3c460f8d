import { existsSync } from "node:fs";
import { mkdir, open, rename, type FileHandle } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { diskFull, invalid, isSame, notFound, Refusal, sendRefusal } from "./answers";
import { placeChunk, readContentRange, receivedRange, type ContentRange } from "./content-range";
import { hasRoom, isDiskFull, keepFile, syncFolder } from "./files";
import { addAsset } from "./new-asset";
import { uploadResource } from "./resources";
import { kick, type Service } from "./service";
import { newId, type UploadRow } from "./store";
import { endUpload, findUpload } from "./uploads-api";

type Chunk = Extract<ContentRange, { kind: "chunk" }>;

const gone = () => new Refusal(410, "gone", "This upload has ended. Begin a new one.");

/** Reads what a request says of its body; a body without a `Content-Range` is the whole file. */
function readChunk(request: IncomingMessage): ContentRange {
  const said = request.headers["content-range"];
  const length = Number(request.headers["content-length"] ?? NaN);
  if (said === undefined) {
    const size = Number.isFinite(length) ? length : null;
    if (size === 0) throw invalid("The file is empty.");
    return { kind: "chunk", first: 0, last: (size ?? Infinity) - 1, total: size };
  }
  const range = readContentRange(said);
  if (!range) throw invalid("Failed to parse Content-Range header.");
  if (range.kind === "chunk" && Number.isFinite(length) && length !== range.last - range.first + 1) {
    throw invalid("The body is not as long as its Content-Range says.");
  }
  return range;
}

/**
 * Takes the bytes of direct uploads as Google's resumable uploads do: in one piece or in chunks, each acknowledged
 * when it is on the disk; a chunk that is sent again is taken once; what arrived of one that was cut is kept.
 */
export function openReceiver(service: Service) {
  const { store, limits, publicUrl } = service;
  /** The request that is writing, by upload: a newer one takes its place. */
  const writing = new Map<string, { stop: () => void; done: Promise<void> }>();

  async function write(request: IncomingMessage, file: FileHandle, upload: UploadRow, chunk: Chunk, skip: number) {
    let at = chunk.first;
    let received = upload.received;
    const end = chunk.last + 1;
    let trouble: Refusal | "disk_full" | "cut" | null = null;
    try {
      for await (const part of request as AsyncIterable<Buffer>) {
        if (at + part.length > end) throw invalid("The body is longer than its Content-Range says.");
        if (at + part.length > limits.fileBytes) throw tooLarge();
        const fresh = part.subarray(Math.max(0, Math.min(part.length, chunk.first + skip - at)));
        for (let done = 0; done < fresh.length;) {
          const { bytesWritten } = await file.write(fresh, done, fresh.length - done, received);
          done += bytesWritten;
          received += bytesWritten;
        }
        at += part.length;
      }
      // A body without a length ends where the sender ended it.
      if (Number.isFinite(end) && at < end) trouble = "cut";
    } catch (error) {
      if (error instanceof Refusal) trouble = error;
      else if (isDiskFull(error)) trouble = "disk_full";
      else if (request.destroyed) trouble = "cut";
      else throw error;
    }
    await file.sync();
    return { received, trouble };
  }

  function tooLarge(): Refusal {
    const most = Math.floor(limits.fileBytes / 1_048_576);
    return new Refusal(413, "invalid_parameters", `The file is larger than ${most} MB, which is the most taken here.`);
  }

  /** The whole file is here: it moves to its place, and the upload becomes an asset. May be done again. */
  async function finish(upload: UploadRow): Promise<void> {
    const assetId = upload.assetId ?? newId(service.now());
    // The name of the asset is on disk before its file moves, so that a crash between the two loses neither.
    await store.write(() => void store.uploads.putSync(upload.id, { ...upload, assetId }));
    const home = store.assetFolder(assetId);
    await mkdir(home, { recursive: true, mode: 0o700 });
    if (existsSync(store.uploadFile(upload.id))) {
      await keepFile(store.uploadFile(upload.id));
      await rename(store.uploadFile(upload.id), join(home, "source"));
      await syncFolder(home);
    }
    await settle({ ...upload, assetId });
  }

  async function settle(upload: UploadRow & { assetId: string }): Promise<void> {
    await store.write(() => {
      if (store.uploads.get(upload.id)?.status !== "waiting") return;
      const done: UploadRow = { ...upload, status: "asset_created" };
      store.uploads.putSync(upload.id, done);
      const about = uploadResource(done, publicUrl);
      service.events.add("video.upload.asset_created", { type: "upload", id: upload.id }, about);
      addAsset(service, upload.settings, { id: upload.assetId, uploadId: upload.id });
    });
    kick(service);
  }

  async function check(chunk: Chunk, upload: UploadRow): Promise<number> {
    const place = placeChunk(chunk, upload.received, upload.total);
    if ("contradiction" in place) throw invalid("The Content-Range contradicts an earlier one.");
    if ("gap" in place) {
      // Google's answer to a chunk that comes too early; senders try again, from what has arrived.
      const message = `The upload offset ${chunk.first} exceeds the already uploaded size of ${upload.received}.`;
      throw new Refusal(503, "invalid_offset", message, receivedRange(upload.received));
    }
    const size = chunk.total ?? (Number.isFinite(chunk.last) ? chunk.last + 1 : 0);
    if (size > limits.fileBytes) throw tooLarge();
    if (!(await hasRoom(join(store.uploadFile(upload.id), ".."), size - upload.received, limits.reserveBytes))) {
      throw diskFull();
    }
    return place.skip;
  }

  async function take(request: IncomingMessage, response: ServerResponse, upload: UploadRow, chunk: Chunk) {
    const skip = await check(chunk, upload);
    const file = await open(store.uploadFile(upload.id), upload.received === 0 ? "w" : "r+", 0o600);
    let result: Awaited<ReturnType<typeof write>>;
    try {
      // What was written but never acknowledged may be anything.
      await file.truncate(upload.received);
      result = await write(request, file, upload, chunk, skip);
    } finally {
      await file.close();
    }
    const { received, trouble } = result;
    const isWhole = chunk.total === null && !Number.isFinite(chunk.last) && trouble === null;
    const total = chunk.total ?? upload.total ?? (isWhole ? received : undefined);
    const next: UploadRow = { ...upload, received, ...(total === undefined ? {} : { total }) };
    const isStill = await store.write(() => {
      if (store.uploads.get(upload.id)?.status !== "waiting") return false;
      store.uploads.putSync(upload.id, next);
      return true;
    });
    if (!isStill) throw gone();
    if (trouble === "disk_full") throw diskFull();
    if (trouble instanceof Refusal) throw trouble;
    if (trouble === "cut") return response.destroy();
    if (total !== undefined && received >= total) {
      await finish(next);
      return response.writeHead(200, { "content-length": 0 }).end();
    }
    response.writeHead(308, { "content-length": 0, ...receivedRange(received) }).end();
  }

  /** Waits until no other request writes to the upload; an older one is stopped. */
  async function takeOver(id: string, stop: () => void): Promise<() => void> {
    for (let other = writing.get(id); other; other = writing.get(id)) {
      other.stop();
      await other.done;
    }
    let release: () => void = () => undefined;
    const done = new Promise<void>((resolve) => {
      release = () => {
        writing.delete(id);
        resolve();
      };
    });
    writing.set(id, { stop, done });
    return release;
  }

  async function answerPut(request: IncomingMessage, response: ServerResponse, id: string) {
    const release = await takeOver(id, () => request.destroy());
    try {
      const upload = findUpload(service, id);
      if (!upload) throw notFound();
      const range = readChunk(request);
      if (upload.status === "asset_created") {
        // The answer to the last chunk may have been lost on its way.
        request.resume();
        return void response.writeHead(200, { "content-length": 0 }).end();
      }
      if (upload.status !== "waiting") throw gone();
      if (upload.total !== undefined && upload.received >= upload.total) {
        request.resume();
        await finish(upload);
        return void response.writeHead(200, { "content-length": 0 }).end();
      }
      if (range.kind === "question") {
        return void response.writeHead(308, { "content-length": 0, ...receivedRange(upload.received) }).end();
      }
      await take(request, response, upload, range);
    } catch (error) {
      if (error instanceof Refusal && error.status === 413) {
        const trouble = { type: "invalid_input", message: error.message };
        await endUpload(service, id, { status: "errored", trouble });
      }
      throw error;
    } finally {
      release();
    }
  }

  return {
    /** Answers `/upload/{id}`, the address that a direct upload gives. */
    async answer(request: IncomingMessage, response: ServerResponse, id: string, signature: string | null) {
      const upload = findUpload(service, id);
      const origin = upload?.corsOrigin === "*" ? "*" : request.headers.origin;
      // Browsers may send from the one place that the upload was made for.
      if (upload && origin && (origin === "*" || sameOrigin(origin, upload.corsOrigin))) {
        response.setHeader("access-control-allow-origin", origin);
        response.setHeader("access-control-expose-headers", "range");
        response.setHeader("vary", "origin");
      }
      if (request.method === "OPTIONS") {
        const allowed = { "access-control-allow-methods": "PUT", "access-control-max-age": "3600" };
        const headers = { "access-control-allow-headers": "content-type,content-range" };
        return void response.writeHead(204, { ...allowed, ...headers }).end();
      }
      try {
        if (!upload || !isSame(signature ?? "", upload.secret)) throw new Refusal(403, "forbidden", "Access denied.");
        if (request.method !== "PUT") throw new Refusal(405, "not_allowed", "Send the file by PUT.", { allow: "PUT" });
        await answerPut(request, response, id);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        request.resume();
        sendRefusal(response, error);
      }
    },
    /** Brings to their end the uploads that were whole when the process died. */
    async resume() {
      for (const { value } of store.uploads.getRange({})) {
        if (value.status === "waiting" && value.assetId) await finish(value);
      }
    },
    /** Stops what is being received; what has arrived stays. */
    async close() {
      const all = [...writing.values()];
      for (const { stop } of all) stop();
      await Promise.all(all.map(({ done }) => done));
    },
  };
}

function sameOrigin(given: string, expected: string): boolean {
  return URL.canParse(expected) ? new URL(expected).origin === given : expected === given;
}
