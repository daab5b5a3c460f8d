"use client";
import type { ReactNode } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/text-field";

type Props = {
  label: ReactNode;
  error?: ReactNode;
  value: string;
  onChange: (code: string) => void;
  /** Told when the sixth digit is there. */ onWhole?: (code: string) => void;
};

/** Six digits from a mail; typed, pasted with spaces, or filled in by the phone. */
export function CodeField({ label, error, value, onChange, onWhole }: Props) {
  return (
    <Field label={label} error={error} required>
      <Input
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        dir="ltr"
        maxLength={12}
        value={value}
        className="h-12 text-center font-mono text-xl tracking-[0.4em]"
        onChange={(event) => {
          const code = event.target.value.replace(/\D/g, "").slice(0, 6);
          onChange(code);
          if (code.length === 6 && code !== value) onWhole?.(code);
        }}
      />
    </Field>
  );
}
