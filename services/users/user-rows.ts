import * as z from "zod";
import type { EnrollmentReader } from "../enrollments/enrollment-store";
import { idOf } from "../shared/id";
import type { Page, PageOptions } from "../shared/page";
import { profile, role, userStatus } from "./user";
import type { UserFilter, UserReader } from "./user-store";

/** A person in the admin's list. */
export const userRow = z.object({
  _id: idOf("users"),
  name: z.string(),
  email: z.string(),
  role,
  status: userStatus,
  createdAt: z.number(),
  /** Courses they are or were in; stops at `mostCounted`. */
  enrollmentCount: z.number().optional(),
});
export type UserRow = z.infer<typeof userRow>;

/** A person as their own page in administration shows them. */
export const userDetails = userRow.extend({ headline: profile.shape.headline, bio: profile.shape.bio });

/** Counting someone's enrolments stops here. */
export const mostCounted = 50;

type Deps = { users: Pick<UserReader, "list">; enrollments: Pick<EnrollmentReader, "newestOf"> };

/** A page of people by name, with how many courses each has. */
export async function listUsers(deps: Deps, filter: UserFilter, options: PageOptions): Promise<Page<UserRow>> {
  const found = await deps.users.list(filter, options);
  const counts = await Promise.all(
    found.page.map(async ({ _id }) => {
      const some = await deps.enrollments.newestOf(_id, mostCounted);
      return some.length;
    }),
  );
  return {
    ...found,
    page: found.page.map(({ _id, name, email, role, status, createdAt }, i) => ({
      _id,
      name,
      email,
      role,
      status,
      createdAt,
      enrollmentCount: counts[i],
    })),
  };
}
