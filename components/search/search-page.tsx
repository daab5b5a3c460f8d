"use client";
import { Search, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import { useSlashFocus } from "@/components/workroom/use-slash-focus";
import { ResultsSkeleton } from "./results-skeleton";
import { useSearchAccess } from "./use-search-access";
import { useSearchChoice } from "./use-search-choice";
import { SearchAway } from "./search-away";

const InstantResults = dynamic(() => import("./instant-results").then((module) => module.InstantResults), {
  ssr: false,
  loading: () => <ResultsSkeleton />,
});

/** The search page: a field, and what it finds as someone types. */
export function SearchPage() {
  const t = useTranslations("search");
  const [choice, change] = useSearchChoice();
  const access = useSearchAccess();
  const field = useSlashFocus();
  return (
    <>
      <form role="search" aria-label={t("title")} onSubmit={(event) => event.preventDefault()} className="relative">
        <Search
          aria-hidden
          className="pointer-events-none absolute start-4 top-1/2 size-5 -translate-y-1/2 text-muted"
        />
        <input
          ref={field}
          type="search"
          aria-label={t("title")}
          aria-keyshortcuts="/"
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="search"
          maxLength={500}
          placeholder={t("page.placeholder")}
          value={choice.query}
          onChange={(event) => change({ query: event.target.value })}
          className="h-13 w-full rounded-card border border-line-strong bg-raised ps-12 pe-12 text-md placeholder:text-faint [&::-webkit-search-cancel-button]:hidden"
        />
        {choice.query && (
          <IconButton
            label={t("page.clearWords")}
            hint={false}
            className="absolute end-2 top-1/2 -translate-y-1/2"
            onClick={() => {
              change({ query: "" });
              field.current?.focus();
            }}
          >
            <X aria-hidden />
          </IconButton>
        )}
      </form>
      {access.state === "none" ? (
        <SearchAway />
      ) : access.state === "loading" ? (
        <ResultsSkeleton />
      ) : (
        <InstantResults access={access.access} choice={choice} onChoice={change} />
      )}
    </>
  );
}
