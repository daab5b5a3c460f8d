"use client";
import type { ComponentProps } from "react";
import { ChevronDown } from "lucide-react";
import { cn } from "./cn";
import { controlClass, Field, useFieldProps, type FieldWords } from "./field";

export type SelectOption = { value: string; label: string; disabled?: boolean };

/** The platform's own list behind our frame: it opens natively on phones and works from the keyboard. */
export function SelectInput({
  options,
  className,
  ...rest
}: ComponentProps<"select"> & { options: readonly SelectOption[] }) {
  const field = useFieldProps(rest);
  return (
    <span className="relative block">
      <select {...rest} {...field} className={cn(controlClass, "h-9 appearance-none truncate pe-9", className)}>
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled} className="bg-raised text-ink">
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute inset-y-0 end-3 my-auto size-4 text-muted" />
    </span>
  );
}

type Props = Omit<ComponentProps<"select">, "required"> &
  FieldWords & { options: readonly SelectOption[]; fieldClassName?: string };

/** A labelled choice of one; spread `register("name")` into it. */
export function Select({ label, hint, error, required, optional, hideLabel, fieldClassName, ...select }: Props) {
  return (
    <Field {...{ label, hint, error, required, optional, hideLabel }} id={select.id} className={fieldClassName}>
      <SelectInput {...select} />
    </Field>
  );
}
