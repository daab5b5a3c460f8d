"use client";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import type { Permission } from "@/services/access/permissions";
import { useAuth } from "@/lib/auth/auth";
import { GateView } from "./gate-view";
import { useMe } from "./use-me";

type Props = {
  /** What the person's role must grant; being signed in is enough without it. */ may?: Permission;
  children: ReactNode;
};

/** Lets through those who may, and tells the others what to do. A role that changes takes effect on the open page. */
export function Gate({ may, children }: Props) {
  const who = useMe();
  const pathname = usePathname();
  const { signOut } = useAuth();
  return (
    <GateView who={who} may={may} pathname={pathname} onSignOut={() => void signOut()}>
      {children}
    </GateView>
  );
}
