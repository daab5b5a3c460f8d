import type { ReactNode } from "react";
import { Footer } from "@/components/shell/footer";
import { TopBar } from "@/components/shell/top-bar";

export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <TopBar />
      <main id="page" tabIndex={-1} className="flex-1">
        {children}
      </main>
      <Footer />
    </div>
  );
}
