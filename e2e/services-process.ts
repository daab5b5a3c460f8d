import { readdirSync, readFileSync } from "node:fs";

/** The process that holds this run's runtime and stand-ins, found by its command and its data folder (Linux only). */
export function servicesProcess(dataDir = process.env.DOCTRINA_E2E_DATA ?? ".data-e2e"): number {
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const read = (file: string) => {
      try {
        return readFileSync(`/proc/${name}/${file}`, "utf8");
      } catch {
        // It ended while we looked.
        return "";
      }
    };
    const isServices = read("cmdline").includes("scripts/services.ts");
    if (
      isServices &&
      read("environ")
        .split("\0")
        .some((line) => line.startsWith("DOCTRINA_DATA_DIR=") && line.endsWith(dataDir))
    ) {
      return Number(name);
    }
  }
  throw new Error("The services process of this school is not running");
}
