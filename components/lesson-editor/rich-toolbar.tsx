"use client";
import { useEditorState, type Editor } from "@tiptap/react";
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable } from "@tiptap/pm/tables";
import {
  Bold,
  ChevronDown,
  Code,
  Image as ImageIcon,
  Italic,
  List,
  ListOrdered,
  MoreHorizontal,
  Plus,
  Quote,
  Underline,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, type KeyboardEvent, type ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { DropdownMenu, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { LinkPopover } from "./link-popover";
import { insertTable } from "./table-commands";

type Props = { editor: Editor; hasAllTools: boolean; onPicture: (() => void) | null; onInsert: (() => void) | null };

/** The tools for the words under the cursor; one stop of the Tab key, arrows go from tool to tool. */
export function RichToolbar({ editor, hasAllTools, onPicture, onInsert }: Props) {
  const t = useTranslations("editor.tools");
  const [isLinking, setLinking] = useState(false);
  const state = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      style:
        ([2, 3, 4] as const).find((level) => now.isActive("heading", { level })) ??
        (now.isActive("codeBlock") ? ("code" as const) : ("text" as const)),
      bold: now.isActive("bold"),
      italic: now.isActive("italic"),
      underline: now.isActive("underline"),
      code: now.isActive("code"),
      strike: now.isActive("strike"),
      subscript: now.isActive("subscript"),
      superscript: now.isActive("superscript"),
      link: now.isActive("link"),
      bulletList: now.isActive("bulletList"),
      orderedList: now.isActive("orderedList"),
      blockquote: now.isActive("blockquote"),
      callout: now.isActive("callout"),
      table: now.isActive("table"),
      pictureAlt: now.isActive("image") ? String(now.getAttributes("image").alt ?? "") : null,
    }),
  });
  const chain = () => editor.chain().focus();
  const styleName =
    state.style === "text" || state.style === "code" ? t(`styles.${state.style}`) : t(`styles.h${state.style}`);
  return (
    <div
      role="toolbar"
      aria-label={t("label")}
      tabIndex={-1}
      onKeyDown={roam}
      // A press on a tool must not take the cursor out of the text.
      onMouseDown={(event) => event.preventDefault()}
      className="flex flex-wrap items-center gap-0.5 max-sm:max-w-[calc(100vw-2rem)] max-sm:flex-nowrap max-sm:overflow-x-auto rounded-control border bg-raised p-0.5 shadow-float"
    >
      {hasAllTools && (
        <DropdownMenu
          align="start"
          trigger={
            <button
              type="button"
              className="inline-flex h-7 items-center gap-1 rounded-control px-2 text-sm text-ink hover:bg-sunken"
            >
              {styleName}
              <ChevronDown aria-hidden className="size-3.5 text-muted" />
            </button>
          }
        >
          <MenuItem shortcut="Ctrl Alt 0" onSelect={() => chain().setParagraph().run()}>
            {t("styles.text")}
          </MenuItem>
          {([2, 3, 4] as const).map((level) => (
            <MenuItem
              key={level}
              shortcut={`Ctrl Alt ${level}`}
              onSelect={() => chain().toggleHeading({ level }).run()}
            >
              <span className={cn("font-serif", { 2: "text-xl", 3: "text-lg", 4: "text-md" }[level])}>
                {t(`styles.h${level}`)}
              </span>
            </MenuItem>
          ))}
          <MenuItem onSelect={() => chain().toggleCodeBlock().run()}>
            <span className="font-mono text-sm">{t("styles.code")}</span>
          </MenuItem>
        </DropdownMenu>
      )}
      <Tool label={t("bold")} shortcut="Ctrl B" isOn={state.bold} onPress={() => chain().toggleBold().run()}>
        <Bold aria-hidden />
      </Tool>
      <Tool label={t("italic")} shortcut="Ctrl I" isOn={state.italic} onPress={() => chain().toggleItalic().run()}>
        <Italic aria-hidden />
      </Tool>
      <Tool
        label={t("underline")}
        shortcut="Ctrl U"
        isOn={state.underline}
        onPress={() => chain().toggleUnderline().run()}
      >
        <Underline aria-hidden />
      </Tool>
      <Tool label={t("code")} shortcut="Ctrl E" isOn={state.code} onPress={() => chain().toggleCode().run()}>
        <Code aria-hidden />
      </Tool>
      <LinkPopover editor={editor} open={isLinking} onOpenChange={setLinking} isOn={state.link} />
      <Divider />
      <Tool label={t("bullets")} isOn={state.bulletList} onPress={() => chain().toggleBulletList().run()}>
        <List aria-hidden />
      </Tool>
      <Tool label={t("numbers")} isOn={state.orderedList} onPress={() => chain().toggleOrderedList().run()}>
        <ListOrdered aria-hidden />
      </Tool>
      {hasAllTools && (
        <Tool label={t("quote")} isOn={state.blockquote} onPress={() => chain().toggleBlockquote().run()}>
          <Quote aria-hidden />
        </Tool>
      )}
      {onPicture && (
        <Tool label={t("picture")} onPress={onPicture}>
          <ImageIcon aria-hidden />
        </Tool>
      )}
      <DropdownMenu
        align="end"
        trigger={
          <IconButton label={t("more")} size="sm" hint={false}>
            <MoreHorizontal aria-hidden />
          </IconButton>
        }
      >
        <MenuItem onSelect={() => chain().toggleMark("subscript").run()}>{t("subscript")}</MenuItem>
        <MenuItem onSelect={() => chain().toggleMark("superscript").run()}>{t("superscript")}</MenuItem>
        <MenuItem onSelect={() => chain().toggleStrike().run()}>{t("strike")}</MenuItem>
        {hasAllTools && (
          <>
            <MenuSeparator />
            {(["note", "tip", "warning"] as const).map((tone) => (
              <MenuItem
                key={tone}
                onSelect={() =>
                  editor.isActive("callout", { tone })
                    ? chain().lift("callout").run()
                    : editor.isActive("callout")
                      ? chain().updateAttributes("callout", { tone }).run()
                      : chain().wrapIn("callout", { tone }).run()
                }
              >
                {t(`callouts.${tone}`)}
              </MenuItem>
            ))}
            <MenuItem onSelect={() => chain().setHorizontalRule().run()}>{t("rule")}</MenuItem>
            {!state.table && <MenuItem onSelect={() => insertTable(editor)}>{t("table")}</MenuItem>}
          </>
        )}
        {state.table && (
          <>
            <MenuSeparator />
            <MenuLabel>{t("table")}</MenuLabel>
            {(
              [
                ["addRow", addRowAfter],
                ["addColumn", addColumnAfter],
                ["removeRow", deleteRow],
                ["removeColumn", deleteColumn],
                ["removeTable", deleteTable],
              ] as const
            ).map(([name, command]) => (
              <MenuItem
                key={name}
                tone={name.startsWith("remove") ? "danger" : "plain"}
                onSelect={() =>
                  chain()
                    .command(({ state: at, dispatch }) => command(at, dispatch))
                    .run()
                }
              >
                {t(`tables.${name}`)}
              </MenuItem>
            ))}
          </>
        )}
        <MenuSeparator />
        <MenuItem onSelect={() => chain().unsetAllMarks().run()}>{t("plain")}</MenuItem>
      </DropdownMenu>
      {state.pictureAlt !== null && (
        // The words for those who cannot see the picture that is chosen in the text.
        <input
          aria-label={t("pictureAlt")}
          placeholder={t("pictureAlt")}
          value={state.pictureAlt}
          maxLength={1_000}
          onMouseDown={(event) => event.stopPropagation()}
          onKeyDown={(event) => event.stopPropagation()}
          onChange={(event) => editor.commands.updateAttributes("image", { alt: event.target.value })}
          className="h-7 w-56 rounded-[4px] border bg-raised px-2 text-sm"
        />
      )}
      {onInsert && (
        <>
          <Divider />
          <Tool label={t("insert")} shortcut="/" onPress={onInsert}>
            <Plus aria-hidden />
          </Tool>
        </>
      )}
    </div>
  );
}

function Tool({
  label,
  shortcut,
  isOn,
  onPress,
  children,
}: {
  label: string;
  shortcut?: string;
  isOn?: boolean;
  onPress: () => void;
  children: ReactNode;
}) {
  return (
    <IconButton label={label} shortcut={shortcut} size="sm" aria-pressed={isOn} onClick={onPress}>
      {children}
    </IconButton>
  );
}

const Divider = () => <span aria-hidden className="mx-1 h-4 w-px bg-line" />;

function roam(event: KeyboardEvent<HTMLElement>) {
  const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  if (step === 0) return;
  const tools = [...event.currentTarget.querySelectorAll<HTMLElement>("button")];
  const at = tools.findIndex((tool) => tool === document.activeElement);
  if (at < 0) return;
  event.preventDefault();
  const flow = document.documentElement.dir === "rtl" ? -step : step;
  tools[(at + flow + tools.length) % tools.length]?.focus();
}
