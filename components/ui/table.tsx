import type { ComponentProps, ReactNode } from "react";
import { ArrowDown, ArrowUp } from "lucide-react";
import { cn } from "./cn";

type TableProps = {
  label: string;
  className?: string;
  children: ReactNode;
  /** Height at which rows scroll under the sticky head; none by default. */ maxHeight?: string;
};

/** A dense table that scrolls inside its own frame and keeps its head in sight. */
export function Table({ label, className, maxHeight, children }: TableProps) {
  return (
    // A frame that scrolls has to be reachable by the keyboard.
    <div
      role="region"
      aria-label={label}
      tabIndex={0}
      style={{ maxHeight }}
      className="overflow-auto rounded-card border bg-raised"
    >
      <table className={cn("w-full border-separate border-spacing-0 text-start text-base", className)}>
        {children}
      </table>
    </div>
  );
}

/** The head row's group. */
export function THead({ children }: { children: ReactNode }) {
  return <thead className="sticky top-0 z-10">{children}</thead>;
}

/** The rows' group; the frame draws the last line. */
export function TBody(props: ComponentProps<"tbody">) {
  return <tbody {...props} className="[&>tr:last-child>*]:border-b-0" />;
}

/** One row; `selected` tints it. */
export function Tr({ selected, className, ...rest }: ComponentProps<"tr"> & { selected?: boolean }) {
  return (
    <tr
      {...rest}
      aria-selected={selected}
      className={cn(
        "transition-colors hover:bg-sunken/60 focus-visible:-outline-offset-2 aria-selected:bg-accent-soft",
        className,
      )}
    />
  );
}

type ThProps = ComponentProps<"th"> & {
  numeric?: boolean;
  /** Which way this column sorts now. */
  sort?: "ascending" | "descending" | "none";
  onSort?: () => void;
};

/** A column's head; with `onSort` it is a button that turns the order. */
export function Th({ numeric, sort, onSort, className, children, ...rest }: ThProps) {
  return (
    <th
      scope="col"
      {...rest}
      aria-sort={sort}
      className={cn(
        "h-9 border-b bg-sunken px-3 text-start text-sm font-medium whitespace-nowrap text-muted",
        numeric && "text-end",
        className,
      )}
    >
      {onSort ? (
        <button type="button" onClick={onSort} className="inline-flex items-center gap-1 rounded-[4px] hover:text-ink">
          {children}
          {sort === "ascending" && <ArrowUp aria-hidden className="size-3.5" />}
          {sort === "descending" && <ArrowDown aria-hidden className="size-3.5" />}
        </button>
      ) : (
        children
      )}
    </th>
  );
}

/** One cell. */
export function Td({ numeric, className, ...rest }: ComponentProps<"td"> & { numeric?: boolean }) {
  return (
    <td {...rest} className={cn("h-10 border-b px-3 py-1.5 align-middle", numeric && "tabular text-end", className)} />
  );
}
