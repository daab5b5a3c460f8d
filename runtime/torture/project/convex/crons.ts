import { cronJobs, makeFunctionReference } from "convex/server";

const crons = cronJobs();
crons.cron("tick", "*/5 * * * *", makeFunctionReference<"mutation">("work:tick"));
crons.interval("pulse", { seconds: 90 }, makeFunctionReference<"mutation">("work:pulse"));

export default crons;
