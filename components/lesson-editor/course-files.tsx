"use client";
import { useMutation } from "convex/react";
import { createContext, use, useCallback, useMemo, useState, type ReactNode } from "react";
import * as z from "zod";
import { api } from "@/convex/_generated/api";
import type { Id } from "@/convex/_generated/dataModel";
import type { ServedAsset } from "@/services/assets/asset";
import { sendFile } from "./send-file";

export type Upload = (file: File, onProgress: (percent: number) => void, signal?: AbortSignal) => Promise<ServedAsset>;
type CourseFiles = { assets: ReadonlyMap<string, ServedAsset>; upload: Upload };

const FilesContext = createContext<CourseFiles | null>(null);
const sent = z.object({ storageId: z.string() });

/** The files of a course that a page shows, the ones just uploaded among them, and the way to add more. */
export function CourseFilesProvider({
  courseId,
  assets,
  children,
}: {
  courseId: string;
  assets: readonly ServedAsset[];
  children: ReactNode;
}) {
  const requestUpload = useMutation(api.assets.requestUpload);
  const register = useMutation(api.assets.register);
  const [added, setAdded] = useState<readonly ServedAsset[]>([]);
  const upload = useCallback<Upload>(
    async (file, onProgress, signal) => {
      const id = courseId as Id<"courses">;
      const { uploadUrl } = await requestUpload({ courseId: id });
      const { storageId } = sent.parse(await sendFile(uploadUrl, file, onProgress, signal));
      const asset = await register({ courseId: id, storageId: storageId, name: file.name });
      setAdded((before) => [...before, asset]);
      return asset;
    },
    [courseId, requestUpload, register],
  );
  const files = useMemo(
    () => ({ upload, assets: new Map([...added, ...assets].map((asset) => [asset._id, asset])) }),
    [upload, added, assets],
  );
  return <FilesContext value={files}>{children}</FilesContext>;
}

/** The course's files; only inside a CourseFilesProvider. */
export function useCourseFiles(): CourseFiles {
  const files = use(FilesContext);
  if (!files) throw new Error("useCourseFiles outside of a CourseFilesProvider");
  return files;
}
