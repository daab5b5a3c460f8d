"use client";
import { useState } from "react";
import type { ServedAsset } from "@/services/assets/asset";
import type { AppErrorData } from "@/services/shared/app-error";
import { readRefusal } from "@/lib/refusal";
import { useCourseFiles } from "./course-files";
import { refusalOfFile } from "./refusal-of-file";
import { UploadFailed } from "./send-file";

export type Uploading = { name: string; percent: number; stop: () => void };

/**
 * One upload at a time, of a kind that is accepted here (as an input's accept), with its progress and what went wrong
 * with the last. Bugs are thrown for the error boundary.
 */
export function useUpload(accept: string) {
  const { upload } = useCourseFiles();
  const [uploading, setUploading] = useState<Uploading | null>(null);
  const [trouble, setTrouble] = useState<AppErrorData | null>(null);
  const [bug, setBug] = useState<{ error: unknown } | null>(null);
  if (bug) throw bug.error;
  const start = (file: File, then: (asset: ServedAsset) => void) => {
    const refusal = refusalOfFile(file, accept);
    setTrouble(refusal);
    if (refusal) return;
    const stopper = new AbortController();
    const told = { name: file.name, stop: () => stopper.abort() };
    setUploading({ ...told, percent: 0 });
    upload(file, (percent) => setUploading({ ...told, percent }), stopper.signal)
      .then(then)
      .catch((error: unknown) => {
        const refusal = readRefusal(error);
        if (refusal) setTrouble(refusal);
        else if (error instanceof UploadFailed) setTrouble({ code: "unavailable", reason: "upload_failed" });
        else if (!stopper.signal.aborted) setBug({ error });
      })
      .finally(() => setUploading(null));
  };
  return { start, uploading, trouble };
}
