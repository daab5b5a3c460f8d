import { pageOfRows } from "../shared/page-of-rows";
import type { FileStore, StorageId, StoredFile } from "./file-store";

/** A file storage in memory, for tests of services; `put` stands for an upload. */
export function memoryFileStore(): FileStore & { put(id: StorageId, file: StoredFile, uploadedAt?: number): void } {
  const files = new Map<StorageId, StoredFile & { uploadedAt: number }>();
  return {
    list: async (options) =>
      pageOfRows(
        [...files].map(([id, file]) => ({ id, uploadedAt: file.uploadedAt })),
        options,
      ),
    url: async (id) => (files.has(id) ? `https://files.example/${id}` : null),
    info: async (id) => files.get(id) ?? null,
    uploadUrl: async () => "https://files.example/upload",
    async remove(id) {
      files.delete(id);
    },
    put: (id, file, uploadedAt = 0) => void files.set(id, { ...file, uploadedAt }),
  };
}
