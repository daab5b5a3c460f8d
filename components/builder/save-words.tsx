"use client";
import { useFormatter, useTranslations } from "next-intl";
import { useDraftBoard } from "@/components/lesson-editor/drafts-provider";
import type { DraftBoard } from "@/components/lesson-editor/draft-book";
import { cn } from "@/components/ui/cn";
import { useConnection, type Connection } from "@/lib/convex/use-connection";

/** Says in words where one's work is. */
export function SaveWords({ className }: { className?: string }) {
  return <SaveWordsView board={useDraftBoard()} connection={useConnection()} className={className} />;
}

/** The words for a state of the drafts and of the line; nothing before anything was written. */
export function SaveWordsView({
  board,
  connection,
  className,
}: {
  board: DraftBoard;
  connection: Connection;
  className?: string | undefined;
}) {
  const t = useTranslations("builder.saving");
  const format = useFormatter();
  const words =
    board.pending > 0
      ? t(connection === "reconnecting" ? "offline" : "saving")
      : board.stale > 0
        ? t("stale")
        : board.refused > 0
          ? t("refused")
          : board.savedAt === null
            ? ""
            : t("saved", {
                time: format.dateTime(board.savedAt, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
              });
  const isTrouble = board.stale > 0 || board.refused > 0;
  return (
    <p
      role="status"
      className={cn("text-sm whitespace-nowrap tabular", isTrouble ? "text-danger-ink" : "text-muted", className)}
    >
      {words}
    </p>
  );
}
