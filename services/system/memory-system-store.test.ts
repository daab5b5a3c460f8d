import { inMemory } from "../shared/ground.contract";
import { memorySystemStore } from "./memory-system-store";
import { systemStoreContract } from "./system-store.contract";

systemStoreContract("memory", () => inMemory(memorySystemStore()));
