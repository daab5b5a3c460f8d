"use client";
import { useConvexAuth, usePaginatedQuery, useQuery } from "convex/react";
import { useTranslations } from "next-intl";
import { notFound } from "next/navigation";
import { api } from "@/convex/_generated/api";
import type { CoursePage as CoursePageContent } from "@/services/courses/course-page";
import type { CourseId } from "@/services/courses/course";
import { EnrollBar } from "@/components/enrollments/enroll-bar";
import { EnrollButton } from "@/components/enrollments/enroll-button";
import { CoursePageSkeleton } from "./course-page-skeleton";
import { CoursePageView } from "./course-page-view";
import { ReviewsView } from "./reviews-view";

type Props = {
  slug: string;
  /** What the server drew for a visitor; undefined when it could not ask. */ first:
    CoursePageContent | null | undefined;
};

/** A course's page, live from the server's first drawing on. */
export function CoursePage({ slug, first }: Props) {
  const t = useTranslations("courses");
  const live = useQuery(api.courses.page, { slug });
  const { isLoading, isAuthenticated } = useConvexAuth();
  const page = live === undefined ? first : live;
  if (!page) {
    // A draft is nothing to a visitor and a page to its staff: who looks must be known before it is said not to exist.
    if (live === null && !isLoading) notFound();
    return <CoursePageSkeleton />;
  }
  const isKnown = !isLoading && (!isAuthenticated || (live !== undefined && page.viewer.state !== "visitor"));
  const viewer = isKnown ? page.viewer : null;
  const isIn = viewer?.state === "enrolled" || viewer?.state === "completed";
  return (
    <CoursePageView
      page={page}
      enroll={<EnrollButton course={page.card} viewer={viewer} />}
      enrollBar={(button) =>
        viewer &&
        viewer.state !== "closed" &&
        viewer.state !== "staff" && (
          <EnrollBar button={button} words={isIn ? t("percent", { percent: viewer.percent ?? 0 }) : t("free")}>
            <EnrollButton course={page.card} viewer={viewer} isBare />
          </EnrollBar>
        )
      }
      reviews={<Reviews courseId={page.card._id} page={page} />}
    />
  );
}

const reviewsAtOnce = 10;

function Reviews({ courseId, page }: { courseId: CourseId; page: CoursePageContent }) {
  const { results, status, loadMore } = usePaginatedQuery(
    api.reviews.list,
    { courseId },
    { initialNumItems: reviewsAtOnce },
  );
  return (
    <ReviewsView
      rating={page.card.rating}
      reviewCount={page.card.reviewCount}
      stars={page.stars}
      reviews={status === "LoadingFirstPage" ? page.reviews : results}
      more={status === "CanLoadMore" ? "yes" : status === "LoadingMore" ? "loading" : "no"}
      onMore={() => loadMore(reviewsAtOnce)}
    />
  );
}
