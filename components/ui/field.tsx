"use client";
import { createContext, use, useId, type ReactNode } from "react";
import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "./cn";

type FieldIds = { id: string; describedBy: string | undefined; invalid: boolean; required: boolean };
const FieldContext = createContext<FieldIds | null>(null);

/** The attributes a control inside a Field must carry so that its label, hint and error belong to it. */
export function useFieldProps(own: { id?: string }): {
  id?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
  "aria-required"?: true;
} {
  const field = use(FieldContext);
  if (!field) return { id: own.id };
  return {
    id: field.id,
    "aria-describedby": field.describedBy,
    "aria-invalid": field.invalid || undefined,
    "aria-required": field.required || undefined,
  };
}

export type FieldWords = {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong, in words; falsy when nothing is. */
  error?: ReactNode;
  required?: boolean;
  /** Says "optional" beside the label; for the few fields of a form that may stay empty. */
  optional?: boolean;
  /** Keeps the label for screen readers only, where the place already says what the field is. */
  hideLabel?: boolean;
};

type Props = FieldWords & { id?: string; className?: string; children: ReactNode };

/** Label above, control, then hint or error below; the control inside finds its ids by itself. */
export function Field({ label, hint, error, required = false, optional, hideLabel, id, className, children }: Props) {
  const generated = useId();
  const t = useTranslations("ui");
  const fieldId = id ?? generated;
  const hintId = hint ? `${fieldId}-hint` : undefined;
  const errorId = error ? `${fieldId}-error` : undefined;
  const describedBy = [errorId, hintId].filter(Boolean).join(" ") || undefined;
  return (
    <div className={cn("grid gap-1.5", className)}>
      <label htmlFor={fieldId} className={cn("text-sm font-medium text-ink", hideLabel && "sr-only")}>
        {label}
        {optional && (
          <>
            {" "}
            <span className="ms-0.5 font-normal text-faint">{t("optional")}</span>
          </>
        )}
      </label>
      <FieldContext value={{ id: fieldId, describedBy, invalid: Boolean(error), required }}>{children}</FieldContext>
      {error && (
        <p id={errorId} role="alert" className="flex items-start gap-1.5 text-sm text-danger-ink">
          <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          {error}
        </p>
      )}
      {hint && (
        <p id={hintId} className="text-sm text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}

/** How every control that takes typing looks. */
export const controlClass =
  "w-full rounded-control border border-line-strong/70 bg-raised px-3 text-base text-ink transition-colors hover:border-line-strong focus-visible:border-accent-ink focus-visible:outline-1 focus-visible:outline-offset-0 aria-invalid:border-danger disabled:bg-sunken disabled:text-muted tap:text-md";
