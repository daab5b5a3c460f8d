import { Check, Clock, Dot, Globe, GraduationCap, ListTree, Signal, Tag } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, type ReactNode, type RefObject } from "react";
import type { CoursePage as CoursePageContent } from "@/services/courses/course-page";
import { assetMap } from "@/components/lessons/asset-map";
import { RichTextView } from "@/components/lessons/rich-text-view";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { useDuration } from "@/components/ui/duration";
import { RollingCount } from "@/components/ui/live";
import { paths } from "@/lib/paths";
import { CourseCover } from "./course-cover";
import { Curriculum } from "./curriculum";
import { Rating } from "./stars";

type Props = {
  page: CoursePageContent;
  enroll: ReactNode;
  /** The same button for a phone's foot, given the one in the page; null where there is nothing to press. */
  enrollBar: (button: RefObject<HTMLElement | null>) => ReactNode;
  reviews: ReactNode;
};

/** Everything that helps a person decide on a course, and the one button to begin. */
export function CoursePageView({ page, enroll, enrollBar, reviews }: Props) {
  const button = useRef<HTMLDivElement>(null);
  const t = useTranslations("courses");
  const c = useTranslations("catalogue");
  const { card } = page;
  return (
    <article className="mx-auto max-w-page px-4 sm:px-6">
      <div className="grid gap-x-14 gap-y-8 lg:grid-cols-[minmax(0,1fr)_21rem] lg:gap-y-12">
        {/* The ground under the head is as wide as the window: its shadow, of which only the sides are left. */}
        <header className="min-w-0 bg-sunken pt-6 pb-9 shadow-[0_0_0_100vmax_var(--sunken)] [clip-path:inset(0_-100vmax)] sm:pb-11">
          <div className="mb-6 sm:mb-9">
            <Breadcrumbs
              crumbs={[
                { label: c("title"), href: paths.courses },
                { label: t(`categories.${card.category}`), href: `${paths.courses}?category=${card.category}` },
                { label: card.title },
              ]}
            />
          </div>
          {card.status === "draft" && <Badge tone="amber">{t("draft")}</Badge>}
          {card.status === "archived" && <Badge tone="amber">{t("archived")}</Badge>}
          <h1 dir="auto" className="display mt-2 text-3xl sm:text-4xl">
            {card.title}
          </h1>
          <p dir="auto" className="mt-4 max-w-prose font-serif text-lg text-muted sm:text-xl">
            {card.summary}
          </p>
          <p className="mt-5 flex flex-wrap items-center gap-x-4 gap-y-2 text-base text-muted">
            <span>{t("by", { name: card.instructorName })}</span>
            <Rating rating={card.rating} reviewCount={card.reviewCount} />
            <RollingCount value={card.enrolled}>{t("enrolledCount", { count: card.enrolled })}</RollingCount>
          </p>
        </header>

        <aside className="relative lg:col-start-2 lg:row-span-2 lg:row-start-1 lg:pt-6">
          <div className="grid gap-5 rounded-card border bg-raised p-4 lg:sticky lg:top-20">
            <CourseCover
              courseId={card._id}
              category={card.category}
              coverUrl={card.coverUrl}
              eager
              className="rounded-control"
            />
            <div ref={button}>{enroll}</div>
            <Glance page={page} />
          </div>
        </aside>

        <div className="grid max-w-3xl grid-cols-1 min-w-0 gap-12">
          {page.outcomes.length > 0 && (
            <Part title={t("outcomes")}>
              <ul className="grid gap-x-8 gap-y-3 sm:grid-cols-2">
                {page.outcomes.map((outcome) => (
                  <li key={outcome} className="flex gap-2.5 text-md">
                    <Check aria-hidden className="mt-1 size-4 shrink-0 text-accent-ink" />
                    <span dir="auto" className="min-w-0 [overflow-wrap:anywhere]">
                      {outcome}
                    </span>
                  </li>
                ))}
              </ul>
            </Part>
          )}
          <Part title={t("curriculum")} aside={<CurriculumSum page={page} />}>
            <Curriculum slug={card.slug} modules={page.modules} />
          </Part>
          {page.requirements.length > 0 && (
            <Part title={t("requirements")}>
              <ul className="grid gap-2">
                {page.requirements.map((requirement) => (
                  <li key={requirement} className="flex gap-1 text-md">
                    <Dot aria-hidden className="-ms-1.5 mt-0.5 size-5 shrink-0 text-muted" />
                    <span dir="auto" className="min-w-0 [overflow-wrap:anywhere]">
                      {requirement}
                    </span>
                  </li>
                ))}
              </ul>
            </Part>
          )}
          <Part title={t("about")}>
            <RichTextView doc={page.description} assets={assetMap(page.assets)} lessonHref={null} />
          </Part>
          {page.instructors.length > 0 && (
            <Part title={t("instructors")}>
              <ul className="grid gap-7">
                {page.instructors.map((person) => (
                  <li key={person._id} className="flex gap-4">
                    <Avatar name={person.name} size="lg" />
                    <div className="min-w-0">
                      <h3 className="text-md font-medium">{person.name}</h3>
                      {person.headline && <p className="text-base text-muted">{person.headline}</p>}
                      {person.bio && <p className="mt-2 max-w-prose font-serif text-md">{person.bio}</p>}
                    </div>
                  </li>
                ))}
              </ul>
            </Part>
          )}
          <Part title={t("reviews")}>{reviews}</Part>
        </div>
      </div>
      {enrollBar(button)}
    </article>
  );
}

function Part({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section>
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="display text-2xl">{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

function CurriculumSum({ page }: { page: CoursePageContent }) {
  const t = useTranslations("courses");
  const duration = useDuration();
  return (
    <p className="tabular flex gap-x-2 text-base text-muted">
      <span>{t("moduleCount", { count: page.modules.length })}</span>·
      <span>{t("lessonCount", { count: page.card.lessonCount })}</span>
      {page.card.minutes > 0 && (
        <>
          ·<span>{duration(page.card.minutes)}</span>
        </>
      )}
    </p>
  );
}

function Glance({ page: { card } }: { page: CoursePageContent }) {
  const t = useTranslations("courses");
  const duration = useDuration();
  const facts: [ReactNode, string][] = [
    [<Tag key="price" aria-hidden />, t("free")],
    [<Signal key="level" aria-hidden />, t(`levels.${card.level}`)],
    [<ListTree key="lessons" aria-hidden />, t("lessonCount", { count: card.lessonCount })],
    ...(card.minutes > 0 ? [[<Clock key="minutes" aria-hidden />, duration(card.minutes)] as [ReactNode, string]] : []),
    [<Globe key="language" aria-hidden />, t("taughtIn", { language: t(`languages.${card.language}`) })],
    ...(card.creditUnits
      ? [
          [<GraduationCap key="credit" aria-hidden />, t("creditUnits", { count: card.creditUnits })] as [
            ReactNode,
            string,
          ],
        ]
      : []),
  ];
  return (
    <div>
      <h2 className="sr-only">{t("atAGlance")}</h2>
      <ul className="grid grid-cols-2 gap-x-4 gap-y-2.5 border-t pt-4 text-base text-muted lg:grid-cols-1 lg:gap-y-2">
        {facts.map(([icon, words]) => (
          <li key={words} className="flex items-center gap-2.5 [&>svg]:size-4 [&>svg]:shrink-0">
            {icon}
            <span className="tabular">{words}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
