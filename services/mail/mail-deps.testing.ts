import { memoryJobStore } from "../jobs/memory-job-store";
import { memoryOutboxStore } from "../outbox/memory-outbox-store";
import { memoryMailStore } from "./memory-mail-store";

/** What every service needs besides people and a clock to write letters, in memory. */
export const memoryPost = () => ({
  mails: memoryMailStore(),
  outbox: memoryOutboxStore(),
  jobs: memoryJobStore(),
});
