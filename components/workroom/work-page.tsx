import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

type Props = {
  title: ReactNode;
  hint?: ReactNode;
  /** Buttons at the end of the head. */ acts?: ReactNode;
  className?: string;
  children: ReactNode;
};

/** A page of the teaching or administration rooms: its name, what it is for, its acts, then the work. */
export function WorkPage({ title, hint, acts, className, children }: Props) {
  return (
    <div className={cn("mx-auto grid max-w-[84rem] grid-cols-1 gap-5 px-4 pt-6 pb-20 sm:px-7 sm:pt-8", className)}>
      <header className="flex flex-wrap items-end gap-x-6 gap-y-3">
        <div className="grid w-full min-w-0 gap-1 sm:w-auto sm:flex-1">
          <h1 className="display text-3xl">{title}</h1>
          {hint && <p className="text-base text-muted">{hint}</p>}
        </div>
        {acts && <div className="flex flex-wrap gap-2">{acts}</div>}
      </header>
      {children}
    </div>
  );
}
