import { inMemory } from "../shared/ground.contract";
import { invitationStoreContract } from "./invitation-store.contract";
import { memoryInvitationStore } from "./memory-invitation-store";

invitationStoreContract("memory", () => inMemory(memoryInvitationStore()));
