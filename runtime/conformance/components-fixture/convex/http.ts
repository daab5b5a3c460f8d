import { httpRouter } from "convex/server";
import { httpAction } from "./_generated/server";

const http = httpRouter();
http.route({ path: "/hello", method: "GET", handler: httpAction(async () => new Response("the app")) });
http.route({ pathPrefix: "/ledger/", method: "GET", handler: httpAction(async () => new Response("the app's rest")) });

export default http;
