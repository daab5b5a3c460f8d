import { ProsemirrorSync } from "@convex-dev/prosemirror-sync";
import { components } from "./_generated/api";

const sync = new ProsemirrorSync(components.prosemirrorSync);

export const { getSnapshot, submitSnapshot, latestVersion, getSteps, submitSteps } = sync.syncApi({
  checkWrite: (_ctx, id) => {
    if (id === "locked") throw new Error("This paper is locked.");
  },
});
