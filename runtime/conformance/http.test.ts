import { randomBytes } from "node:crypto";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ConvexHttpClient } from "convex/browser";
import { fetchMutation, fetchQuery, preloadedQueryResult, preloadQuery } from "convex/nextjs";
import { api } from "./fixture/convex/_generated/api";
import { serve, type Served } from "./support/harness";

let served: Served;
let mounted: Served;
beforeAll(async () => {
  served = await serve();
  mounted = await serve({ pathPrefix: "/_svc/convex" });
});
afterAll(() => Promise.all([served.stop(), mounted.stop()]));

const unique = () => crypto.randomUUID();
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(served.url + path, { method: "POST", headers, body: typeof body === "string" ? body : JSON.stringify(body) });

describe("the calls of ConvexHttpClient", () => {
  test("[HT1] queries, mutations and actions answer", async () => {
    const list = unique();
    await served.http().mutation(api.notes.add, { list, text: "one", rank: 1 });
    expect(await served.http().query(api.notes.texts, { list })).toEqual(["one"]);
    expect(await served.http().action(api.nested.twice, { name: list })).toBe(2);
  });

  test("[HT2] what is asked at one timestamp is answered for that moment, whatever is written meanwhile", async () => {
    const name = unique();
    await served.http().mutation(api.counters.add, { name, by: 1 });
    const http = served.http();
    expect(await http.consistentQuery(api.counters.read, { name })).toBe(1);
    for (let i = 0; i < 20; i++) await served.http().mutation(api.counters.add, { name, by: 1 });
    expect(await http.consistentQuery(api.counters.read, { name })).toBe(1);
    expect(await served.http().query(api.counters.read, { name })).toBe(21);
  });

  test("[HT3] fetchQuery, fetchMutation and preloadQuery of convex/nextjs work", async () => {
    const options = { url: served.url, skipConvexDeploymentUrlCheck: true };
    const name = unique();
    await fetchMutation(api.counters.add, { name, by: 4 }, options);
    expect(await fetchQuery(api.counters.read, { name }, options)).toBe(4);
    expect(preloadedQueryResult(await preloadQuery(api.counters.read, { name }, options))).toBe(4);
  });

  test("[HT4] /api/function runs whatever kind a function is", async () => {
    const call = async (path: string, args: unknown) =>
      (await post("/api/function", { path, args, format: "json" })).json();
    const name = unique();
    expect(await call("counters:add", { name, by: 2 })).toMatchObject({ status: "success", value: 2 });
    expect(await call("counters:read", { name })).toMatchObject({ status: "success", value: 2 });
    expect(await call("nested:twice", { name })).toMatchObject({ status: "success", value: 4 });
  });

  test("[HT5] the json format writes what JSON cannot say as text", async () => {
    const any = { $integer: "AQAAAAAAAAA=" };
    const answer = await post("/api/query", { path: "world:values", args: [{ any }], format: "json" });
    expect(await answer.json()).toMatchObject({ status: "success", value: "1" });
    const encoded = await post("/api/query", { path: "world:values", args: [{ any }], format: "convex_encoded_json" });
    expect(await encoded.json()).toMatchObject({ status: "success", value: any });
  });

  test("[HT6] /api/run and GET /api/query serve callers without a client", async () => {
    const name = unique();
    expect(await (await post("/api/run/counters/add", { args: { name, by: 3 } })).json()).toMatchObject({ value: 3 });
    const got = await fetch(
      `${served.url}/api/query?path=counters:read&args=${encodeURIComponent(JSON.stringify({ name }))}`,
    );
    expect(await got.json()).toMatchObject({ status: "success", value: 3 });
  });

  test("[HT7] any page may call: origins are mirrored, preflights answered", async () => {
    const headers = { Origin: "https://school.test", "Access-Control-Request-Headers": "authorization,convex-client" };
    const preflight = await fetch(`${served.url}/api/query`, { method: "OPTIONS", headers });
    expect(Object.fromEntries(preflight.headers)).toMatchObject({
      "access-control-allow-origin": "https://school.test",
      "access-control-allow-headers": "authorization,convex-client",
      "access-control-max-age": "86400",
    });
    const answer = await post("/api/query", { path: "world:times", args: [{}] }, { Origin: "https://school.test" });
    expect(answer.headers.get("access-control-allow-origin")).toBe("https://school.test");
  });

  test.each([
    ["no JSON", "{", 400],
    ["an array", "[]", 400],
    ["no path", "{}", 400],
    ["a path that is no text", '{"path":3}', 400],
    ["two arguments", '{"path":"world:times","args":[{},{}]}', 400],
    ["an unknown format", '{"path":"world:times","format":"xml"}', 400],
  ])("[HT8] a body with %s is refused with a reason and no stack", async (_kind, body, status) => {
    const answer = await post("/api/query", body);
    expect(answer.status).toBe(status);
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({
      code: expect.stringMatching(/./) as string,
      message: expect.stringMatching(/./) as string,
    });
    expect(text).not.toMatch(/\bat .*:\d+/);
  });

  test("[HT12] a body that is sent to /echo comes back, however large", async () => {
    const body = randomBytes(24 << 20);
    const answer = await fetch(`${served.url}/echo`, {
      method: "POST",
      body,
      headers: { "Content-Type": "text/html" },
    });
    expect(answer.headers.get("content-type")).toBe("application/octet-stream");
    expect(Buffer.from(await answer.arrayBuffer()).equals(body)).toBe(true);
  });

  test("[HT9] a body that is too large is refused before it is read", async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const call = request(
        `${served.url}/api/query`,
        { method: "POST", headers: { "Content-Length": 100 << 20 } },
        (res) => {
          resolve(res.statusCode);
          call.destroy();
        },
      );
      call.on("error", reject);
      call.flushHeaders();
    });
    expect(status).toBe(413);
  });

  test("[HT10] the server says which version of the client it speaks to, and nothing at unknown places", async () => {
    expect(await (await fetch(`${served.url}/version`)).text()).toBe("1.48.0");
    expect((await fetch(`${served.url}/nowhere`)).status).toBe(404);
  });

  test("[HT11] mounted under a prefix, the same clients reach it there and only there", async () => {
    const name = unique();
    const client = mounted.client();
    expect(await client.mutation(api.counters.add, { name, by: 1 })).toBe(1);
    expect(
      await new ConvexHttpClient(mounted.url, { skipConvexDeploymentUrlCheck: true }).query(api.counters.read, {
        name,
      }),
    ).toBe(1);
    expect((await fetch(`${mounted.url}/http/stream`)).status).toBe(200);
    expect((await fetch(`${new URL(mounted.url).origin}/version`)).status).toBe(404);
    const uploadUrl = await client.mutation(api.files.uploadUrl, {});
    expect(uploadUrl.startsWith(`${mounted.url}/api/storage/upload?token=`)).toBe(true);
  });
});

