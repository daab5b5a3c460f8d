"use client";
import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import type { CourseForEditing } from "@/services/courses/course-for-editing";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { Popover } from "@/components/ui/popover";
import { RefusalNote } from "@/components/ui/refusal";
import { useToast } from "@/components/ui/toast";
import { useAct } from "@/lib/use-act";
import { PublishPanel } from "./publish-panel";

type Props = {
  course: Pick<CourseForEditing["course"], "_id" | "title" | "status" | "lessonCount" | "minutes">;
  problems: CourseForEditing["problems"];
  enrolled: number;
};

/** Publishes a course, or says what it still needs; a published one can be taken back. */
export function PublishButton({ course, problems, enrolled }: Props) {
  const t = useTranslations("teach.course");
  const toast = useToast();
  const publish = useAct(api.courses.publish);
  const withdraw = useAct(api.courses.withdraw);
  const [isOpen, setOpen] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const courseId = course._id;

  if (course.status === "published") {
    return (
      <>
        <DropdownMenu
          trigger={
            <IconButton label={t("more")}>
              <ChevronDown aria-hidden />
            </IconButton>
          }
        >
          <MenuItem onSelect={() => setLeaving(true)}>{t("withdraw")}</MenuItem>
        </DropdownMenu>
        <ConfirmDialog
          open={isLeaving}
          onOpenChange={setLeaving}
          title={t("withdrawing", { title: course.title })}
          description={t("withdrawingHint", { count: enrolled })}
          confirm={t("withdraw")}
          pending={withdraw.pending}
          onConfirm={() =>
            withdraw.act({ courseId }, () => {
              setLeaving(false);
              toast({ title: t("withdrawn"), action: { label: t("undo"), onAction: () => publish.act({ courseId }) } });
            })
          }
        >
          <RefusalNote refusal={withdraw.refusal} />
        </ConfirmDialog>
      </>
    );
  }
  return (
    <Popover
      label={t("publishing", { title: course.title })}
      align="end"
      className="w-80"
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button variant="primary" size="sm">
          {t("publish")}
        </Button>
      }
    >
      <PublishPanel
        course={course}
        problems={problems}
        pending={publish.pending}
        refusal={publish.refusal}
        onPublish={() =>
          publish.act({ courseId }, () => {
            setOpen(false);
            toast({ title: t("published") });
          })
        }
      />
    </Popover>
  );
}
