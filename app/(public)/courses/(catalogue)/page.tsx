import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { api } from "@/convex/_generated/api";
import { Catalogue } from "@/components/courses/catalogue";
import { readFilters, shelfArgs, shelfSize } from "@/components/courses/catalogue-filters";
import { firstView } from "@/components/courses/first-view";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("catalogue");
  return { title: t("title"), description: t("lead") };
}

export default async function CataloguePage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const t = await getTranslations("catalogue");
  const asked = await searchParams;
  const filters = readFilters({ get: (name) => [asked[name]].flat()[0] ?? null });
  const first = await firstView(api.courses.catalogue, {
    ...shelfArgs(filters),
    paginationOpts: { numItems: shelfSize, cursor: null },
  });
  return (
    <div className="mx-auto max-w-page px-4 pt-10 sm:px-6 sm:pt-14">
      <h1 className="display text-3xl sm:text-4xl">{t("title")}</h1>
      <p className="mt-3 mb-8 max-w-prose font-serif text-lg text-muted">{t("lead")}</p>
      <Catalogue first={first?.page ?? null} firstFilters={filters} />
    </div>
  );
}
