"use client";
import { useEffect } from "react";
import { useSchoolName } from "./school-name-context";

/**
 * Names the page in the browser's tab, its history and to a screen reader, where the name comes with live data; null while it is not
 * known. Pages whose name is fixed export their metadata instead.
 */
export function usePageTitle(name: string | null): void {
  const school = useSchoolName();
  useEffect(() => {
    if (name === null) return;
    const title = `${name} · ${school}`;
    document.title = title;
    // The next page may have been named already.
    return () => void (document.title === title && (document.title = school));
  }, [name, school]);
}
