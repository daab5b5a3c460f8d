import type { ReactNode } from "react";
import { cn } from "./cn";

type Props = {
  icon?: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  /** The first step. */ action?: ReactNode;
  /** Stands in for a list or a table, in the outline of what will be there. */
  isFramed?: boolean;
  className?: string;
  heading?: "h1" | "h2" | "h3";
};

/** Says what will be here, and offers the first step. */
export function EmptyState({ icon, title, children, action, isFramed, className, heading: Heading = "h2" }: Props) {
  return (
    <div
      className={cn(
        "grid justify-items-center gap-3 px-4 py-14 text-center",
        isFramed ? "rounded-card border border-dashed" : "mx-auto max-w-md",
        className,
      )}
    >
      {icon && (
        <span className="grid size-12 place-items-center rounded-full bg-sunken text-muted [&>svg]:size-5">{icon}</span>
      )}
      <Heading className="display text-xl">{title}</Heading>
      {children && <div className="max-w-md text-base text-muted">{children}</div>}
      {action && <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
