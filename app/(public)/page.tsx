import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { api } from "@/convex/_generated/api";
import { Landing } from "@/components/courses/landing";
import { firstView } from "@/components/courses/first-view";
import { schoolName } from "@/lib/school-name";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell");
  return { title: { absolute: await schoolName() }, description: t("description") };
}

export default async function LandingPage() {
  const [first, subjects] = await Promise.all([
    firstView(api.courses.catalogue, { sort: "newest", paginationOpts: { numItems: 6, cursor: null } }),
    firstView(api.courses.subjects, {}),
  ]);
  return <Landing first={first?.page ?? null} firstSubjects={subjects ?? null} />;
}
