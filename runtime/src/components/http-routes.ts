import type { Component, Deployment } from "../functions/deployment";

type Matched = {
  readonly component: string;
  readonly endpoint: { invokeHttpAction(request: Request): Promise<Response> };
  readonly method: string;
  readonly route: string;
};

/**
 * Finds the HTTP action for a path: among the routes of the app, below its own prefix when it has one, and among those of
 * components below the prefix they are mounted at. The longest prefix of a mount decides; a router that has no route there
 * leaves the path to its component's own routes. Null when nobody takes it, "none" when there are no routes at all.
 */
export function routeRequest({ app, components }: Deployment, path: string, method: string): Matched | "none" | null {
  if ([...components.values()].every(({ router }) => router === null)) return "none";
  const within = below(app.definition.httpPrefix ?? "/", path);
  return within === null ? null : lookUp(components, app, within, method);
}

function lookUp(
  components: ReadonlyMap<string, Component>,
  component: Component,
  path: string,
  method: string,
): Matched | null {
  const mounts = Object.entries(component.definition.httpMounts).sort(([a], [b]) => b.length - a.length);
  for (const [prefix, reference] of mounts) {
    const within = below(prefix, path);
    const child = components.get(component.children.get(reference.slice("_reference/childComponent/".length)) ?? "");
    const found = within === null || child === undefined ? null : lookUp(components, child, within, method);
    if (found !== null) return found;
  }
  const match = component.router?.lookup(path, method) ?? null;
  if (match === null) return null;
  const [endpoint, routed, route] = match;
  return { component: component.path, endpoint, method: routed, route };
}

/** What is left of a path below a prefix such as "/mail/"; null when it does not lie there. */
function below(prefix: string, path: string): string | null {
  return path.startsWith(prefix) ? path.slice(prefix.length - 1) : null;
}
