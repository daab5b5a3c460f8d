"use client";
import type { ReactNode } from "react";
import * as Radix from "radix-ui/tabs";
import { cn } from "./cn";

type Tab = { value: string; label: ReactNode; content: ReactNode };
type Props = {
  label: string;
  tabs: readonly Tab[];
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  className?: string;
};

/** Views of the same thing, one at a time; arrow keys move between them. */
export function Tabs({ label, tabs, value, defaultValue, onValueChange, className }: Props) {
  return (
    <Radix.Root
      value={value}
      defaultValue={defaultValue ?? tabs[0]?.value}
      onValueChange={onValueChange}
      className={className}
    >
      <Radix.List aria-label={label} className="flex gap-5 overflow-x-auto border-b">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className="-mb-px border-b-2 border-transparent py-2.5 text-base whitespace-nowrap text-muted transition-colors hover:text-ink focus-visible:-outline-offset-2 data-[state=active]:border-accent-ink data-[state=active]:text-ink"
          >
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} className={cn("pt-5")}>
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
