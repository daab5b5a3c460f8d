"use client";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";

export type More = "no" | "yes" | "loading";

/** What `usePaginatedQuery` says of its end, in our words. */
export const moreOf = (status: "LoadingFirstPage" | "CanLoadMore" | "LoadingMore" | "Exhausted"): More =>
  status === "CanLoadMore" ? "yes" : status === "LoadingMore" ? "loading" : "no";

/** The end of a long list: asks for more when it comes into sight, and can be pressed. */
export function MoreRows({ more, onMore }: { more: More; onMore: () => void }) {
  const t = useTranslations("teach.table");
  const element = useRef<HTMLDivElement>(null);
  const ask = useRef(onMore);
  useEffect(() => {
    ask.current = onMore;
  }, [onMore]);
  useEffect(() => {
    const end = element.current;
    if (more !== "yes" || !end || typeof IntersectionObserver === "undefined") return;
    const observer = new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && ask.current(), {
      rootMargin: "300px",
    });
    observer.observe(end);
    return () => observer.disconnect();
  }, [more]);
  if (more === "no") return null;
  return (
    <div ref={element} className="flex justify-center py-4">
      <Button pending={more === "loading"} onClick={onMore}>
        {t("more")}
      </Button>
    </div>
  );
}
