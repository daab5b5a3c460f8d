/** Where things are in the teaching and administration rooms. */
export const workPaths = {
  courses: "/teach",
  course: (courseId: string) => `/teach/courses/${courseId}`,
  lesson: (courseId: string, lessonId: string) => `/teach/courses/${courseId}?lesson=${lessonId}`,
  details: (courseId: string) => `/teach/courses/${courseId}/details`,
  roster: (courseId: string) => `/teach/courses/${courseId}/roster`,
  imports: "/teach/imports",
  import: (importId: string) => `/teach/imports/${importId}`,
  overview: "/admin",
  people: "/admin/users",
  person: (userId: string) => `/admin/users?person=${userId}`,
  invitations: "/admin/users/invitations",
  enrollments: "/admin/enrollments",
  audit: "/admin/audit",
  system: "/admin/system",
  mail: "/admin/mail",
  letters: "/admin/mail/letters",
} as const;
