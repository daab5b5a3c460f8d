"use client";
import { useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { TextField } from "@/components/ui/text-field";

export type Pick = { id: string; name: string; detail: string };

type Props = {
  label: string;
  hint: string;
  picked: Pick | null;
  /** The picked one was given and cannot be changed. */
  isFixed?: boolean;
  text: string;
  onText: (text: string) => void;
  /** Null while they are looked for. */
  found: readonly Pick[] | null;
  onPick: (pick: Pick | null) => void;
  /** The field that the dialog opens for. */
  isFirst?: boolean;
};

/** Finds one by the beginning of its name: arrows walk the list, Enter takes. */
export function Picker({ label, hint, picked, isFixed, text, onText, found, onPick, isFirst = false }: Props) {
  const t = useTranslations("admin.enrollments");
  const id = useId();
  const [at, setAt] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isFirst) field.current?.focus();
  }, [isFirst]);
  if (picked) {
    return (
      <div className="grid gap-1.5">
        <p className="text-sm font-medium">{label}</p>
        <div className="flex items-center gap-3 rounded-control border border-accent-line bg-accent-soft px-3 py-2">
          <span className="grid min-w-0 flex-1">
            <span className="truncate text-base font-medium">{picked.name}</span>
            <span className="truncate text-sm text-muted">{picked.detail}</span>
          </span>
          {!isFixed && (
            <Button size="sm" variant="quiet" onClick={() => onPick(null)}>
              {t("change")}
            </Button>
          )}
        </div>
      </div>
    );
  }
  const here = Math.min(at, (found?.length ?? 0) - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = found?.[here];
    if (event.key === "ArrowDown") setAt(Math.min((found?.length ?? 1) - 1, here + 1));
    else if (event.key === "ArrowUp") setAt(Math.max(0, here - 1));
    else if (event.key === "Enter" && chosen) onPick(chosen);
    else return;
    event.preventDefault();
  };
  return (
    <div className="group/picker grid gap-1">
      <TextField
        ref={field}
        label={label}
        placeholder={hint}
        role="combobox"
        aria-expanded={Boolean(found?.length)}
        aria-controls={`${id}-list`}
        aria-activedescendant={found?.[here] ? `${id}-${found[here].id}` : undefined}
        autoComplete="off"
        value={text}
        maxLength={120}
        onChange={(event) => {
          onText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        className="hidden max-h-56 overflow-y-auto group-focus-within/picker:grid"
      >
        {found?.map((pick, index) => (
          // The keys are the field's: the list is walked from there.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events
          <li
            key={pick.id}
            id={`${id}-${pick.id}`}
            role="option"
            aria-selected={index === here}
            tabIndex={-1}
            onClick={() => onPick(pick)}
            onMouseMove={() => setAt(index)}
            className={cn("grid cursor-default rounded-control px-3 py-1.5", index === here && "bg-sunken")}
          >
            <span className="truncate text-base">{pick.name}</span>
            <span className="truncate text-sm text-muted">{pick.detail}</span>
          </li>
        ))}
      </ul>
      {found?.length === 0 && <p className="px-3 py-1 text-sm text-muted">{t("noneFound")}</p>}
    </div>
  );
}
