import * as z from "zod";
import type { Actor } from "../access/permissions";
import { enrollmentStatus, percentOf } from "../enrollments/enrollment";
import type { EnrollmentReader } from "../enrollments/enrollment-store";
import type { Page, PageOptions } from "../shared/page";
import { courseCard, type CourseCard } from "./course";
import { cardsOf, type CardDeps } from "./course-cards";
import type { CatalogueFilter } from "./catalogue-filter";
import type { CatalogueSort } from "./course-store";

/** A card in the catalogue with what its viewer has to do with the course; null for none. */
export const catalogueCard = courseCard.extend({
  enrollment: z.object({ status: enrollmentStatus, percent: z.number() }).nullable(),
});
export type CatalogueCard = z.infer<typeof catalogueCard>;

/** A page of the published courses that pass the filter. */
export async function catalogue(
  deps: CardDeps & { enrollments: EnrollmentReader },
  viewer: Actor | null,
  { filter, sort, page }: { filter: CatalogueFilter; sort: CatalogueSort; page: PageOptions },
): Promise<Page<CatalogueCard>> {
  const shelf = await deps.courses.catalogue(filter, sort, page);
  const cards = await cardsOf(deps, shelf.page);
  return { ...shelf, page: await Promise.all(cards.map((card) => withEnrollment(deps, viewer, card))) };
}

async function withEnrollment(
  { enrollments }: { enrollments: EnrollmentReader },
  viewer: Actor | null,
  card: CourseCard,
): Promise<CatalogueCard> {
  const row = viewer && (await enrollments.of(viewer.id, card._id));
  if (!row) return { ...card, enrollment: null };
  return { ...card, enrollment: { status: row.status, percent: percentOf(row.completedLessons, card.lessonCount) } };
}
