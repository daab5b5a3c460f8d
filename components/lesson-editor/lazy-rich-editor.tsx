"use client";
import dynamic from "next/dynamic";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import type { RichEditorProps } from "./rich-editor";

/** The editor of words, fetched when the first words are edited. */
export const LazyRichEditor = dynamic<RichEditorProps>(
  () => import("./rich-editor").then((loaded) => loaded.RichEditor),
  {
    ssr: false,
    loading: () => (
      <SkeletonGroup className="grid gap-3">
        <Skeleton className="h-8 w-72" />
        <Skeleton className="h-4 w-full" />
        <Skeleton className="h-4 w-4/5" />
      </SkeletonGroup>
    ),
  },
);
