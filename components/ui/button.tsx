import type { ComponentProps } from "react";
import * as Slot from "radix-ui/slot";
import { cn } from "./cn";
import { Spinner } from "./spinner";

const variants = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover",
  secondary: "border border-line-strong/60 bg-raised text-ink hover:border-line-strong hover:bg-sunken",
  ghost: "text-ink hover:bg-sunken",
  danger: "bg-danger text-on-danger hover:bg-danger-hover",
  quiet: "text-muted hover:bg-sunken hover:text-ink",
} as const;

const sizes = {
  sm: "h-8 gap-1.5 px-2.5 text-sm",
  md: "h-9 gap-2 px-3.5 text-base",
  lg: "h-11 gap-2 px-5 text-md",
} as const;

/** How a button or a link that stands in for one looks, for elements that cannot be a Button. */
export function buttonClass(
  options: { variant?: keyof typeof variants; size?: keyof typeof sizes; className?: string } = {},
): string {
  return cn(
    "inline-flex shrink-0 items-center justify-center rounded-control font-medium whitespace-nowrap transition-colors select-none",
    "disabled:opacity-50 aria-disabled:opacity-50 [&>svg]:size-4 [&>svg]:shrink-0",
    variants[options.variant ?? "secondary"],
    sizes[options.size ?? "md"],
    options.className,
  );
}

export type ButtonProps = ComponentProps<"button"> & {
  variant?: keyof typeof variants;
  size?: keyof typeof sizes;
  /** Work is under way: the button keeps its width and focus, and takes no second press. */
  pending?: boolean;
  /** Draws the single child (a Link) as the button. */
  asChild?: boolean;
};

/** A button of one of five weights; a page has at most one primary. */
export function Button({
  variant,
  size,
  pending = false,
  asChild,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  if (asChild) {
    return (
      <Slot.Root className={buttonClass({ variant, size, className })} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type="button"
      {...rest}
      onClick={pending ? (event) => event.preventDefault() : onClick}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      className={buttonClass({ variant, size, className: cn(pending && "relative", className) })}
    >
      {pending ? (
        <>
          <span className="absolute inset-0 grid place-items-center">
            <Spinner />
          </span>
          <span className="inline-flex items-center gap-[inherit] opacity-0">{children}</span>
        </>
      ) : (
        children
      )}
    </button>
  );
}
