import { anyApi, httpRouter } from "convex/server";
import { httpAction } from "./server";

const http = httpRouter();
const allowed = { "Access-Control-Allow-Origin": "https://school.test" };

http.route({
  path: "/files",
  method: "POST",
  handler: httpAction(async (ctx, request) => {
    const id = await ctx.storage.store(await request.blob());
    return Response.json({ id, url: await ctx.storage.getUrl(id) }, { status: 201, headers: allowed });
  }),
});

http.route({
  path: "/files",
  method: "OPTIONS",
  handler: httpAction(async () => new Response(null, { status: 204, headers: { ...allowed, Vary: "Origin" } })),
});

http.route({
  pathPrefix: "/files/",
  method: "GET",
  handler: httpAction(async (ctx, request) => {
    const blob = await ctx.storage.get(new URL(request.url).pathname.split("/")[2] as never);
    return blob === null ? new Response("gone", { status: 404 }) : new Response(blob);
  }),
});

http.route({
  pathPrefix: "/files/private/",
  method: "GET",
  handler: httpAction(async () => new Response("private", { status: 403 })),
});

for (const method of ["PUT", "PATCH", "DELETE"] as const) {
  http.route({ path: "/method", method, handler: httpAction(async (_ctx, request) => new Response(request.method)) });
}

/** Sends each part back as it comes. */
http.route({
  path: "/mirror",
  method: "POST",
  handler: httpAction(async (_ctx, request) => new Response(request.body, { headers: { "X-Mirror": "yes" } })),
});

http.route({
  path: "/size",
  method: "POST",
  handler: httpAction(async (_ctx, request) => new Response(String((await request.arrayBuffer()).byteLength))),
});

/** Waits until its caller has gone, then says so. */
http.route({
  path: "/patient",
  method: "GET",
  handler: httpAction(async (ctx, request) => {
    await ctx.runMutation(anyApi.tallies!.countNow!, { name: "patient began" });
    await new Promise<void>((resolve) => {
      if (request.signal.aborted) resolve();
      else request.signal.addEventListener("abort", () => resolve());
    });
    await ctx.runMutation(anyApi.tallies!.countNow!, { name: "patient was left" });
    return new Response("nobody reads this");
  }),
});

export default http;
