import { inMemory } from "../shared/ground.contract";
import { memoryReviewStore } from "./memory-review-store";
import { reviewStoreContract } from "./review-store.contract";

reviewStoreContract("memory", () => inMemory(memoryReviewStore()));
