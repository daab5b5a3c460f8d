"use client";
import { useMutation } from "convex/react";
import type { FunctionReference } from "convex/server";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import type { Id } from "@/convex/_generated/dataModel";
import { useRefusalWords } from "@/components/ui/refusal";
import { useToast } from "@/components/ui/toast";
import { readRefusal } from "@/lib/refusal";
import type { OutlineChanges } from "./outline-editor";
import { moved, retitled, without, type Outline, type OutlineRow } from "./outline-model";

type LocalStore = Parameters<
  Parameters<ReturnType<typeof useMutation<FunctionReference<"mutation">>>["withOptimisticUpdate"]>[0]
>[0];

/** Everything that can be done to the outline of a course, shown at once and told to the school. */
export function useOutlineChanges(
  courseId: Id<"courses">,
  onOpen: (lessonId: string | null) => void,
  openLessonId: string | null,
) {
  const t = useTranslations("builder.outline");
  const toast = useToast();
  const words = useRefusalWords();
  const [renaming, setRenaming] = useState<string | null>(null);
  const [bug, setBug] = useState<{ error: unknown } | null>(null);
  if (bug) throw bug.error;

  /** Shows a change in the open outline before the school has answered. */
  const shown = (local: LocalStore, change: (outline: Outline) => Outline) => {
    const outline = local.getQuery(api.lessons.outline, { courseId });
    if (outline) local.setQuery(api.lessons.outline, { courseId }, change(outline));
  };
  const addModule = useMutation(api.modules.add);
  const addLesson = useMutation(api.lessons.add);
  const addSection = useMutation(api.modules.addSection);
  const renameSection = useMutation(api.modules.renameSection);
  const dissolveSection = useMutation(api.modules.dissolveSection);
  const restoreModule = useMutation(api.modules.restore);
  const restoreLesson = useMutation(api.lessons.restore);
  const renameModule = useMutation(api.modules.rename).withOptimisticUpdate((local, { moduleId, title }) =>
    shown(local, (outline) => retitled(outline, moduleId, title)),
  );
  const renameLesson = useMutation(api.lessons.rename).withOptimisticUpdate((local, { lessonId, title }) =>
    shown(local, (outline) => retitled(outline, lessonId, title)),
  );
  const moveModule = useMutation(api.modules.move).withOptimisticUpdate((local, { moduleId, after }) =>
    shown(local, (outline) => moved(outline, { kind: "module", moduleId, after })),
  );
  const moveLesson = useMutation(api.lessons.move).withOptimisticUpdate(
    (local, { lessonId, moduleId, after, sectionKey }) =>
      shown(local, (outline) =>
        moved(outline, { kind: "lesson", lessonId, moduleId, after, sectionKey: sectionKey ?? null }),
      ),
  );
  const removeModule = useMutation(api.modules.remove).withOptimisticUpdate((local, { moduleId }) =>
    shown(local, (outline) => without(outline, moduleId)),
  );
  const removeLesson = useMutation(api.lessons.remove).withOptimisticUpdate((local, { lessonId }) =>
    shown(local, (outline) => without(outline, lessonId)),
  );

  const run = (doing: Promise<unknown>) => {
    doing.catch((error: unknown) => {
      const refusal = readRefusal(error);
      if (refusal) toast({ title: t("refused"), body: words(refusal), tone: "danger" });
      else setBug({ error });
    });
  };

  const onRemove = (row: OutlineRow) => {
    if (row.kind === "lesson") {
      const lessonId = row.lesson._id;
      if (openLessonId === lessonId) onOpen(null);
      run(removeLesson({ lessonId }));
      toast({
        title: t("removed", { title: row.lesson.title }),
        action: { label: t("undo"), onAction: () => run(restoreLesson({ lessonId })) },
      });
    } else if (row.kind === "module") {
      const moduleId = row.module._id;
      const count = row.module.lessons.length;
      if (row.module.lessons.some((lesson) => lesson._id === openLessonId)) onOpen(null);
      run(removeModule({ moduleId }));
      toast({
        title:
          count > 0 ? t("removedWith", { title: row.module.title, count }) : t("removed", { title: row.module.title }),
        action: { label: t("undo"), onAction: () => run(restoreModule({ moduleId })) },
      });
    }
  };
  const changes: OutlineChanges = {
    onOpen,
    onMove: (move) =>
      run(
        move.kind === "module"
          ? moveModule({ moduleId: move.moduleId, after: move.after })
          : moveLesson({
              lessonId: move.lessonId,
              moduleId: move.moduleId,
              after: move.after,
              sectionKey: move.sectionKey,
            }),
      ),
    onRename: (row, title) => {
      if (row.kind === "module") run(renameModule({ moduleId: row.module._id, title }));
      else if (row.kind === "lesson") run(renameLesson({ lessonId: row.lesson._id, title }));
      else if (row.kind === "section") run(renameSection({ moduleId: row.moduleId, key: row.key, title }));
    },
    onAddLesson: ({ moduleId, after, sectionKey }) =>
      run(
        addLesson({ moduleId, title: t("newLesson"), after, sectionKey }).then(({ lessonId }) => {
          setRenaming(lessonId);
          onOpen(lessonId);
        }),
      ),
    onAddModule: (after) =>
      run(addModule({ courseId, title: t("newModule"), after }).then(({ moduleId }) => setRenaming(moduleId))),
    onStartSection: (moduleId, lessonId) =>
      run(
        addSection({ moduleId, title: t("newSection"), lessonId }).then(({ key }) => setRenaming(`${moduleId}/${key}`)),
      ),
    onDissolve: (moduleId, key) => run(dissolveSection({ moduleId, key })),
    onRemove,
  };
  return { changes, renaming, setRenaming };
}
