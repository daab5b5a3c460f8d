import { httpRouter } from "convex/server";
import { api } from "./_generated/api";
import { httpAction } from "./_generated/server";

const http = httpRouter();
http.route({
  pathPrefix: "/balance/",
  method: "GET",
  handler: httpAction(async (ctx, request) => {
    const { pathname } = new URL(request.url);
    const account = pathname.slice(pathname.lastIndexOf("/") + 1);
    return Response.json({ pathname, ...(await ctx.runQuery(api.lib.balance, { account })) });
  }),
});

export default http;
