"use client";
import { useId, type ReactNode } from "react";
import { cn } from "./cn";

type Props<Value extends string> = {
  label: string;
  options: readonly { value: Value; label: ReactNode; /** The name when the label is an icon. */ name?: string }[];
  value: Value;
  onChange: (value: Value) => void;
  className?: string;
};

/** A choice of one among two to four, all in sight. */
export function Segmented<Value extends string>({ label, options, value, onChange, className }: Props<Value>) {
  const name = useId();
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className={cn("inline-flex rounded-control border border-line bg-sunken p-0.5", className)}
    >
      {options.map((option) => (
        <label
          key={option.value}
          className="relative inline-flex h-7 flex-1 items-center justify-center gap-1.5 rounded-[4px] px-3 text-sm whitespace-nowrap text-muted transition-colors hover:text-ink has-checked:bg-raised has-checked:text-ink has-checked:shadow-[0_0_0_1px_var(--line)] has-focus-visible:outline-2 has-focus-visible:outline-accent-ink [&>svg]:size-4"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            aria-label={option.name}
            onChange={() => onChange(option.value)}
            className="absolute inset-0 cursor-pointer opacity-0"
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
