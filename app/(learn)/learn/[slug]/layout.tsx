import type { ReactNode } from "react";
import { LearningRoom } from "@/components/learning/room";
import { TopBar } from "@/components/shell/top-bar";

/** The learning room is drawn here, so that its outline stays as it is while lessons change. */
export default async function Layout({ params, children }: { params: Promise<{ slug: string }>; children: ReactNode }) {
  const { slug } = await params;
  return (
    <>
      <TopBar />
      <main id="page" tabIndex={-1}>
        <LearningRoom slug={decodeURIComponent(slug)} />
        {children}
      </main>
    </>
  );
}
