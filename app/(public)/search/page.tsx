import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { ResultsSkeleton } from "@/components/search/results-skeleton";
import { SearchPage } from "@/components/search/search-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("search.page");
  return { title: t("title"), robots: { index: false } };
}

export default async function Page() {
  const t = await getTranslations("search.page");
  return (
    <div className="mx-auto max-w-page px-4 pt-8 pb-20 sm:px-6 sm:pt-12">
      <h1 className="display mb-5 text-3xl">{t("title")}</h1>
      <Suspense fallback={<ResultsSkeleton />}>
        <SearchPage />
      </Suspense>
    </div>
  );
}
