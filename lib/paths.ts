/** Where things are in the school, so that a link is written once. */
export const paths = {
  home: "/",
  courses: "/courses",
  course: (slug: string) => `/courses/${slug}`,
  preview: (slug: string, lessonId: string) => `/courses/${slug}/preview/${lessonId}`,
  learning: "/learn",
  room: (slug: string) => `/learn/${slug}`,
  lesson: (slug: string, lessonId: string) => `/learn/${slug}/${lessonId}`,
  search: "/search",
  notifications: "/notifications",
  account: "/account",
  signIn: (next?: string) => (next ? `/sign-in?next=${encodeURIComponent(next)}` : "/sign-in"),
  signUp: (next?: string) => (next ? `/sign-up?next=${encodeURIComponent(next)}` : "/sign-up"),
  teach: "/teach",
  teachCourse: (courseId: string) => `/teach/courses/${courseId}`,
  admin: "/admin",
} as const;
