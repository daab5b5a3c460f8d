"use client";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { controlClass, Field, useFieldProps, type FieldWords } from "./field";

/** Bare lines of text that grow with what is typed. */
export function TextAreaInput({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  const field = useFieldProps(rest);
  return (
    <textarea
      rows={rows}
      {...rest}
      {...field}
      className={cn(controlClass, "field-sizing-content max-h-[32rem] min-h-20 resize-y py-2 leading-5", className)}
    />
  );
}

type Props = Omit<ComponentProps<"textarea">, "required"> & FieldWords & { fieldClassName?: string };

/** A labelled area of text; spread `register("name")` into it. */
export function TextArea({ label, hint, error, required, optional, hideLabel, fieldClassName, ...area }: Props) {
  return (
    <Field {...{ label, hint, error, required, optional, hideLabel }} id={area.id} className={fieldClassName}>
      <TextAreaInput {...area} />
    </Field>
  );
}
