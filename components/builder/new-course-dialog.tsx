"use client";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import type { AppErrorData } from "@/services/shared/app-error";
import { courseDetails } from "@/services/courses/course";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { RefusalNote } from "@/components/ui/refusal";
import { TextField } from "@/components/ui/text-field";
import { useFirstFocus } from "@/components/workroom/use-first-focus";

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  pending: boolean;
  refusal: AppErrorData | null;
  onCreate: (title: string) => void;
};

/** Asks for the title, which is all that a course needs to begin. */
export function NewCourseDialog({ open, onOpenChange, pending, refusal, onCreate }: Props) {
  const t = useTranslations("teach.list");
  const form = useId();
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("createTitle")}
      description={t("createHint")}
      footer={
        <Button variant="primary" type="submit" form={form} pending={pending}>
          {t("create")}
        </Button>
      }
    >
      {open && <TitleForm id={form} refusal={refusal} onCreate={onCreate} />}
    </Dialog>
  );
}

function TitleForm({ id, refusal, onCreate }: Pick<Props, "refusal" | "onCreate"> & { id: string }) {
  const t = useTranslations("teach.list");
  const [title, setTitle] = useState("");
  const [isShort, setShort] = useState(false);
  const field = useFirstFocus();
  return (
    <form
      id={id}
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        const isFit = courseDetails.shape.title.safeParse(title).success;
        setShort(!isFit);
        if (isFit) onCreate(title.trim());
      }}
    >
      <TextField
        ref={field}
        label={t("titleField")}
        placeholder={t("titleExample")}
        value={title}
        maxLength={120}
        onChange={(event) => setTitle(event.target.value)}
        error={isShort && t("titleShort")}
      />
      <RefusalNote refusal={refusal} />
    </form>
  );
}
