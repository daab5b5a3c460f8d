import { zodOutputToConvexFields } from "convex-helpers/server/zod4";
import { defineTable } from "convex/server";
import { user } from "../../services/users/user";

/** Written by users.* and the identity webhook; read by every function that knows who asks. */
export const users = defineTable(zodOutputToConvexFields(user.shape))
  .index("by_tokenIdentifier", ["tokenIdentifier"])
  .index("by_emailKey", ["emailKey"])
  .index("by_nameKey", ["nameKey"])
  .index("by_familyKey", ["familyKey"])
  .index("by_role_nameKey", ["role", "nameKey"])
  .index("by_status_nameKey", ["status", "nameKey"]);
