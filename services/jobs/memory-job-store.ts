import type { JobName, JobStore } from "./job-store";

/** A scheduler that remembers what it was asked for, for tests of services. */
export function memoryJobStore(): JobStore & { readonly asked: { name: JobName; args: object; delayMs: number }[] } {
  const asked: { name: JobName; args: object; delayMs: number }[] = [];
  return {
    asked,
    async later(name, args, delayMs = 0) {
      asked.push({ name, args, delayMs });
    },
  };
}
