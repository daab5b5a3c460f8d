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
    // The server names a page that it knows nothing of after the school alone, at times only after the data is there.
    const watch = new MutationObserver(() => void (document.title === school && (document.title = title)));
    watch.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => {
      watch.disconnect();
      // The next page may have been named already.
      if (document.title === title) document.title = school;
    };
  }, [name, school]);
}
