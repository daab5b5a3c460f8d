"use client";
import { useAction, useMutation } from "convex/react";
import { useState, useSyncExternalStore } from "react";
import { api } from "@/convex/_generated/api";
import type { Id } from "@/convex/_generated/dataModel";
import type { AppErrorData } from "@/services/shared/app-error";
import { problemOfFile } from "@/services/videos/video-files";
import { readRefusal } from "@/lib/refusal";
import { uploadDesk, type Sending } from "./upload-desk";

type Place = { lessonId: string; after: string | null } | { blockId: string };

/** The upload desk for one place in a course: sends files to it, and says what went wrong before anything was sent. */
export function useUploadDesk() {
  const request = useAction(api.videos.requestUpload);
  const cancelAtSchool = useMutation(api.videos.cancel);
  const [refusal, setRefusal] = useState<AppErrorData | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [bug, setBug] = useState<{ error: unknown } | null>(null);
  if (bug) throw bug.error;

  const spoken = (error: unknown) => {
    const known = readRefusal(error);
    if (known) setRefusal(known);
    else setBug({ error });
  };
  /** Sends a file to a new block, or in the place of a block's video; goes on with one that was being sent before. */
  const send = async (place: Place, file: File, then?: (blockId: string) => void) => {
    const problem = problemOfFile({ name: file.name, bytes: file.size });
    setRefusal(problem);
    if (problem) return;
    setAsking(true);
    try {
      if (
        "blockId" in place &&
        uploadDesk.isUnfinished(place.blockId, file) &&
        (await uploadDesk.goOn(place.blockId, file))
      )
        return;
      const at =
        "blockId" in place
          ? { blockId: place.blockId as Id<"blocks"> }
          : { lessonId: place.lessonId as Id<"lessons">, after: place.after as Id<"blocks"> | null };
      const { blockId, uploadUrl } = await request({ place: at, name: file.name, bytes: file.size });
      if (uploadUrl) uploadDesk.begin(blockId, uploadUrl, file);
      then?.(blockId);
    } catch (error) {
      spoken(error);
    } finally {
      setAsking(false);
    }
  };
  const cancel = (blockId: string) => {
    uploadDesk.stop(blockId);
    cancelAtSchool({ blockId: blockId }).catch(spoken);
  };
  return { send, cancel, refusal, isAsking };
}

/** How far the file is that leaves this browser for a block; null when none does. */
export const useSending = (blockId: string): Sending | null =>
  useSyncExternalStore(
    uploadDesk.subscribe,
    () => uploadDesk.of(blockId),
    () => null,
  );
