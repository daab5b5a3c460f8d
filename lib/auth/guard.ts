// The build puts guard-clerk in this module's place when Clerk's keys are there (next.config.ts).
export * from "./guard-embedded";
