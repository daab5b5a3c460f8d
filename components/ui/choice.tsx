"use client";
import { useId, type ComponentProps, type ReactNode } from "react";
import { cn } from "./cn";

type ChoiceProps = Omit<ComponentProps<"input">, "type"> & {
  label: ReactNode;
  hint?: ReactNode;
  /** Keeps the words for screen readers only, as in a table's column of boxes. */
  hideLabel?: boolean;
};

const box =
  "relative mt-0.5 grid size-4 shrink-0 appearance-none place-items-center border border-line-strong bg-raised transition-colors checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent disabled:opacity-50";

function Choice({
  input,
  label,
  hint,
  hideLabel,
  className,
}: { input: (describedBy?: string) => ReactNode } & Pick<ChoiceProps, "label" | "hint" | "hideLabel" | "className">) {
  const hintId = useId();
  return (
    <label className={cn("inline-flex items-start gap-2.5 text-base has-disabled:text-muted", className)}>
      {input(hint ? hintId : undefined)}
      <span className={cn("grid gap-0.5", hideLabel && "sr-only")}>
        <span>{label}</span>
        {hint && (
          <span id={hintId} className="text-sm text-muted">
            {hint}
          </span>
        )}
      </span>
    </label>
  );
}

/** A box to tick, with its words; `indeterminate` is for "some of them". */
export function Checkbox({
  label,
  hint,
  hideLabel,
  className,
  indeterminate,
  ...rest
}: ChoiceProps & { indeterminate?: boolean }) {
  return (
    <Choice
      {...{ label, hint, hideLabel, className }}
      input={(describedBy) => (
        <span className="relative inline-grid shrink-0 text-on-accent">
          <input
            {...rest}
            type="checkbox"
            aria-describedby={describedBy}
            ref={(element) => {
              if (element) element.indeterminate = indeterminate ?? false;
              if (typeof rest.ref === "function") rest.ref(element);
              else if (rest.ref) rest.ref.current = element;
            }}
            className={cn(box, "peer rounded-[4px]")}
          />
          <svg
            viewBox="0 0 16 16"
            aria-hidden="true"
            className="pointer-events-none absolute inset-x-0 top-0.5 size-4 scale-75 opacity-0 transition peer-checked:scale-100 peer-checked:opacity-100 peer-indeterminate:scale-100 peer-indeterminate:opacity-100"
          >
            <path
              d={indeterminate ? "M4.5 8h7" : "M4 8.4l2.7 2.6L12 5.4"}
              fill="none"
              stroke="currentColor"
              strokeWidth="1.9"
              strokeLinecap="round"
              strokeLinejoin="round"
            />
          </svg>
        </span>
      )}
    />
  );
}

/** One of several that exclude each other; give the group a `name`. */
export function Radio({ label, hint, hideLabel, className, ...rest }: ChoiceProps) {
  return (
    <Choice
      {...{ label, hint, hideLabel, className }}
      input={(describedBy) => (
        <input
          {...rest}
          type="radio"
          aria-describedby={describedBy}
          className={cn(
            box,
            "rounded-full after:size-1.5 after:scale-0 after:rounded-full after:bg-on-accent after:transition checked:after:scale-100",
          )}
        />
      )}
    />
  );
}

/** On or off, at once; for settings that need no saving. */
export function Switch({ label, hint, hideLabel, className, ...rest }: ChoiceProps) {
  return (
    <Choice
      {...{ label, hint, hideLabel, className }}
      input={(describedBy) => (
        <input
          {...rest}
          type="checkbox"
          role="switch"
          aria-describedby={describedBy}
          className="relative h-5 w-9 shrink-0 appearance-none rounded-full border border-line-strong bg-sunken transition-colors after:absolute after:start-0.5 after:top-0.5 after:size-3.5 after:rounded-full after:bg-line-strong after:transition-all checked:border-accent checked:bg-accent checked:after:start-[1.125rem] checked:after:bg-on-accent disabled:opacity-50"
        />
      )}
    />
  );
}

/** A named set of boxes or radios. */
export function ChoiceGroup({
  legend,
  hint,
  error,
  hideLegend,
  className,
  children,
}: {
  legend: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  hideLegend?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <fieldset aria-describedby={hint || error ? id : undefined} className={cn("grid gap-2", className)}>
      <legend className={cn("mb-1.5 text-sm font-medium", hideLegend && "sr-only")}>{legend}</legend>
      {children}
      {(error ?? hint) && (
        <p
          id={id}
          role={error ? "alert" : undefined}
          className={cn("text-sm", error ? "text-danger-ink" : "text-muted")}
        >
          {error ?? hint}
        </p>
      )}
    </fieldset>
  );
}
