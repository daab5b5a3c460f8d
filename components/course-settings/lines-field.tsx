"use client";
import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { ChoiceGroup } from "@/components/ui/choice";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/text-field";

type Props = {
  kind: "outcome" | "requirement";
  lines: readonly string[];
  onChange: (lines: string[]) => void;
  wrong: ReadonlySet<number>;
};

/** A short list of lines: Enter begins the next one, Backspace on an empty one takes it away. */
export function LinesField({ kind, lines, onChange, wrong }: Props) {
  const t = useTranslations("course-settings");
  const list = useRef<HTMLDivElement>(null);
  const focusOn = (at: number) => requestAnimationFrame(() => list.current?.querySelectorAll("input")[at]?.focus());
  const add = (at: number) => {
    if (lines.length >= 12) return;
    onChange([...lines.slice(0, at), "", ...lines.slice(at)]);
    focusOn(at);
  };
  const remove = (at: number) => {
    onChange(lines.filter((_line, n) => n !== at));
    focusOn(Math.max(0, at - 1));
  };
  return (
    <ChoiceGroup
      legend={t(kind === "outcome" ? "outcomes" : "requirements")}
      error={wrong.size > 0 && t("problems.line")}
    >
      <div ref={list} className="grid gap-2">
        {lines.map((line, at) => {
          const label = t(kind === "outcome" ? "outcomeNumber" : "requirementNumber", { number: at + 1 });
          return (
            // A line has no name of its own: it is the first, the second.
            <div key={at} className="flex items-center gap-1.5">
              <Input
                aria-label={label}
                aria-invalid={wrong.has(at) || undefined}
                value={line}
                maxLength={200}
                placeholder={t(kind === "outcome" ? "outcomeExample" : "requirementExample")}
                onChange={(event) => onChange(lines.map((other, n) => (n === at ? event.target.value : other)))}
                onKeyDown={(event) => {
                  if (event.key === "Enter") {
                    event.preventDefault();
                    add(at + 1);
                  } else if (event.key === "Backspace" && line === "") {
                    event.preventDefault();
                    remove(at);
                  }
                }}
              />
              <IconButton label={t("removeLine", { name: label })} size="sm" onClick={() => remove(at)}>
                <Trash2 aria-hidden />
              </IconButton>
            </div>
          );
        })}
      </div>
      <Button
        variant="quiet"
        size="sm"
        className="-ms-2.5 justify-self-start"
        disabled={lines.length >= 12}
        onClick={() => add(lines.length)}
      >
        <Plus aria-hidden />
        {t(kind === "outcome" ? "addOutcome" : "addRequirement")}
      </Button>
    </ChoiceGroup>
  );
}
