import type { Component, Deployment, DefinitionExport, ProjectFunction } from "../../functions/deployment";
import type { PreparedVersion } from "../versions";

type Json = Record<string, unknown>;

const types = { query: "Query", mutation: "Mutation", action: "Action" };

function analyzedFunction({ path, kind, isPublic, args, returns }: ProjectFunction): Json {
  return {
    name: path.slice(path.indexOf(":") + 1),
    pos: null,
    udfType: types[kind],
    visibility: { kind: isPublic ? "public" : "internal" },
    args: JSON.stringify(args ?? { type: "any" }),
    returns: JSON.stringify(returns ?? { type: "any" }),
  };
}

function analyzedModules({ functions, router, crons }: Component): Json {
  const modules: Record<string, Json[]> = {};
  for (const found of functions.values())
    (modules[`${found.path.slice(0, found.path.indexOf(":"))}.js`] ??= []).push(analyzedFunction(found));
  if (router !== null) modules["http.js"] ??= [];
  if (Object.keys(crons).length > 0) modules["crons.js"] ??= [];
  return Object.fromEntries(
    Object.entries(modules).map(([path, list]) => [
      path,
      {
        functions: list,
        httpRoutes:
          path === "http.js" && router !== null
            ? router.getRoutes().map(([route, method]) => ({ route: { path: route, method }, pos: null }))
            : null,
        cronSpecs: path === "crons.js" ? Object.entries(crons) : null,
        sourceMapped: null,
      },
    ]),
  );
}

type ExportTree = { type: "leaf"; leaf: string } | { type: "branch"; branch: [string, ExportTree][] };

/** What a component shows to whoever uses it: its public functions, in the tree of its modules. */
function exportsOf({ functions }: Component): ExportTree {
  const root: ExportTree = { type: "branch", branch: [] };
  for (const { path, isPublic } of functions.values()) {
    if (!isPublic) continue;
    const [module = "", name = "default"] = path.split(":");
    let at = root;
    for (const step of module.split("/")) {
      let next = at.branch.find(([known]) => known === step)?.[1];
      if (next === undefined) at.branch.push([step, (next = { type: "branch", branch: [] })]);
      if (next.type === "leaf") break;
      at = next;
    }
    at.branch.push([name, { type: "leaf", leaf: `_reference/function/${path}` }]);
  }
  return root;
}

function definitionOf(component: Component, definition: DefinitionExport): Json {
  return {
    ...definition,
    path: component.definitionPath,
    exports: component.path === "" ? { type: "branch", branch: [] } : exportsOf(component),
    envVars: definition.envVars ?? [],
  };
}

function checkedComponent(component: Component, all: Deployment["components"]): Json {
  const children = [...component.children].flatMap(([name, path]) => {
    const child = all.get(path);
    return child === undefined ? [] : [[name, checkedComponent(child, all)] as const];
  });
  const routes = component.router?.getRoutes().map(([path, method]) => ({ path, method })) ?? null;
  return {
    definitionPath: component.definitionPath,
    componentPath: component.path,
    args: {},
    childComponents: Object.fromEntries(children),
    httpRoutes: { httpModuleRoutes: routes, mounts: Object.keys(component.definition.httpMounts) },
    exports: {},
  };
}

/** What the official command line learns of a version: enough to write its types and to print what changes. */
export function analysisOf({ deployment, providers }: PreparedVersion, serverVersion: string): Json {
  const analysis: Record<string, Json> = {};
  for (const component of deployment.components.values()) {
    analysis[component.definitionPath] ??= {
      definition: definitionOf(component, component.definition),
      schema: component.schema,
      functions: analyzedModules(component),
      udfConfig: { serverVersion, importPhaseRngSeed: null, importPhaseUnixTimestamp: null },
    };
  }
  return {
    externalDepsId: null,
    componentDefinitionPackages: {},
    appAuth: providers.map(({ kind, issuer, audience, jwks, algorithms }) =>
      kind === "oidc"
        ? { applicationID: audience, domain: issuer }
        : { type: "customJwt", applicationID: audience, issuer, jwks, algorithm: algorithms[0] },
    ),
    analysis,
    app: checkedComponent(deployment.app, deployment.components),
  };
}
