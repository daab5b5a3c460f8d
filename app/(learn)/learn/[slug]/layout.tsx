import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { LearningRoom } from "@/components/learning/room";
import { TopBar } from "@/components/shell/top-bar";
import { readAddress } from "@/lib/page-request";

/** The learning room is drawn here, so that its outline stays as it is while lessons change. */
export default async function Layout({ params, children }: { params: Promise<{ slug: string }>; children: ReactNode }) {
  const slug = readAddress((await params).slug);
  if (slug === null) notFound();
  return (
    <>
      <TopBar isWide />
      <main id="page" tabIndex={-1}>
        <LearningRoom slug={slug} />
        {children}
      </main>
    </>
  );
}
