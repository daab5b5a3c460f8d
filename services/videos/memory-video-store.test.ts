import { inMemory } from "../shared/ground.contract";
import { memoryVideoStore } from "./memory-video-store";
import { videoStoreContract } from "./video-store.contract";

videoStoreContract("memory", () => inMemory(memoryVideoStore()));
