import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anyApi } from "convex/server";
import { realWorld } from "../src/world";
import { serve, temporaryFolder, Watched, type Served } from "./support/harness";

const functionsDir = fileURLToPath(new URL("data-fixture/convex", import.meta.url));
const { files, tallies } = anyApi as unknown as Record<"files" | "tallies", (typeof anyApi)[string]>;
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

let served: Served;
beforeAll(async () => void (served = await serve({ functionsDir })));
afterAll(() => served.stop());

type Stored = { id: string; text: string; url: string; known: Record<string, unknown> };

async function counted(name: string): Promise<void> {
  const seen = new Watched<number>();
  served.client().onUpdate(tallies.read!, { name }, seen.push);
  await seen.until((value) => value > 0);
}

describe("files in functions", () => {
  test("[FS2] a mutation stores a file and knows all about it at once; a query sees it afterwards", async () => {
    const stored = (await served.http().mutation(files.storeInMutation!, { text: "in a mutation" })) as Stored;
    expect(stored).toMatchObject({
      text: "in a mutation",
      known: { _id: stored.id, size: 13, contentType: "text/plain", sha256: sha256("in a mutation") },
    });
    expect(await (await fetch(stored.url)).text()).toBe("in a mutation");
    expect(await served.http().query(files.about!, { id: stored.id })).toMatchObject({
      url: stored.url,
      metadata: { storageId: stored.id, size: 13, contentType: "text/plain", sha256: sha256("in a mutation") },
      known: stored.known,
    });
  });

  test("[FS4] a wrong checksum given to store is refused, and nothing is known of the file", async () => {
    const text = crypto.randomUUID();
    await expect(served.http().mutation(files.storeInMutation!, { text, sha256: sha256("another") })).rejects.toThrow(
      "The file's sha256 is",
    );
    expect(await served.http().mutation(files.storeInMutation!, { text, sha256: sha256(text) })).toMatchObject({
      text,
    });
  });

  test("[FS6] what watches a file is told when it is deleted; deleting it twice is an error", async () => {
    const { id } = (await served.http().mutation(files.storeInMutation!, { text: "short lived" })) as Stored;
    const seen = new Watched<{ url: string | null }>();
    served.client().onUpdate(files.about!, { id }, seen.push);
    await seen.until(({ url }) => url !== null);
    await served.http().mutation(files.remove!, { id });
    await seen.until(({ url }) => url === null);
    expect(seen.last).toMatchObject({ metadata: null, known: null });
    await expect(served.http().mutation(files.remove!, { id })).rejects.toThrow("not found");
  });

  test("[FS11] bytes that nothing names are swept away after an hour", async () => {
    const { folder, remove } = temporaryFolder();
    const first = await serve({ functionsDir, dataDir: folder });
    const kept = (await first.http().mutation(files.storeInMutation!, { text: "kept" })) as Stored;
    await expect(first.http().mutation(files.storeAndFail!, {})).rejects.toThrow("after storing");
    const names = () => readdirSync(join(folder, "files"));
    expect(names()).toHaveLength(2);
    await first.stop();
    const world = { ...realWorld, now: () => Date.now() + 2 * 60 * 60_000 };
    const second = await serve({ functionsDir, dataDir: folder, world });
    await expect.poll(names).toEqual([new URL(kept.url).pathname.split("/").at(-1)]);
    await second.stop();
    remove();
  });
});

describe("HTTP routes", () => {
  test("[HA2] [HA5] routes by path, by the longest prefix and by method; a HEAD is a GET without its body", async () => {
    const created = await fetch(`${served.siteUrl}/files`, {
      method: "POST",
      body: new Blob(["by a route"], { type: "text/x-route" }),
    });
    expect(created.status).toBe(201);
    const { id, url } = (await created.json()) as { id: string; url: string };
    const got = await fetch(`${served.siteUrl}/files/${id}`);
    expect([await got.text(), got.headers.get("content-type")]).toEqual(["by a route", "text/x-route"]);
    expect((await fetch(url)).headers.get("content-type")).toBe("text/x-route");
    expect((await fetch(`${served.siteUrl}/files/private/x`)).status).toBe(403);
    const head = await fetch(`${served.siteUrl}/files/${id}`, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    for (const method of ["PUT", "PATCH", "DELETE"])
      expect(await (await fetch(`${served.siteUrl}/method`, { method })).text()).toBe(method);
    expect((await fetch(`${served.siteUrl}/method`, { method: "POST" })).status).toBe(404);
  });

  test("[HA6] which origins may call is the action's own affair", async () => {
    const preflight = await fetch(`${served.url}/http/files`, {
      method: "OPTIONS",
      headers: { Origin: "https://other.test" },
    });
    expect([preflight.status, preflight.headers.get("access-control-allow-origin")]).toEqual([
      204,
      "https://school.test",
    ]);
    const bare = await fetch(`${served.url}/http/method`, { method: "PUT", headers: { Origin: "https://other.test" } });
    expect(bare.headers.get("access-control-allow-origin")).toBeNull();
  });

  test("[HA3] a request's parts reach the action, and the response's parts the caller, before the whole is there", async () => {
    const answered = new Promise<string[]>((resolve, reject) => {
      const parts: string[] = [];
      const call = httpRequest(`${served.siteUrl}/mirror`, { method: "POST" }, (res) => {
        res.on("data", (part: Buffer) => {
          parts.push(part.toString());
          // The second part is sent only when the first has come back.
          if (parts.length === 1) call.end("second");
        });
        res.on("end", () => resolve(parts));
      });
      call.on("error", reject);
      call.write("first");
    });
    expect(await answered).toEqual(["first", "second"]);
  });

  test("[HA7] a body beyond 20 MiB is refused, announced or not", async () => {
    const send = (bytes: number, isAnnounced: boolean) =>
      new Promise<number | string | undefined>((resolve) => {
        const headers: Record<string, string> = isAnnounced ? { "Content-Length": String(bytes) } : {};
        const call = httpRequest(`${served.siteUrl}/size`, { method: "POST", headers }, (res) => {
          res.resume();
          resolve(res.statusCode);
        });
        call.on("error", () => resolve("cut off"));
        const part = Buffer.alloc(1 << 20);
        for (let sent = 0; sent < bytes; sent += part.length) call.write(part);
        call.end();
      });
    expect(await send(20 << 20, true)).toBe(200);
    expect([413, "cut off"]).toContain(await send(21 << 20, true));
    expect([413, 500, "cut off"]).toContain(await send(21 << 20, false));
    expect(await (await fetch(`${served.siteUrl}/size`, { method: "POST", body: "12345" })).text()).toBe("5");
  });

  test("[HA8] an action learns from its request's signal that its caller has gone", async () => {
    const leaving = new AbortController();
    const call = fetch(`${served.siteUrl}/patient`, { signal: leaving.signal }).catch((error: Error) => error.name);
    await counted("patient began");
    leaving.abort();
    expect(await call).toBe("AbortError");
    await counted("patient was left");
  });
});
