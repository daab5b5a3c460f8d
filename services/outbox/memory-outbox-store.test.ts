import { inMemory } from "../shared/ground.contract";
import { memoryOutboxStore } from "./memory-outbox-store";
import { outboxStoreContract } from "./outbox-store.contract";

outboxStoreContract("memory", () => inMemory(memoryOutboxStore()));
