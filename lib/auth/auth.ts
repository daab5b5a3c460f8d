// The build puts auth-clerk in this module's place when Clerk's keys are there (next.config.ts). Both have this shape.
export * from "./auth-embedded";
