import type { ReactNode } from "react";
import { Gate } from "@/components/shell/gate";
import { TopBar } from "@/components/shell/top-bar";

export default function DeskLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <TopBar />
      <main id="page" tabIndex={-1} className="pb-20">
        <Gate>{children}</Gate>
      </main>
    </>
  );
}
