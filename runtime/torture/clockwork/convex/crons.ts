import { cronJobs, makeFunctionReference } from "convex/server";

const strike = makeFunctionReference<"mutation", { name: string }>("bells:strike");
const crons = cronJobs();
crons.interval("interval", { hours: 7 }, strike, { name: "interval" });
crons.hourly("hourly", { minuteUTC: 17 }, strike, { name: "hourly" });
crons.daily("daily", { hourUTC: 23, minuteUTC: 59 }, strike, { name: "daily" });
crons.weekly("weekly", { dayOfWeek: "sunday", hourUTC: 0, minuteUTC: 0 }, strike, { name: "weekly" });
crons.monthly("monthly", { day: 31, hourUTC: 12, minuteUTC: 30 }, strike, { name: "monthly" });
crons.cron("expression", "15 6 29 2 *", strike, { name: "expression" });

export default crons;
