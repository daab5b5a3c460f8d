import { cronJobs } from "convex/server";
import { internal } from "./_generated/api";

const crons = cronJobs();

crons.daily("delete what waited for undo", { hourUTC: 3, minuteUTC: 10 }, internal.jobs.purge.removed, {});
crons.daily("delete uploads that nothing uses", { hourUTC: 3, minuteUTC: 25 }, internal.jobs.purge.unusedFiles, {
  cursor: null,
});
crons.daily("forget old deliveries", { hourUTC: 3, minuteUTC: 40 }, internal.jobs.identity.forgetDeliveries, {});
crons.hourly("give up uploads that nobody finishes", { minuteUTC: 20 }, internal.jobs.videos.giveUpOld, {});
crons.daily("make videos of old video files", { hourUTC: 3, minuteUTC: 55 }, internal.jobs.videos.adoptAll, {
  cursor: null,
});
crons.interval("deliver what was left behind", { minutes: 1 }, internal.jobs.outbox.kick, {});
crons.interval("ask the parts how they are", { minutes: 5 }, internal.jobs.system.check, {});
crons.daily("forget old invitations", { hourUTC: 3, minuteUTC: 55 }, internal.jobs.invitations.forget, {});
crons.interval("send the digests that are due", { minutes: 10 }, internal.jobs.mail.sendDigests, {});
crons.daily("forget old mail", { hourUTC: 3, minuteUTC: 55 }, internal.jobs.mail.forgetOld, {});

export default crons;
