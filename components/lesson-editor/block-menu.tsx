"use client";
import { useTranslations } from "next-intl";
import { useState, type KeyboardEvent } from "react";
import { cn } from "@/components/ui/cn";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/text-field";
import { useFirstFocus } from "@/components/workroom/use-first-focus";
import { addable, kindIcons, kindKey, type Addable } from "./block-kinds";

type Props = { open: boolean; onOpenChange: (open: boolean) => void; onPick: (kind: Addable) => void };

/** What can stand in a lesson; typing narrows it, Enter takes the first that is left. */
export function BlockMenu({ open, onOpenChange, onPick }: Props) {
  const t = useTranslations("editor");
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("menu.title")} size="md">
      {open && <Choices onPick={onPick} />}
    </Dialog>
  );
}

function Choices({ onPick }: Pick<Props, "onPick">) {
  const t = useTranslations("editor");
  const [wanted, setWanted] = useState("");
  const [at, setAt] = useState(0);
  const field = useFirstFocus();
  const name = (kind: Addable) => t(`add.${kindKey(kind)}.name`);
  const hint = (kind: Addable) => t(`add.${kindKey(kind)}.hint`);
  const words = wanted.trim().toLocaleLowerCase();
  const says = (text: string) => text.toLocaleLowerCase().includes(words);
  // What is called so comes before what only mentions it: "file" is a file, not a video that may be one.
  const left = [
    ...addable.filter((kind) => says(name(kind))),
    ...addable.filter((kind) => !says(name(kind)) && says(hint(kind))),
  ];
  const here = Math.min(at, left.length - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = left[here];
    if (event.key === "ArrowDown") setAt(Math.min(left.length - 1, here + 1));
    else if (event.key === "ArrowUp") setAt(Math.max(0, here - 1));
    else if (event.key === "Enter" && chosen) onPick(chosen);
    else return;
    event.preventDefault();
  };
  return (
    <div className="grid gap-2">
      <Input
        ref={field}
        role="combobox"
        aria-label={t("menu.search")}
        aria-expanded
        aria-controls="block-menu"
        aria-activedescendant={left[here] ? `block-menu-${kindKey(left[here])}` : undefined}
        placeholder={t("menu.search")}
        autoComplete="off"
        value={wanted}
        onChange={(event) => {
          setWanted(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul id="block-menu" role="listbox" aria-label={t("menu.title")} className="grid gap-0.5">
        {left.map((kind, index) => {
          const Icon = kindIcons[kind];
          return (
            // The keys are the field's: the list is walked from there.
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events
            <li
              key={kind}
              id={`block-menu-${kindKey(kind)}`}
              role="option"
              aria-selected={index === here}
              tabIndex={-1}
              onClick={() => onPick(kind)}
              onMouseMove={() => setAt(index)}
              className={cn(
                "flex cursor-default items-center gap-3 rounded-control px-2 py-2",
                index === here && "bg-sunken",
              )}
            >
              <span className="grid size-9 shrink-0 place-items-center rounded-control border bg-raised text-muted">
                <Icon aria-hidden className="size-4.5" />
              </span>
              <span className="grid min-w-0">
                <span className="text-base font-medium">{name(kind)}</span>
                <span className="text-sm text-muted">{hint(kind)}</span>
              </span>
            </li>
          );
        })}
      </ul>
      {left.length === 0 && <p className="px-2 py-4 text-base text-muted">{t("menu.none")}</p>}
    </div>
  );
}
