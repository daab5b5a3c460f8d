import type { Actor } from "../access/permissions";
import type { CourseReader } from "../courses/course-store";
import type { EnrollmentReader } from "../enrollments/enrollment-store";
import type { Clock } from "../shared/clock";
import type { IndexNames } from "./index-settings";
import { endOf, spanAt, type SearchAccess } from "./search-access";
import { securedKey } from "./secured-key";
import { filterFor, findableBy } from "./what-may-be-found";

type Deps = { courses: CourseReader; enrollments: EnrollmentReader; clock: Clock };
/** The school's own search service, as its functions know it. */
export type SearchHouse = { appId: string; searchKey: string; isEmbedded: boolean; names: IndexNames };

/**
 * A key for the viewer, good for ten to twenty minutes. It is the school's clock that says how long, never the browser's.
 */
export async function giveAccess(deps: Deps, viewer: Actor | null, house: SearchHouse): Promise<SearchAccess> {
  const { appId, isEmbedded, names } = house;
  const validUntil = endOf(spanAt(deps.clock.now()));
  const findable = await findableBy(deps, viewer);
  const apiKey = await securedKey(house.searchKey, {
    filters: filterFor(findable),
    restrictIndices: [names.courses, names.lessons, ...Object.values(names.sorted)],
    validUntil: Math.floor(validUntil / 1000),
  });
  const roomCourseIds = findable === "all" ? null : [...findable];
  return { appId, apiKey, isEmbedded, validUntil, indices: names, roomCourseIds };
}
