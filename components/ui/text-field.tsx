"use client";
import { useState, type ComponentProps, type ReactNode } from "react";
import { Eye, EyeOff, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "./cn";
import { controlClass, Field, useFieldProps, type FieldWords } from "./field";

/** A bare line of text, for use inside a Field or with an aria-label. */
export function Input({ className, ...rest }: ComponentProps<"input">) {
  const field = useFieldProps(rest);
  return <input {...rest} {...field} className={cn(controlClass, "h-9", className)} />;
}

type TextFieldProps = Omit<ComponentProps<"input">, "required"> & FieldWords & { fieldClassName?: string };

/** A labelled line of text; spread `register("name")` into it. A password can be shown. */
export function TextField(props: TextFieldProps) {
  const { label, hint, error, required, optional, hideLabel, fieldClassName, type, ...input } = props;
  return (
    <Field {...{ label, hint, error, required, optional, hideLabel }} id={input.id} className={fieldClassName}>
      {type === "password" ? <PasswordInput {...input} /> : <Input type={type} {...input} />}
    </Field>
  );
}

function PasswordInput({ className, ...rest }: ComponentProps<"input">) {
  const t = useTranslations("ui");
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <span className="relative block">
      <Input {...rest} type={shown ? "text" : "password"} className={cn("pe-10", className)} />
      <button
        type="button"
        aria-label={shown ? t("hidePassword") : t("showPassword")}
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
        className="absolute inset-y-0 end-0 grid w-10 place-items-center rounded-control text-muted hover:text-ink"
      >
        <Icon aria-hidden className="size-4" />
      </button>
    </span>
  );
}

type SearchFieldProps = Omit<ComponentProps<"input">, "type"> & { label: string; trailing?: ReactNode };

/** A search box with its glass; `/` may focus it where a page says so. */
export function SearchField({ label, trailing, className, ...rest }: SearchFieldProps) {
  return (
    <span className={cn("relative block", className)}>
      <Search aria-hidden className="pointer-events-none absolute inset-y-0 start-3 my-auto size-4 text-faint" />
      <input {...rest} type="search" aria-label={label} className={cn(controlClass, "h-9 ps-9", trailing && "pe-10")} />
      {trailing && <span className="absolute inset-y-0 end-2.5 flex items-center">{trailing}</span>}
    </span>
  );
}
