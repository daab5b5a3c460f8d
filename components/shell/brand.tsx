"use client";
import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { useSchoolName } from "@/lib/school-name-context";

/** A longer name is written smaller where there is little room, over two lines. */
const longName = 12;

type Props = {
  href?: string;
  isShortOnPhone?: boolean;
  /** It stands over a column, and not in a bar. */
  isNarrow?: boolean;
};

/** The school's name beside its mark: an open book whose pages are also a door. */
export function Brand({ href = "/", isShortOnPhone = false, isNarrow = false }: Props) {
  const name = useSchoolName();
  const isLong = name.length > longName;
  return (
    <Link href={href} className="flex max-w-full shrink-0 items-center gap-2.5 rounded-control">
      <BrandMark className="size-7 shrink-0" />
      <span
        title={name}
        dir="auto"
        className={cn(
          "display min-w-0 max-w-28 [overflow-wrap:anywhere] sm:max-w-36 xl:max-w-72",
          !isLong && "text-xl",
          isLong && isNarrow && "line-clamp-2 text-base leading-5",
          isLong && !isNarrow && "line-clamp-2 text-sm leading-4 xl:line-clamp-1 xl:text-xl xl:leading-7",
          isShortOnPhone ? "max-sm:sr-only" : "max-[22.5rem]:sr-only",
        )}
      >
        {name}
      </span>
    </Link>
  );
}

/** The mark alone, drawn in the accent. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 28 28" aria-hidden="true" className={className}>
      <rect width="28" height="28" rx="7" className="fill-accent" />
      <path
        d="M14 8.2C11.6 6.6 8.9 6.2 6.5 6.6v12.6c2.4-.4 5.1 0 7.5 1.8 2.4-1.8 5.1-2.2 7.5-1.8V6.6C19.1 6.2 16.4 6.6 14 8.2Z"
        className="fill-on-accent"
        opacity="0.96"
      />
      <path d="M14 8.2v12.8" className="stroke-accent" strokeWidth="1.3" />
      <path
        d="M17 10.6c.9-.3 1.7-.4 2.5-.4M17 13.4c.9-.3 1.7-.4 2.5-.4"
        className="stroke-accent"
        strokeWidth="1.1"
        strokeLinecap="round"
        fill="none"
      />
    </svg>
  );
}
