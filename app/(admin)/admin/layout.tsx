import type { ReactNode } from "react";
import { WorkFrame } from "@/components/workroom/work-frame";

export default function AdminLayout({ children }: { children: ReactNode }) {
  return <WorkFrame may="school.manage">{children}</WorkFrame>;
}
