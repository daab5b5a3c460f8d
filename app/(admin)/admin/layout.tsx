import { NextIntlClientProvider } from "next-intl";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { WorkFrame } from "@/components/workroom/work-frame";

export default function AdminLayout({ children }: { children: ReactNode }) {
  return (
    <NextIntlClientProvider>
      <NuqsAdapter>
        <WorkFrame may="school.manage">{children}</WorkFrame>
      </NuqsAdapter>
    </NextIntlClientProvider>
  );
}
