"use client";
import { useMutation, usePaginatedQuery } from "convex/react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import * as z from "zod";
import { api } from "@/convex/_generated/api";
import { sendFile, UploadFailed } from "@/components/lesson-editor/send-file";
import { useRefusalWords } from "@/components/ui/refusal";
import { moreOf } from "@/components/workroom/more-rows";
import { workPaths } from "@/components/workroom/work-paths";
import { readRefusal } from "@/lib/refusal";
import { ImportsView, type Sending } from "./imports-view";

const rows = 30;
const sent = z.object({ storageId: z.string() });

/** Takes a course file, sends it and follows it to its own page; earlier imports stand below. */
export function Imports() {
  const t = useTranslations("imports-screens");
  const words = useRefusalWords();
  const router = useRouter();
  const requestUpload = useMutation(api.imports.requestUpload);
  const start = useMutation(api.imports.start);
  const earlier = usePaginatedQuery(api.imports.mine, {}, { initialNumItems: rows });
  const [sending, setSending] = useState<Sending | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [bug, setBug] = useState<{ error: unknown } | null>(null);
  const stopper = useRef<AbortController | null>(null);
  if (bug) throw bug.error;

  const bringIn = async (file: File) => {
    const stop = new AbortController();
    stopper.current = stop;
    setSending({ name: file.name, bytes: file.size, percent: 0 });
    const { uploadUrl } = await requestUpload({});
    const { storageId } = sent.parse(
      await sendFile(
        uploadUrl,
        file,
        (percent) => setSending({ name: file.name, bytes: file.size, percent }),
        stop.signal,
      ),
    );
    const { importId } = await start({ storageId: storageId, fileName: file.name });
    router.push(workPaths.import(importId));
  };
  const onFile = (file: File) => {
    setTrouble(null);
    if (!/\.(tar\.gz|tgz|tar)$/i.test(file.name)) {
      setTrouble(t("list.wrongKind", { name: file.name }));
      return;
    }
    bringIn(file).catch((error: unknown) => {
      setSending(null);
      const refusal = readRefusal(error);
      if (refusal) setTrouble(words(refusal));
      else if (error instanceof UploadFailed) setTrouble(t("sending.failed"));
      else if (!stopper.current?.signal.aborted) setBug({ error });
    });
  };
  return (
    <ImportsView
      imports={earlier.status === "LoadingFirstPage" ? null : earlier.results}
      more={moreOf(earlier.status)}
      onMore={() => earlier.loadMore(rows)}
      sending={sending}
      trouble={trouble}
      onFile={onFile}
      onStop={() => stopper.current?.abort()}
    />
  );
}
