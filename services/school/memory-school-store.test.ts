import { inMemory } from "../shared/ground.contract";
import { memorySchoolStore } from "./memory-school-store";
import { schoolStoreContract } from "./school-store.contract";

schoolStoreContract("memory", () => inMemory(memorySchoolStore()));
