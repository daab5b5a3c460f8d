import type { FileReader, FileStore } from "../../services/files/file-store";
import type { MutationCtx, QueryCtx } from "../_generated/server";

/** Convex's file storage, for reading. */
export function fileReader(ctx: Pick<QueryCtx, "db" | "storage">): FileReader {
  return {
    url: (id) => ctx.storage.getUrl(id),
    async info(id) {
      const file = await ctx.db.system.get("_storage", id);
      return file && { contentType: file.contentType ?? null, bytes: file.size, sha256: file.sha256 };
    },
  };
}

/** Convex's file storage, for writing. */
export function fileStore(ctx: Pick<MutationCtx, "db" | "storage">): FileStore {
  return {
    ...fileReader(ctx),
    uploadUrl: () => ctx.storage.generateUploadUrl(),
    async remove(id) {
      if (await ctx.db.system.get("_storage", id)) await ctx.storage.delete(id);
    },
  };
}
