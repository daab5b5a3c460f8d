import { anyApi, cronJobs } from "convex/server";

const crons = cronJobs();
crons.cron("tick", "*/10 * * * *", anyApi.tallies!.count!, { name: "tick" });
crons.daily("morning", { hourUTC: 6, minuteUTC: 30 }, anyApi.tallies!.count!, { name: "morning" });
crons.interval("pulse", { hours: 1 }, anyApi.tallies!.count!, { name: "pulse" });
crons.cron("quick", "*/10 3 * * *", anyApi.tallies!.count!, { name: "quick" });
crons.cron("slow", "*/10 3 * * *", anyApi.tallies!.slow!, { name: "slow" });

export default crons;
