"use client";
import { useMutation } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import type { Id } from "@/convex/_generated/dataModel";
import type { BlockContent } from "@/services/lessons/block";
import { newQuestion } from "@/components/questions-editor/new-question";
import { AuthorVideos } from "@/components/videos/lesson-videos";
import { Refused, useRefusalWords } from "@/components/ui/refusal";
import { Skeleton, SkeletonGroup } from "@/components/ui/skeleton";
import { useToast } from "@/components/ui/toast";
import { readRefusal } from "@/lib/refusal";
import { useAsk } from "@/lib/use-ask";
import type { Adding } from "./block-kinds";
import { CourseFilesProvider } from "./course-files";
import { LessonPageEditor } from "./lesson-page-editor";

export type EditedLesson = FunctionReturnType<typeof api.lessons.forEditing>;
export type EditedBlock = EditedLesson["blocks"][number];
export type EditedQuestion = EditedLesson["questions"][number];

type Props = { courseId: string; lessonId: string; mayEdit: boolean; onClose: () => void };

/** One lesson being written: reads it live and tells the school what changes. */
export function LessonEditor({ courseId, lessonId, mayEdit, onClose }: Props) {
  const t = useTranslations("editor");
  const words = useRefusalWords();
  const toast = useToast();
  const id = lessonId as Id<"lessons">;
  const asked = useAsk(api.lessons.forEditing, { lessonId: id });
  const [selected, setSelected] = useState<string | null>(null);
  const [adding, setAdding] = useState<Adding | null>(null);
  const [bug, setBug] = useState<{ error: unknown } | null>(null);

  const addBlock = useMutation(api.blocks.add);
  const addQuestion = useMutation(api.questions.add);
  const restoreBlock = useMutation(api.blocks.restore);
  const rename = useMutation(api.lessons.rename);
  const saveSettings = useMutation(api.lessons.saveSettings);
  const moveBlock = useMutation(api.blocks.move).withOptimisticUpdate((local, { blockId, after }) => {
    const open = local.getQuery(api.lessons.forEditing, { lessonId: id });
    const moving = open?.blocks.find((block) => block._id === blockId);
    if (!open || !moving) return;
    const others = open.blocks.filter((block) => block !== moving);
    const at = after === null ? 0 : others.findIndex((block) => block._id === after) + 1;
    local.setQuery(
      api.lessons.forEditing,
      { lessonId: id },
      { ...open, blocks: [...others.slice(0, at), moving, ...others.slice(at)] },
    );
  });
  const removeBlock = useMutation(api.blocks.remove).withOptimisticUpdate((local, { blockId }) => {
    const open = local.getQuery(api.lessons.forEditing, { lessonId: id });
    if (open)
      local.setQuery(
        api.lessons.forEditing,
        { lessonId: id },
        { ...open, blocks: open.blocks.filter((block) => block._id !== blockId) },
      );
  });
  if (bug) throw bug.error;

  const run = (doing: Promise<unknown>) => {
    doing.catch((error: unknown) => {
      const refusal = readRefusal(error);
      if (refusal)
        toast({
          title: t("notDone"),
          body: t.has(`reasons.${refusal.reason}`) ? t(`reasons.${refusal.reason}`) : words(refusal),
          tone: "danger",
        });
      else setBug({ error });
    });
  };
  if (asked.state === "loading") return <PageSkeleton />;
  if (asked.state === "refused") return <Refused heading="h2" refusal={asked.refusal} />;
  const place = (after: string | null) => ({ after: after as Id<"blocks"> | null });

  const onAdd = ({ after, kind }: Adding) => {
    if (kind === "text") {
      run(
        addBlock({ lessonId: id, content: { kind: "text", doc: '{"type":"doc","content":[]}' }, ...place(after) }).then(
          ({ blockId }) => setSelected(blockId),
        ),
      );
    } else if (kind.startsWith("question.")) {
      const draft = newQuestion(kind.slice("question.".length) as EditedQuestion["kind"], {
        prompt: t("firstQuestion.prompt"),
        choices: [t("firstQuestion.one"), t("firstQuestion.two")],
        answer: t("firstQuestion.answer"),
      });
      run(addQuestion({ lessonId: id, draft, ...place(after) }).then(({ blockId }) => setSelected(blockId)));
    } else {
      setSelected(null);
      setAdding({ after, kind });
    }
  };
  const onAddContent = (content: BlockContent, after: string | null) => {
    run(
      addBlock({ lessonId: id, content, ...place(after) }).then(({ blockId }) => {
        setAdding(null);
        setSelected(blockId);
      }),
    );
  };
  const { videos, captionsIn, language } = asked.value;
  return (
    <CourseFilesProvider courseId={courseId} assets={asked.value.assets}>
      <AuthorVideos {...{ videos, captionsIn, language, mayEdit }}>
        <LessonPageEditor
          opened={asked.value}
          mayEdit={mayEdit}
          selected={selected}
          onSelect={setSelected}
          adding={adding}
          onAdd={onAdd}
          onCancelAdding={() => setAdding(null)}
          onAddContent={onAddContent}
          onMove={(blockId, after) => run(moveBlock({ blockId: blockId, ...place(after) }))}
          onRemove={(blockId) => {
            const block = blockId as Id<"blocks">;
            setSelected(null);
            run(removeBlock({ blockId: block }));
            toast({
              title: t("removed"),
              action: { label: t("undo"), onAction: () => run(restoreBlock({ blockId: block })) },
            });
          }}
          onRename={(title) => run(rename({ lessonId: id, title }))}
          onSettings={(settings) => run(saveSettings({ lessonId: id, ...settings }))}
          onClose={onClose}
          onAdded={(blockId) => {
            setAdding(null);
            setSelected(blockId);
          }}
        />
      </AuthorVideos>
    </CourseFilesProvider>
  );
}

function PageSkeleton() {
  return (
    <SkeletonGroup className="mx-auto grid w-full max-w-[46rem] content-start gap-4 px-6 py-10">
      <Skeleton className="h-10 w-2/3" />
      <Skeleton className="mt-4 h-4 w-full" />
      <Skeleton className="h-4 w-11/12" />
      <Skeleton className="h-4 w-4/5" />
      <Skeleton className="mt-4 h-64 w-full" />
    </SkeletonGroup>
  );
}
