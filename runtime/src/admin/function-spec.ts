import type { JSONValue } from "convex/values";
import type { Component } from "../functions/deployment";

const types = { query: "Query", mutation: "Mutation", action: "Action" };

/** The functions and routes of the app as `npx convex function-spec` prints them. */
export function functionSpec({ functions, router }: Pick<Component, "functions" | "router">): JSONValue {
  const listed = [...functions.values()].map(({ path, kind, isPublic, args, returns }) => {
    const [module = "", name = "default"] = path.split(":");
    return {
      functionType: types[kind],
      identifier: `${module}.js:${name}`,
      visibility: { kind: isPublic ? "public" : "internal" },
      args: args ?? { type: "any" },
      returns: returns ?? { type: "any" },
    };
  });
  const routes = (router?.getRoutes() ?? []).map(([path, method]) => ({ functionType: "HttpAction", method, path }));
  return [...listed.sort((a, b) => (a.identifier < b.identifier ? -1 : 1)), ...routes];
}
