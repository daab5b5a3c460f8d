import { compileFunction } from "node:vm";
import { sandboxNames, type SandboxOptions } from "../functions/sandbox";
import { watchTurns } from "../functions/turn-watch";
import { watchRegExps } from "../functions/watched-regexps";
import { guardRegExp, guardScript, guardTick, type Guarded } from "./guards";
import { importedDefinition, ProjectError, type Script } from "./project";
import type { ScriptPositions } from "./script-positions";

/** What a module exports. */
export type Exports = Record<string, unknown>;

type Loaders = Record<string, () => Exports>;

/** What a definition sees of another one that it imports. */
export type ImportedDefinition = { readonly componentDefinitionPath: string; readonly defaultName: string };

let evaluated = 0;

/** A script is guarded once, however many components it is evaluated for, and however often. */
const guardedScripts = new WeakMap<Script, Guarded>();

function guarded(script: Script): Guarded {
  let known = guardedScripts.get(script);
  if (known === undefined) guardedScripts.set(script, (known = guardScript(script.code)));
  return known;
}

function evaluate(code: string, name: string, given: Record<string, unknown>): Loaders {
  const module: { exports: Loaders } = { exports: {} };
  const params = [...Object.keys(given), "module", "exports"];
  const run = compileFunction(code, params, { filename: name }) as (...args: unknown[]) => void;
  run(...Object.values(given), module, module.exports);
  return module.exports;
}

/** Scripts evaluated for one component: their modules, each when it is asked for. */
export class Modules {
  readonly #loaders: Loaders = {};
  readonly #positions: ScriptPositions;
  readonly #label: string;

  /** `path` is the definition's; `imported` answers for other definitions that its `convex.config` imports. */
  constructor(
    path: string,
    scripts: readonly Script[],
    options: Omit<SandboxOptions, "environment" | "RegExp">,
    positions: ScriptPositions,
    imported: (path: string) => ImportedDefinition,
  ) {
    this.#positions = positions;
    this.#label = path === "" ? "" : `${path}/`;
    const watch = watchTurns(options.world, options.longestTurnMs);
    const regExps = watchRegExps(watch);
    const guards = { [guardTick]: watch.tick, [guardRegExp]: regExps.watched };
    for (const script of scripts) {
      evaluated += 1;
      const name = `convex-${script.environment}-${evaluated}.js`;
      const { code, inserts } = guarded(script);
      positions.add(name, script, inserts);
      const names = sandboxNames({ ...options, environment: script.environment, RegExp: regExps.RegExp });
      const require = names.require as (specifier: string) => unknown;
      names.require = (specifier: string) => {
        const path = importedDefinition(specifier);
        if (path === null) return require(specifier);
        const definition = imported(path);
        // Both ways in which a default import may be read: of an ES module, and of a CommonJS one.
        return { __esModule: true, ...definition, default: definition };
      };
      Object.assign(this.#loaders, evaluate(code, name, { ...names, ...guards }));
    }
  }

  /** How a module is named in what a developer reads. */
  label(name: string): string {
    return this.#label + name;
  }

  /** The exports of a module. Throws ProjectError that tells where it failed; `name` is what it is called there. */
  load(key: string, name = key): Exports {
    const load = this.#loaders[key];
    if (load === undefined) throw new ProjectError(`There is no module ${this.label(name)}.`);
    try {
      return load();
    } catch (error) {
      if (error instanceof ProjectError) throw error;
      const stack = error instanceof Error && error.stack ? this.#positions.where(error.stack) : [];
      const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      throw new ProjectError([`${this.label(name)} failed to load: ${message}`, ...stack].join("\n"));
    }
  }

  /** The default export of a module that need not be there; null when it is not. */
  loadDefault(key: string, name: string): unknown {
    return key in this.#loaders ? this.defaultOf(this.load(key, name), name) : null;
  }

  defaultOf(exports: Exports, name: string): unknown {
    if (exports.default === undefined || exports.default === null)
      throw new ProjectError(`${this.label(name)} has no default export.`);
    return exports.default;
  }
}
