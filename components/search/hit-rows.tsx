import { FileText } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { SearchAccess } from "@/services/search/search-access";
import { CourseCover } from "@/components/courses/course-cover";
import { Rating } from "@/components/courses/stars";
import { Badge } from "@/components/ui/badge";
import { useDuration } from "@/components/ui/duration";
import { paths } from "@/lib/paths";
import { lessonPath } from "./hit-paths";
import { Marked } from "./marked";
import type { CourseHit, LessonHit } from "./use-quick-hits";

const linkClass =
  "rounded-[4px] after:absolute after:inset-0 after:rounded-card group-hover:underline group-hover:decoration-line-strong group-hover:decoration-1 group-hover:underline-offset-4";

/** One course that was found. */
export function CourseHitRow({ hit, isFirst, onChosen }: { hit: CourseHit; isFirst: boolean; onChosen: () => void }) {
  const t = useTranslations("courses");
  const duration = useDuration();
  return (
    <li className="group relative flex gap-5 py-5">
      <div className="w-28 shrink-0 self-start overflow-hidden rounded-card border max-sm:hidden sm:w-44">
        <CourseCover courseId={hit.objectID} category={hit.category} coverUrl={hit.coverUrl} eager={isFirst} />
      </div>
      <div className="grid min-w-0 flex-1 content-start gap-1">
        <p className="text-sm text-muted">
          {t(`categories.${hit.category}`)} · {t(`levels.${hit.level}`)}
        </p>
        <h2 dir="auto" className="display text-xl leading-6.5">
          <Link href={paths.course(hit.slug)} onClick={onChosen} onAuxClick={onChosen} className={linkClass}>
            <Found text={hit._highlightResult?.title?.value ?? hit.title} />
          </Link>
        </h2>
        <p dir="auto" className="line-clamp-2 text-base text-muted">
          <Found text={hit._highlightResult?.summary?.value ?? hit.summary} />
        </p>
        <p className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
          {hit.instructors[0] !== undefined && (
            <span dir="auto" className="text-ink">
              <Found text={hit._highlightResult?.instructors?.[0]?.value ?? hit.instructors[0]} />
            </span>
          )}
          <span className="tabular">{t("lessonCount", { count: hit.lessonCount })}</span>
          {hit.minutes > 0 && <span className="tabular">{duration(hit.minutes)}</span>}
          <Rating rating={hit.rating} reviewCount={hit.reviewCount} />
        </p>
      </div>
    </li>
  );
}

/** One lesson that was found, with the words around what was found in it. */
export function LessonHitRow({
  hit,
  access,
  onChosen,
}: {
  hit: LessonHit;
  access: Pick<SearchAccess, "roomCourseIds">;
  onChosen: () => void;
}) {
  const t = useTranslations("search.page");
  const duration = useDuration();
  const href = lessonPath(access, hit);
  const snippet = hit._snippetResult?.text?.value ?? "";
  return (
    <li className="group relative flex gap-4 py-4.5">
      <span className="mt-1 grid size-8 shrink-0 place-items-center rounded-control bg-sunken text-muted">
        <FileText aria-hidden className="size-4" />
      </span>
      <div className="grid min-w-0 flex-1 gap-1">
        <h2 dir="auto" className="display text-lg leading-6">
          <Link href={href} onClick={onChosen} onAuxClick={onChosen} className={linkClass}>
            <Found text={hit._highlightResult?.title?.value ?? hit.title} />
          </Link>
        </h2>
        {snippet && (
          <p dir="auto" className="line-clamp-2 font-serif text-md text-muted">
            <Found text={snippet} />
          </p>
        )}
        <p className="mt-0.5 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-sm text-muted">
          <span dir="auto" className="text-ink">
            <Found text={hit._highlightResult?.courseTitle?.value ?? hit.courseTitle} />
          </span>
          {hit.moduleTitle && <span dir="auto">{hit.moduleTitle}</span>}
          {hit.minutes > 0 && <span className="tabular">{duration(hit.minutes)}</span>}
          {hit.isPreview && href.startsWith("/courses") && <Badge tone="accent">{t("preview")}</Badge>}
        </p>
      </div>
    </li>
  );
}

const Found = ({ text }: { text: string }): ReactNode => <Marked text={text} />;
