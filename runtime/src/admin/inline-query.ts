import { fileURLToPath } from "node:url";
import type { Plugin } from "esbuild";
import { buildScript } from "../components/build-script";
import { ProjectError, type Project } from "../components/project";
import { HttpRefusal } from "../http/respond";

const key = "testQuery";
const file = "/modules/testQuery.js";
/** What the command line has a query import: the builders of queries. */
const wrappers = "convex:/_system/repl/wrappers.js";
const here = fileURLToPath(new URL(".", import.meta.url));

/** The function that such a query is, in its project. */
export const inlinePath = `${key}:default`;

function onlyItself(source: string): Plugin {
  return {
    name: "inline-query",
    setup(builder) {
      builder.onResolve({ filter: /^\/modules\/testQuery\.js$/ }, () => ({ path: file, namespace: "inline" }));
      builder.onResolve({ filter: /^convex:/ }, ({ path }) =>
        path === wrappers ? { path, namespace: "inline" } : { errors: [{ text: `There is no module "${path}".` }] },
      );
      builder.onLoad({ filter: /.*/, namespace: "inline" }, ({ path }) => ({
        contents:
          path === wrappers
            ? 'export { queryGeneric as query, internalQueryGeneric as internalQuery } from "convex/server";'
            : source,
        loader: "js",
        resolveDir: here,
      }));
    },
  };
}

/** Reads what `run --inline-query` sends and makes a project of it that holds nothing else; refuses what cannot be read as code. */
export async function inlineProject(body: Record<string, unknown>): Promise<Project> {
  const { bundle, componentId } = body;
  const source = typeof bundle === "object" && bundle !== null && "source" in bundle ? bundle.source : null;
  if (typeof source !== "string") throw new HttpRefusal(400, "BadQuerySource", "bundle.source is not a text.");
  if (componentId !== undefined && componentId !== null)
    throw new HttpRefusal(400, "InlineQueryOfComponent", "Inline queries are run for the app only, for no component.");
  try {
    const place = { root: "/", resolveDir: here, plugins: [onlyItself(source)] };
    const { script } = await buildScript([{ key, file }], "isolate", place);
    const modules = [{ path: key, environment: "isolate" as const }];
    return { definitions: [{ path: "", definition: null, scripts: [script], modules }], inputs: [], root: "/" };
  } catch (error) {
    if (!(error instanceof ProjectError)) throw error;
    throw new HttpRefusal(400, "BadQuerySource", `The query cannot be read as code: ${error.message}`);
  }
}
