"use client";
import { useTranslations } from "next-intl";
import { useEffect } from "react";

/**
 * Names the page in the browser's tab, its history and to a screen reader, where the name comes with live data; null while it is not
 * known. Pages whose name is fixed export their metadata instead.
 */
export function usePageTitle(name: string | null): void {
  const school = useTranslations("shell")("school");
  useEffect(() => {
    if (name === null) return;
    const title = `${name} · ${school}`;
    document.title = title;
    // The next page may have been named already.
    return () => void (document.title === title && (document.title = school));
  }, [name, school]);
}
