import { createHash } from "node:crypto";
import { readdirSync, rmSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Id } from "./fixture/convex/_generated/dataModel";
import { api } from "./fixture/convex/_generated/api";
import { serve, type Served } from "./support/harness";

let served: Served;
beforeAll(async () => void (served = await serve({ largestFile: 1 << 20 })));
afterAll(() => served.stop());

async function upload(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Response> {
  const url = await served.http().mutation(api.files.uploadUrl, {});
  return await fetch(url, { method: "POST", body, headers });
}

async function stored(
  body: string | Uint8Array<ArrayBuffer>,
  type: string,
): Promise<{ id: Id<"_storage">; url: string }> {
  const { storageId } = (await (await upload(body, { "Content-Type": type })).json()) as { storageId: Id<"_storage"> };
  const url = await served.http().query(api.files.url, { id: storageId });
  return { id: storageId, url: url ?? "" };
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

describe("storing", () => {
  test("[FS1] an upload comes back byte for byte, with its type, and is known to db.system", async () => {
    const { id, url } = await stored("hello file", "text/plain");
    const answer = await fetch(url);
    expect(await answer.text()).toBe("hello file");
    expect(answer.headers.get("content-type")).toBe("text/plain");
    expect(await served.http().query(api.files.known, { id })).toMatchObject({
      size: 10,
      contentType: "text/plain",
      sha256: sha256("hello file"),
    });
  });

  test("[FS2] an action stores and reads a Blob", async () => {
    expect(await served.http().action(api.files.storeText, { text: "from an action", type: "text/x" })).toMatchObject({
      text: "from an action",
      type: "text/x",
    });
  });

  test("[FS3] an upload needs a token of this server that has not ended", async () => {
    for (const token of ["", "x", "zzzzzzzz.abc.def"]) {
      const answer = await fetch(`${served.url}/api/storage/upload?token=${token}`, { method: "POST", body: "x" });
      expect(answer.status).toBe(403);
    }
  });

  test.each(["removed", "cut off"])(
    "[FS12] a file that was %s is refused whole, and what is left is served",
    async (how) => {
      const [lost, kept] = [await stored("lost file", "text/plain"), await stored("kept file", "text/plain")];
      const path = join(served.dataDir, "files", new URL(lost.url).pathname.split("/").at(-1) ?? "");
      if (how === "removed") rmSync(path);
      else truncateSync(path, 3);
      const answer = await fetch(lost.url);
      expect([answer.status, answer.headers.get("cache-control"), await answer.json()]).toEqual([
        404,
        "no-store",
        { code: "FileDamaged", message: "The file is missing or damaged on the server." },
      ]);
      expect(await (await fetch(kept.url)).text()).toBe("kept file");
    },
  );

  test("[FS4] an upload whose digest is another one is refused and leaves nothing", async () => {
    const before = readdirSync(join(served.dataDir, "files")).length;
    const wrong = await upload("body", { Digest: `sha-256=${Buffer.from(sha256("other"), "hex").toString("base64")}` });
    expect(wrong.status).toBe(400);
    const right = await upload("body", { Digest: `sha-256=${Buffer.from(sha256("body"), "hex").toString("base64")}` });
    expect(right.status).toBe(200);
    expect(readdirSync(join(served.dataDir, "files")).length).toBe(before + 1);
  });

  test("[FS5] an upload that is too large is refused and leaves nothing", async () => {
    const before = readdirSync(join(served.dataDir, "files")).length;
    const answer = await upload(new Uint8Array((1 << 20) + 1)).then(
      ({ status }) => status,
      () => "cut off",
    );
    expect([413, "cut off"]).toContain(answer);
    expect(readdirSync(join(served.dataDir, "files")).length).toBe(before);
  });

  test("[FS6] a file that is deleted is gone from its URL, from the database and from the disk", async () => {
    const { id, url } = await stored("to be deleted", "text/plain");
    const name = new URL(url).pathname.split("/").at(-1) ?? "";
    expect(readdirSync(join(served.dataDir, "files"))).toContain(name);
    await served.http().mutation(api.files.remove, { id });
    expect((await fetch(url)).status).toBe(404);
    expect(await served.http().query(api.files.url, { id })).toBeNull();
    await expect.poll(() => readdirSync(join(served.dataDir, "files"))).not.toContain(name);
  });
});

describe("serving", () => {
  test("[FS7] part of a file can be asked for", async () => {
    const { url } = await stored("0123456789", "text/plain");
    const part = async (range: string) => {
      const answer = await fetch(url, { headers: { Range: range } });
      return [answer.status, answer.headers.get("content-range"), await answer.text()];
    };
    expect(await part("bytes=2-4")).toEqual([206, "bytes 2-4/10", "234"]);
    expect(await part("bytes=7-")).toEqual([206, "bytes 7-9/10", "789"]);
    expect(await part("bytes=-3")).toEqual([206, "bytes 7-9/10", "789"]);
    expect(await part("bytes=8-100")).toEqual([206, "bytes 8-9/10", "89"]);
    expect(await part("bytes=10-")).toEqual([416, "bytes */10", ""]);
    for (const meaningless of ["lines=1-2", "bytes=4-2", "bytes=-", "bytes=1-2,4-5"])
      expect(await part(meaningless)).toEqual([200, null, "0123456789"]);
  });

  test("[FS8] a file never changes: browsers keep it, and ask with its tag", async () => {
    const { url } = await stored("kept", "text/plain");
    const answer = await fetch(url);
    expect(answer.headers.get("cache-control")).toBe("private, max-age=2592000, immutable");
    const again = await fetch(url, { headers: { "If-None-Match": answer.headers.get("etag") ?? "" } });
    expect(again.status).toBe(304);
  });

  test.each(["text/html", "image/svg+xml", "text/xml", "application/xhtml+xml", "text/html; charset=utf-8", ""])(
    "[FS9] a stored document of type '%s' gets an origin of its own and reaches nobody",
    async (type) => {
      const { url } = await stored("<script>alert(1)</script>", type);
      const { headers } = await fetch(url);
      expect(headers.get("content-security-policy")).toMatch(/^sandbox allow-scripts .*connect-src 'none'/);
      expect(headers.get("content-security-policy")).not.toContain("allow-same-origin");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    },
  );

  test("[FS10] names that are none are not found", async () => {
    for (const name of ["..%2f..%2fdatabase%2fdata.mdb", "0".repeat(36), crypto.randomUUID(), "%00"]) {
      expect((await fetch(`${served.url}/api/storage/${name}`)).status).toBe(404);
    }
  });
});
