// Starts the school on an empty data folder, as a person would on a fresh clone.
import { rmSync } from "node:fs";

rmSync(process.env.DOCTRINA_DATA_DIR ?? ".data-e2e", { recursive: true, force: true });
await import("../scripts/start.mjs");
