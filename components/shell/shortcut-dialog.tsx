"use client";
import { useTranslations } from "next-intl";
import { Fragment, useState, useSyncExternalStore } from "react";
import { Switch } from "@/components/ui/choice";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import {
  areSingleKeysOn,
  keySigns,
  setSingleKeys,
  shortcutsOnScreen,
  type ShortcutGroup,
} from "@/components/ui/shortcuts";

const none: readonly ShortcutGroup[] = [];

/** Every key that does something on the screen behind it. */
export function ShortcutDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("shell.shortcuts");
  const groups = useSyncExternalStore(shortcutsOnScreen.subscribe, shortcutsOnScreen.read, () => none);
  const [isOn, setOn] = useState(areSingleKeysOn);
  // Two tables on one screen have the same keys: they are said once.
  const titled = [
    ...new Map(groups.filter(({ shortcuts }) => shortcuts.length > 0).map((group) => [group.title, group])).values(),
  ];
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("title")} size="md">
      <div className="grid gap-6">
        {titled.map(({ title, shortcuts }) => (
          <section key={title} aria-label={title}>
            <h3 className="mb-1 text-sm font-medium text-muted">{title}</h3>
            <dl className="divide-y border-y">
              {shortcuts.map(({ keys, label }) => (
                <div key={label} className="flex items-center justify-between gap-6 py-2">
                  <dt className="text-base">{label}</dt>
                  <dd className="flex shrink-0 items-center gap-1.5">
                    {keys.map((key, at) => (
                      <Fragment key={key}>
                        {at > 0 && <span className="text-sm text-faint">{t("or")}</span>}
                        <span className="flex gap-0.5" dir="ltr">
                          {keySigns(key).map((sign) => (
                            <Kbd key={sign}>{sign}</Kbd>
                          ))}
                        </span>
                      </Fragment>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <Switch
          label={t("singleKeys")}
          hint={t("singleKeysHint")}
          checked={isOn}
          onChange={(event) => {
            setSingleKeys(event.target.checked);
            setOn(event.target.checked);
          }}
        />
      </div>
    </Dialog>
  );
}
