"use client";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { sessionChanged, useAuth } from "@/lib/auth/auth";

/** The way into the school: `enter` after a sign-in; someone who is signed in already is sent on at once. */
export function useEntry(next: string) {
  const router = useRouter();
  const { isSignedIn } = useAuth();
  const isGoing = useRef(false);
  useEffect(() => {
    if (!isSignedIn || isGoing.current) return;
    isGoing.current = true;
    router.replace(next);
  }, [isSignedIn, next, router]);
  return { enter: sessionChanged };
}
