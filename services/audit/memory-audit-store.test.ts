import { inMemory } from "../shared/ground.contract";
import { memoryAuditStore } from "./memory-audit-store";
import { auditStoreContract } from "./audit-store.contract";

auditStoreContract("memory", () => inMemory(memoryAuditStore()));
