import { inMemory } from "../shared/ground.contract";
import { memorySearchStore } from "./memory-search-store";
import { searchStoreContract } from "./search-store.contract";

searchStoreContract("memory", () => inMemory(memorySearchStore()));
