import { inMemory } from "../shared/ground.contract";
import { mailStoreContract } from "./mail-store.contract";
import { memoryMailStore } from "./memory-mail-store";

mailStoreContract("memory", () => inMemory(memoryMailStore()));
