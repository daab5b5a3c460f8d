import { inMemory } from "../shared/ground.contract";
import { memoryProgressStore } from "./memory-progress-store";
import { progressStoreContract } from "./progress-store.contract";

progressStoreContract("memory", () => inMemory(memoryProgressStore()));
