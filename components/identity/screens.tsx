// The build puts screens-clerk in this module's place when Clerk's keys are there (next.config.ts). Both have this shape.
export * from "./screens-embedded";
