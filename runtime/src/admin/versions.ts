import type { AuthProvider } from "../auth/auth-config";
import type { Project } from "../components/project";
import type { Deployment } from "../functions/deployment";
import type { Variables } from "./environment";

/** A version of a project that is evaluated and checked, and not served yet. */
export type PreparedVersion = {
  readonly project: Project;
  readonly deployment: Deployment;
  readonly providers: readonly AuthProvider[];
};

/** The seat of the version that is served: who may change it does so through here, one after the other. */
export type Versions = {
  /** The version that is served; null before the first. */
  current(): Project | null;
  deployment(): Deployment;
  /** The folder that is served; null when versions come by pushes. */
  readonly folder: string | null;
  /** Evaluates a project with these variables; throws ProjectError and changes nothing. */
  prepare(project: Project, variables: Variables): PreparedVersion;
  /** Serves a version from now on; rejects when the data does not fit its schema, and then nothing has changed. */
  adopt(version: PreparedVersion): Promise<void>;
  /** Runs `work` while nobody else changes the version. */
  alone<T>(work: () => Promise<T>): Promise<T>;
};
