import type { Admin } from "./admin/admin";
import type { PreparedVersion, Versions } from "./admin/versions";
import { readAuthConfig } from "./auth/auth-config";
import type { Authenticator } from "./auth/authenticator";
import { shownName } from "./components/function-address";
import { loadProject } from "./components/load-project";
import { ProjectError, type Project } from "./components/project";
import { appSchema, asleep, componentSchemas } from "./components/schemas";
import type { Database } from "./database/database";
import type { bundleProject } from "./functions/bundle";
import { emptyDeployment, type Deployment } from "./functions/deployment";
import type { Runner } from "./functions/runner";
import type { Syscalls } from "./functions/sandbox";
import type { Addresses } from "./http/addresses";
import { CronJobs } from "./scheduler/crons";
import type { Scheduler } from "./scheduler/scheduler";
import type { Reactor } from "./sync/reactor";
import type { World } from "./world";

/** Everybody who has to know when another version is served, and what a version is made of. */
export type ServedProjectParts = {
  /** The folder that is served; null when versions come by pushes. */
  readonly folder: string | null;
  readonly bundle: typeof bundleProject;
  readonly longestTurnMs: number;
  readonly addresses: Addresses;
  readonly db: Database;
  readonly runner: Runner;
  readonly reactor: Reactor;
  readonly scheduler: Scheduler;
  readonly crons: CronJobs;
  readonly authenticator: Authenticator;
  readonly syscalls: Syscalls;
  readonly world: World;
  /** The administration hears what functions log, and knows the variables. */
  readonly admin: () => Pick<Admin, "line" | "variables">;
  readonly log: (line: string) => void;
};

/** The version of the project that is served, and the one way to another one: evaluated, checked against the data, then adopted by all. */
export class ServedProject implements Versions {
  readonly folder: string | null;
  readonly #parts: ServedProjectParts;
  #error: string | null = null;
  #asleep: readonly string[] = [];
  #project: Project | null = null;
  #changing: Promise<void> = Promise.resolve();

  constructor(parts: ServedProjectParts) {
    this.#parts = parts;
    this.folder = parts.folder;
  }

  /** Why the newest version is not the one that is served; null when it is. */
  get error(): string | null {
    return this.#error;
  }

  /** Components that are no longer used and whose data is kept. */
  get componentsAsleep(): readonly string[] {
    return this.#asleep;
  }

  current(): Project | null {
    return this.#project;
  }

  deployment(): Deployment {
    return this.#parts.runner.deployment;
  }

  /** Loads the folder's files again; rejects with what is wrong and keeps the version that runs. */
  reload(onInputs: (inputs: readonly string[]) => void): Promise<void> {
    const { folder } = this;
    return folder === null ? Promise.resolve() : this.alone(() => this.#load(folder, onInputs));
  }

  prepare(project: Project, variables: Readonly<Record<string, string>>): PreparedVersion {
    const deployment = this.#evaluate(project, variables);
    const providers = readAuthConfig(deployment.authConfig);
    CronJobs.check(deployment.components.values());
    return { project, deployment, providers };
  }

  async adopt({ project, deployment, providers }: PreparedVersion): Promise<void> {
    const { db, runner, authenticator, reactor, scheduler, crons } = this.#parts;
    await db.setSchema(appSchema(deployment), componentSchemas(deployment));
    this.#project = project;
    runner.use(deployment);
    this.#noteAsleep(deployment);
    authenticator.use(providers);
    reactor.invalidateAll();
    await scheduler.use([...deployment.components.keys()]);
    await crons.use(deployment.components.values());
  }

  alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#changing.catch(() => undefined).then(work);
    this.#changing = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }

  /** Resolves when nobody changes the version any more. */
  async settled(): Promise<void> {
    await this.#changing;
  }

  /** Says which components are no longer used: their data is kept, and can be exported or used again. */
  #noteAsleep(deployment: Deployment): void {
    const reader = this.#parts.db.read();
    const paths = asleep(deployment, reader.tables());
    reader.end();
    if (paths.length > 0 && paths.join() !== this.#asleep.join())
      this.#parts.log(`Components that are no longer used keep their data: ${paths.join(", ")}.`);
    this.#asleep = paths;
  }

  async #load(folder: string, onInputs: (inputs: readonly string[]) => void): Promise<void> {
    const { bundle, admin, log } = this.#parts;
    try {
      const project = await bundle(folder);
      onInputs(project.inputs);
      await this.adopt(this.prepare(project, admin().variables()));
      if (this.#error !== null) log("The project is whole again: its new version is served.");
      this.#error = null;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#error = message;
      const rest =
        this.deployment() === emptyDeployment ? "Nothing is served yet." : "The last good version is still served.";
      log(`The project cannot be loaded. ${rest}\n${message}`);
      throw error instanceof ProjectError ? error : new ProjectError(message, { cause: error });
    }
  }

  #evaluate(project: Project, variables: Readonly<Record<string, string>>): Deployment {
    const { addresses, syscalls, world, longestTurnMs, admin, log } = this.#parts;
    const api = addresses.api;
    return loadProject(project, {
      env: { CONVEX_CLOUD_URL: api, CONVEX_SITE_URL: addresses.siteOf(api), ...variables },
      syscalls,
      world,
      longestTurnMs,
      onLog: (_level, line, call) => {
        log(call === undefined ? line : `${shownName(call)} ${line}`);
        admin().line(line, call);
      },
    });
  }
}
