import { largestAsset, typeOf } from "@/services/assets/asset-types";
import type { AppErrorData } from "@/services/shared/app-error";

/** Why a place that accepts these kinds (".srt,image/png", as an input's accept) has no use for a file; null where it has. */
export function refusalOfFile(file: Pick<File, "name" | "type" | "size">, accept: string): AppErrorData | null {
  const type = typeOf(file.name, file.type);
  const isOfKind = accept
    .split(",")
    .some((kind) => (kind.startsWith(".") ? file.name.toLowerCase().endsWith(kind) : kind === type));
  if (!isOfKind) return { code: "invalid", reason: "file_type" };
  return file.size > largestAsset ? { code: "invalid", reason: "file_large" } : null;
}
