import { inMemory } from "../shared/ground.contract";
import { memoryAnswerStore } from "./memory-answer-store";
import { answerStoreContract } from "./answer-store.contract";

answerStoreContract("memory", () => inMemory(memoryAnswerStore()));
