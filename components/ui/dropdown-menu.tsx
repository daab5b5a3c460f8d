"use client";
import type { ComponentProps, ReactNode } from "react";
import { Check } from "lucide-react";
import { useLocale } from "next-intl";
import * as Radix from "radix-ui/dropdown-menu";
import { directionOf } from "@/lib/i18n/locales";
import { cn } from "./cn";

const item =
  "flex w-full cursor-default items-center gap-2.5 rounded-[4px] px-2 py-1.5 text-base text-ink outline-none select-none data-disabled:opacity-50 data-highlighted:bg-sunken [&>svg]:size-4 [&>svg]:text-muted tap:py-2.5";

type MenuProps = {
  /** The one button that opens it. */
  trigger: ReactNode;
  align?: "start" | "center" | "end";
  side?: "top" | "bottom" | "left" | "right";
  className?: string;
  children: ReactNode;
};

/** A menu of acts that opens from its trigger. */
export function DropdownMenu({ trigger, align = "end", side = "bottom", className, children }: MenuProps) {
  // Radix writes a direction on what it opens, and takes none from the page.
  const dir = directionOf(useLocale());
  return (
    <Radix.Root dir={dir} modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className={cn(
            "z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 animate-rise overflow-y-auto rounded-card border border-line bg-raised p-1 shadow-float",
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

type ItemProps = ComponentProps<typeof Radix.Item> & { tone?: "plain" | "danger"; shortcut?: string };

/** One act; with `asChild` its one child is a link. */
export function MenuItem({ tone = "plain", shortcut, className, children, ...rest }: ItemProps) {
  return (
    <Radix.Item
      {...rest}
      className={cn(
        item,
        tone === "danger" && "text-danger-ink data-highlighted:bg-danger-soft [&>svg]:text-danger-ink",
        className,
      )}
    >
      {rest.asChild ? (
        children
      ) : (
        <>
          {children}
          {shortcut && <kbd className="ms-auto ps-4 font-sans text-sm text-faint">{shortcut}</kbd>}
        </>
      )}
    </Radix.Item>
  );
}

/** A set of which one is chosen. */
export function MenuRadioGroup(props: ComponentProps<typeof Radix.RadioGroup>) {
  return <Radix.RadioGroup {...props} />;
}

/** One of a MenuRadioGroup. */
export function MenuRadioItem({ className, children, ...rest }: ComponentProps<typeof Radix.RadioItem>) {
  return (
    <Radix.RadioItem {...rest} className={cn(item, className)}>
      <span className="grid size-4 place-items-center">
        <Radix.ItemIndicator>
          <Check aria-hidden className="size-4 text-accent-ink" />
        </Radix.ItemIndicator>
      </span>
      {children}
    </Radix.RadioItem>
  );
}

/** A quiet heading inside a menu. */
export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 pt-2 pb-1 text-sm text-faint">{children}</Radix.Label>;
}

/** A hairline between groups. */
export function MenuSeparator() {
  return <Radix.Separator className="mx-1 my-1 h-px bg-line" />;
}
