"use client";
import { useTranslations } from "next-intl";
import type { CourseDetails } from "@/services/courses/course";
import { CourseCover } from "@/components/courses/course-cover";
import { useCourseFiles } from "@/components/lesson-editor/course-files";
import { UploadField } from "@/components/lesson-editor/upload-field";
import { Button } from "@/components/ui/button";

type CoverId = CourseDetails["coverAssetId"];
type Props = {
  courseId: string;
  category: CourseDetails["category"];
  coverUrl: string | null;
  assetId: CoverId;
  onChange: (assetId: CoverId) => void;
};

/** The course's picture as its card will show it, and the way to another. */
export function CoverField({ courseId, category, coverUrl, assetId, onChange }: Props) {
  const t = useTranslations("course-settings");
  const { assets } = useCourseFiles();
  const url = assetId ? (assets.get(assetId)?.url ?? coverUrl) : null;
  return (
    <div className="grid gap-1.5">
      <p className="text-sm font-medium">{t("cover")}</p>
      <div className="grid gap-4 sm:grid-cols-[16rem_minmax(0,1fr)]">
        <CourseCover courseId={courseId} category={category} coverUrl={url} className="rounded-card" eager />
        <div className="grid content-center gap-2">
          <UploadField
            label={t("coverDrop")}
            hint={t("coverHint")}
            accept="image/png,image/jpeg,image/webp,image/avif"
            className="py-4"
            onAsset={(asset) => onChange(asset._id as CoverId)}
          />
          {assetId && (
            <Button variant="quiet" size="sm" className="justify-self-start" onClick={() => onChange(null)}>
              {t("coverRemove")}
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}
