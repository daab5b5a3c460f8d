import { inMemory } from "../shared/ground.contract";
import { memoryUserStore } from "./memory-user-store";
import { userStoreContract } from "./user-store.contract";

userStoreContract("memory", () => inMemory(memoryUserStore()));
