"use client";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { Tooltip } from "./tooltip";

const sizes = { sm: "size-7", md: "size-9", lg: "size-11" } as const;

export type IconButtonProps = Omit<ComponentProps<"button">, "aria-label"> & {
  /** The name: read aloud, and shown on hover and focus. */
  label: string;
  /** A key that does the same, shown beside the name. */
  shortcut?: string;
  size?: keyof typeof sizes;
  tone?: "quiet" | "danger";
  hint?: boolean;
};

/** A button that is only an icon, never without a name. */
export function IconButton({
  label,
  shortcut,
  size = "md",
  tone = "quiet",
  hint = true,
  className,
  ...rest
}: IconButtonProps) {
  const button = (
    <button
      type="button"
      aria-label={label}
      aria-keyshortcuts={shortcut}
      {...rest}
      className={cn(
        "inline-grid shrink-0 place-items-center rounded-control text-muted transition-colors hover:bg-sunken hover:text-ink disabled:opacity-45 aria-pressed:bg-accent-soft aria-pressed:text-accent-ink [&>svg]:size-[1.125rem]",
        tone === "danger" && "hover:bg-danger-soft hover:text-danger-ink",
        sizes[size],
        className,
      )}
    />
  );
  return hint ? (
    <Tooltip label={label} shortcut={shortcut}>
      {button}
    </Tooltip>
  ) : (
    button
  );
}
