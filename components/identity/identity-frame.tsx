import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

type Props = {
  title: ReactNode;
  lead: ReactNode;
  children: ReactNode;
  /** Below the form, between hairlines. */ foot?: ReactNode;
  aside?: ReactNode;
};

/** The quiet page on which people sign in: one column of form, and beside it what a visitor may do without an account. */
export function IdentityFrame({ title, lead, children, foot, aside }: Props) {
  return (
    <div
      className={cn(
        "mx-auto grid w-full gap-x-16 gap-y-12 px-4 py-12 sm:px-6 sm:py-20",
        aside ? "max-w-4xl lg:grid-cols-2" : "max-w-md",
      )}
    >
      <section className="grid content-start gap-6">
        <header className="grid gap-2">
          <h1 className="display text-3xl">{title}</h1>
          <p className="text-md text-muted">{lead}</p>
        </header>
        {children}
        {foot && (
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t pt-5 text-base text-muted">{foot}</div>
        )}
      </section>
      {aside}
    </div>
  );
}

/** How a link inside the small print of these pages looks. */
export const quietLink = "font-medium text-accent-ink underline-offset-4 hover:underline";
