"use client";
import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import { openPalette } from "./open-palette";

/** The bar's search field, which is the door of the palette; on a phone and in a narrow rail an icon. */
export function PaletteButton({ isNarrow = false, className }: { isNarrow?: boolean; className?: string }) {
  const t = useTranslations("search");
  return (
    <button
      type="button"
      aria-label={t("open")}
      aria-keyshortcuts="Control+K Meta+K"
      onClick={openPalette}
      className={cn(
        "flex h-9 items-center gap-2 rounded-control text-base text-muted transition-colors hover:text-ink",
        isNarrow ? "w-10 justify-center hover:bg-line/50" : "border bg-raised px-2.5 hover:border-line-strong",
        className,
      )}
    >
      <Search aria-hidden className="size-4 shrink-0" />
      {!isNarrow && (
        <>
          <span aria-hidden="true" className="flex-1 text-start">
            {t("field")}
          </span>
          <span aria-hidden="true" className="rounded-[4px] border border-line bg-sunken px-1.5 text-xs leading-5">
            {t("keys")}
          </span>
        </>
      )}
    </button>
  );
}
