import { auditRow, describeAudit } from "../services/audit/audit-row";
import { actorQuery, pageOf, paginationArgs } from "./functions";

export const list = actorQuery({
  may: "audit.read",
  args: paginationArgs,
  returns: pageOf(auditRow),
  handler: async (ctx, { paginationOpts }) => {
    const found = await ctx.audit.list(paginationOpts);
    return { ...found, page: found.page.map(describeAudit) };
  },
});
