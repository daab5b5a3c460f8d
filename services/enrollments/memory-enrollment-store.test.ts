import { inMemory } from "../shared/ground.contract";
import { memoryEnrollmentStore } from "./memory-enrollment-store";
import { enrollmentStoreContract } from "./enrollment-store.contract";

enrollmentStoreContract("memory", () => inMemory(memoryEnrollmentStore()));
