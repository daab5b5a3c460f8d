import type { ReactNode } from "react";
import { LearningRoom } from "@/components/learning/room";

/** The learning room is drawn here, so that its outline stays as it is while lessons change. */
export default async function Layout({ params, children }: { params: Promise<{ slug: string }>; children: ReactNode }) {
  const { slug } = await params;
  return (
    <>
      <LearningRoom slug={decodeURIComponent(slug)} />
      {children}
    </>
  );
}
