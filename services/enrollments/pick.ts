import type { Course } from "../courses/course";
import type { User } from "../users/user";
import type { UserReader } from "../users/user-store";
import type { CoursePicker } from "./course-picker";

/** The most suggestions a form shows. */
const mostPicks = 8;

/** Published courses to enrol someone in, whose title begins with `text`. */
export async function pickCourses(
  { coursePicker }: { coursePicker: CoursePicker },
  text: string,
): Promise<Pick<Course, "_id" | "title" | "slug">[]> {
  const found = await coursePicker.beginningWith(text, mostPicks);
  return found.map(({ _id, title, slug }) => ({ _id, title, slug }));
}

/** Active people to enrol, whose name or address begins with `text`. */
export async function pickUsers(
  { users }: { users: Pick<UserReader, "beginningWith"> },
  text: string,
): Promise<Pick<User, "_id" | "name" | "email">[]> {
  const found = await users.beginningWith(text, mostPicks);
  return found.map(({ _id, name, email }) => ({ _id, name, email }));
}
