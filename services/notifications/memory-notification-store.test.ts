import { inMemory } from "../shared/ground.contract";
import { memoryNotificationStore } from "./memory-notification-store";
import { notificationStoreContract } from "./notification-store.contract";

notificationStoreContract("memory", () => inMemory(memoryNotificationStore()));
