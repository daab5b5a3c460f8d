"use client";
import type { Editor } from "@tiptap/react";
import { Link2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Popover } from "@/components/ui/popover";
import { TextField } from "@/components/ui/text-field";

type Props = { editor: Editor; open: boolean; onOpenChange: (open: boolean) => void; isOn: boolean };

/** The address with a scheme that lessons may link to, or null when it cannot be one. A bare host gets https. */
export function linkAddress(typed: string): string | null {
  const text = typed.trim();
  if (text === "") return null;
  if (/^(asset|lesson):[\w-]+$/.test(text)) return text;
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(text)) return `mailto:${text}`;
  const full = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(full)) return null;
  const { protocol, hostname } = new URL(full);
  if (protocol === "mailto:") return full;
  return (protocol === "https:" || protocol === "http:") && hostname.includes(".") ? full : null;
}

/** Sets, changes or takes away the link of the selected words. */
export function LinkPopover({ editor, open, onOpenChange, isOn }: Props) {
  const t = useTranslations("editor.link");
  const [typed, setTyped] = useState("");
  const [isWrong, setWrong] = useState(false);
  const begin = (next: boolean) => {
    if (next) {
      const href: unknown = editor.getAttributes("link").href;
      setTyped(typeof href === "string" ? href : "");
      setWrong(false);
    }
    onOpenChange(next);
  };
  const set = () => {
    const href = linkAddress(typed);
    setWrong(!href);
    if (!href) return;
    onOpenChange(false);
    const isBlank = editor.state.selection.empty && !isOn;
    const chain = editor.chain().focus();
    if (isBlank)
      chain.insertContent({ type: "text", text: typed.trim(), marks: [{ type: "link", attrs: { href } }] }).run();
    else chain.extendMarkRange("link").setLink({ href }).run();
  };
  return (
    <Popover
      label={t("label")}
      open={open}
      onOpenChange={begin}
      className="w-80"
      trigger={
        <IconButton label={t("label")} size="sm" hint={false} aria-pressed={isOn}>
          <Link2 aria-hidden />
        </IconButton>
      }
    >
      {/* What is typed here is not meant for the toolbar around it. */}
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          set();
        }}
      >
        <TextField
          label={t("address")}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          placeholder={t("example")}
          error={isWrong && t("wrong")}
          inputMode="url"
          autoComplete="off"
        />
        <div className="flex justify-end gap-2">
          {isOn && (
            <Button
              size="sm"
              variant="quiet"
              onClick={() => {
                onOpenChange(false);
                editor.chain().focus().extendMarkRange("link").unsetLink().run();
              }}
            >
              {t("remove")}
            </Button>
          )}
          <Button size="sm" variant="primary" type="submit">
            {t("set")}
          </Button>
        </div>
      </form>
    </Popover>
  );
}
