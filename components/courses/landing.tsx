"use client";
import Link from "next/link";
import { usePaginatedQuery, useQuery } from "convex/react";
import { ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { api } from "@/convex/_generated/api";
import type { Subjects } from "@/services/courses/subjects";
import { useMe } from "@/components/shell/use-me";
import { buttonClass } from "@/components/ui/button";
import { paths } from "@/lib/paths";
import { CourseCard, CourseCardSkeleton, type ShelfRow } from "./course-card";
import { CourseCover } from "./course-cover";
import { LandingWays } from "./landing-ways";
import { useArrivals } from "./use-arrivals";

const shown = 6;

type First = { first: readonly ShelfRow[] | null; firstSubjects: Subjects | null };

/** The school's front page, with its newest courses and its subjects, live. */
export function Landing({ first, firstSubjects }: First) {
  const { results, status } = usePaginatedQuery(api.courses.catalogue, { sort: "newest" }, { initialNumItems: shown });
  const subjects = useQuery(api.courses.subjects, {});
  const who = useMe();
  return (
    <LandingView
      courses={status === "LoadingFirstPage" ? first : results.slice(0, shown)}
      subjects={subjects ?? firstSubjects ?? []}
      isSignedIn={who.state === "ready"}
    />
  );
}

type ViewProps = { courses: readonly ShelfRow[] | null; subjects: Subjects; isSignedIn: boolean };

/** The front page from what is on the shelf. */
export function LandingView({ courses, subjects, isSignedIn }: ViewProps) {
  const t = useTranslations("catalogue.landing");
  const c = useTranslations("courses");
  const arrived = useArrivals(courses?.map((course) => course._id) ?? null, "landing");
  return (
    <>
      <section className="mx-auto grid max-w-page items-center gap-x-16 gap-y-12 px-4 pt-10 sm:px-6 sm:pt-24 lg:grid-cols-[1.1fr_1fr]">
        <div>
          <h1 className="display text-4xl sm:text-[3.75rem] sm:leading-[1.04] sm:tracking-[-0.022em]">
            {t.rich("headline", { em: (words) => <em className="text-accent-ink">{words}</em> })}
          </h1>
          <p className="mt-6 max-w-[34rem] font-serif text-lg text-muted sm:text-xl">{t("lead")}</p>
          <div className="mt-8 flex flex-wrap gap-3">
            <Link
              href={paths.courses}
              className={buttonClass({ variant: "primary", size: "lg", className: "max-sm:w-full" })}
            >
              {t("browse")}
              <ArrowRight aria-hidden className="rtl-flip" />
            </Link>
            <Link
              href={isSignedIn ? paths.learning : paths.signUp()}
              className={buttonClass({ size: "lg", className: "max-sm:w-full" })}
            >
              {isSignedIn ? t("goOn") : t("join")}
            </Link>
          </div>
        </div>
        <Stack courses={courses?.slice(0, 3) ?? []} />
      </section>

      {courses?.length !== 0 && (
        <section className="mx-auto mt-16 max-w-page px-4 sm:mt-24 sm:px-6">
          <div className="mb-7 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
            <h2 className="display text-3xl">{t("newest")}</h2>
            <Link
              href={paths.courses}
              className="inline-flex items-center gap-1.5 rounded-[4px] text-base text-accent-ink hover:underline hover:underline-offset-4"
            >
              {c("allCourses")}
              <ArrowRight aria-hidden className="rtl-flip size-4" />
            </Link>
          </div>
          <div className="grid gap-x-6 gap-y-7 sm:grid-cols-2 sm:gap-y-10 lg:grid-cols-3">
            {courses === null && [0, 1, 2].map((key) => <CourseCardSkeleton key={key} />)}
            {courses?.map((course) => (
              <CourseCard key={course._id} course={course} heading="h3" isNew={arrived.has(course._id)} />
            ))}
          </div>
        </section>
      )}

      <LandingWays />

      {subjects.length > 0 && (
        <section className="mx-auto mt-16 max-w-page px-4 sm:mt-24 sm:px-6">
          <h2 className="display text-3xl">{t("subjects")}</h2>
          <ul className="mt-6 grid border-t sm:grid-cols-3 sm:gap-x-8">
            {subjects.map((category) => (
              <li key={category}>
                <Link
                  href={`${paths.courses}?category=${category}`}
                  className="group flex items-center justify-between border-b py-4 font-serif text-lg transition-colors hover:text-accent-ink"
                >
                  {c(`categories.${category}`)}
                  <ArrowRight
                    aria-hidden
                    className="rtl-flip size-4 text-faint transition-transform group-hover:translate-x-0.5 rtl:group-hover:-translate-x-0.5 group-hover:text-accent-ink"
                  />
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** Three covers as prints laid on a table. */
function Stack({ courses }: { courses: readonly ShelfRow[] }) {
  const places = [
    "start-0 top-0 w-[60%] -rotate-3",
    "end-0 top-[16%] w-[54%] rotate-2 z-10",
    "-start-[2%] bottom-0 w-[46%] rotate-1 z-20",
  ];
  if (courses.length < 3) return null;
  return (
    <div aria-hidden="true" className="relative mx-auto aspect-[5/4] w-full max-w-md max-lg:hidden lg:max-w-none">
      {courses.map((course, index) => (
        <div
          key={course._id}
          className={`absolute rounded-card border border-line bg-raised p-2.5 shadow-float ${places[index] ?? ""}`}
        >
          <CourseCover
            courseId={course._id}
            category={course.category}
            coverUrl={course.coverUrl}
            eager
            className="rounded-control"
          />
          <p className="truncate px-1 pt-2 pb-0.5 font-serif text-md">{course.title}</p>
        </div>
      ))}
    </div>
  );
}