describe("HTTP actions", () => {
  test("[HA1] a route gets the request and its response goes out whole, cookies apart", async () => {
    const answer = await fetch(`${served.siteUrl}/echo`, {
      method: "POST",
      body: "hello",
      headers: { Authorization: "Bearer rubbish" },
    });
    expect(answer.status).toBe(201);
    expect(await answer.text()).toBe("hello");
    expect(answer.headers.get("x-path")).toBe("/echo");
    expect(answer.headers.get("x-subject")).toBe("nobody");
    expect(answer.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  });

  test("[HA2] a route runs functions, also when it is reached under /http", async () => {
    const name = unique();
    expect(await (await fetch(`${served.siteUrl}/count/${name}`)).json()).toEqual({ value: 1 });
    expect(await (await fetch(`${served.url}/http/count/${name}`)).json()).toEqual({ value: 2 });
    const mountedEcho = await fetch(`${mounted.url}/http/echo`, { method: "POST", body: "" });
    expect(mountedEcho.headers.get("x-path")).toBe("/echo");
  });

  test("[HA3] a body is streamed", async () => {
    expect(await (await fetch(`${served.siteUrl}/stream`)).text()).toBe("one two three");
  });

  test("[HA4] what no route takes is not found; what breaks is an error of the server", async () => {
    expect((await fetch(`${served.siteUrl}/missing`)).status).toBe(404);
    expect((await fetch(`${served.siteUrl}/echo`)).status).toBe(404);
    expect((await fetch(`${served.siteUrl}/broken`)).status).toBe(500);
  });
});
