/** Imports point inward; whatever is not allowed here is refused (see docs/architecture.md). */
const test = "\\.(test|spec|contract|testing)\\.tsx?$";

/** `from` may reach only `to` among our own top folders. */
const only = (name, from, to) => ({
  name,
  severity: "error",
  from: { path: from, pathNot: test },
  to: {
    path: "^(app|components|convex|lib|services|runtime|standins|analytics|seed|e2e|bench|scripts)/",
    pathNot: to,
  },
});

module.exports = {
  forbidden: [
    only("app-arranges-components", "^app/", "^(app|components|lib|services)/|^convex/_generated/"),
    only("components-use-lib-and-services", "^components/", "^(components|lib|services)/|^convex/_generated/"),
    only("lib-uses-services", "^lib/", "^(lib|services)/|^convex/_generated/"),
    only("convex-uses-services", "^convex/", "^(convex|services)/"),
    only("services-stand-alone", "^services/", "^services/"),
    only("runtime-knows-no-school", "^runtime/", "^runtime/"),
    only("standins-know-ports-only", "^standins/", "^standins/|^services/"),
    only("seed-knows-nouns-only", "^seed/", "^(seed|services)/"),
    {
      name: "services-are-plain",
      comment: "services/ knows zod, small pure libraries and nothing of Convex, React, Next or Node.",
      severity: "error",
      from: { path: "^services/", pathNot: test },
      to: {
        path: "node_modules",
        pathNot:
          "node_modules/(zod|fractional-indexing|fflate|fast-xml-parser|htmlparser2|intl-messageformat|@formatjs)/",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "services-run-anywhere",
      severity: "error",
      from: { path: "^services/", pathNot: test },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "features-do-not-reach-into-each-other",
      comment: "A service takes what it needs of another noun as a port: types and nouns, no verbs of others' stores.",
      severity: "error",
      from: { path: "^services/([^/]+)/", pathNot: test },
      to: { path: "^services/[^/]+/memory-", pathNot: "^services/$1/" },
    },
    {
      name: "one-door-to-convex",
      severity: "error",
      from: { path: "^convex/", pathNot: "^convex/functions\\.ts$|^convex/_generated|" + test },
      to: { path: "^convex/_generated/server", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "no-circular",
      severity: "error",
      from: { pathNot: "_generated" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "\\.next|\\.data" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "node", "default"] },
  },
};
