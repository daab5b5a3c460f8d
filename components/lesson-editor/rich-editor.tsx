"use client";
import "@/components/lessons/lesson-text.css";
import { EditorContent, useEditor, type Editor } from "@tiptap/react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { ServedAsset } from "@/services/assets/asset";
import { cn } from "@/components/ui/cn";
import { Progress } from "@/components/ui/progress";
import { useCourseFiles } from "./course-files";
import { fromEditorDoc, toEditorDoc } from "./editor-doc";
import { EditorRefusal } from "./editor-refusal";
import { richExtensions } from "./rich-extensions";
import { RichToolbar } from "./rich-toolbar";
import { useUpload } from "./use-upload";

export type RichEditorProps = {
  /** JSON text of a rich document. Another one than was last written here replaces what is shown. */
  doc: string;
  onChange: (doc: string) => void;
  label: string;
  /** Fewer tools and smaller words, for a prompt or an explanation. */
  isCompact?: boolean;
  /** Headings, quotations, boxes and tables too, although compact. */
  hasAllTools?: boolean;
  /** Where the cursor goes when the editor opens: a point of the window, or the end. Absent: it stays where it is. */
  focusAt?: { x: number; y: number } | "end";
  /** Opens the menu of blocks; absent where only words may stand. */
  onInsert?: () => void;
  className?: string;
};

/** What the editor's extensions ask of the page around them, as it is when they ask. */
class Surroundings {
  #now: Around = { assets: new Map(), onInsert: undefined, insertPictures: () => undefined };
  readonly extensions = richExtensions({
    urlOf: (assetId) => this.#now.assets.get(assetId)?.url ?? null,
    onImages: (files, into) => this.#now.insertPictures(files, into),
    onSlash: () => this.#now.onInsert?.(),
  });
  are(now: Around): void {
    this.#now = now;
  }
}

type Around = {
  assets: ReadonlyMap<string, ServedAsset>;
  onInsert: (() => void) | undefined;
  insertPictures: (files: readonly File[], into: Editor) => void;
};

const pictures = "image/png,image/jpeg,image/gif,image/webp,image/avif";

/** Where words are written: looks as the lesson does, knows nothing that a lesson may not hold. */
export function RichEditor({
  doc,
  onChange,
  label,
  isCompact = false,
  hasAllTools = !isCompact,
  focusAt,
  onInsert,
  className,
}: RichEditorProps) {
  const t = useTranslations("editor");
  const { assets } = useCourseFiles();
  const { start, uploading, trouble } = useUpload(pictures);
  const chooser = useRef<HTMLInputElement>(null);
  const shown = useRef(doc);
  // The editor is made once; what it asks of its surroundings is looked up when it asks.
  const [host] = useState(() => new Surroundings());

  const insertPictures = (files: readonly File[], into: Editor) => {
    const [file, ...rest] = files;
    if (!file) return;
    start(file, (asset) => {
      into
        .chain()
        .focus()
        .insertContent({ type: "image", attrs: { src: `asset:${asset._id}`, alt: "" } })
        .run();
      insertPictures(rest, into);
    });
  };
  useEffect(() => {
    host.are({ assets, onInsert, insertPictures });
  });
  const editor = useEditor({
    immediatelyRender: false,
    content: toEditorDoc(doc),
    extensions: host.extensions,
    editorProps: {
      attributes: {
        "aria-label": label,
        "aria-multiline": "true",
        role: "textbox",
        class: cn("lesson-text outline-none", isCompact && "lesson-text-small min-h-12", !isCompact && "min-h-8"),
      },
    },
    onUpdate: ({ editor: now }) => {
      const stored = fromEditorDoc(now.getJSON());
      if (stored === null || stored === shown.current) return;
      shown.current = stored;
      onChange(stored);
    },
  });
  useEffect(() => {
    if (!editor || doc === shown.current) return;
    shown.current = doc;
    editor.commands.setContent(toEditorDoc(doc), { emitUpdate: false });
  }, [editor, doc]);
  useEffect(() => {
    if (!editor || !focusAt) return;
    const pressed = focusAt === "end" ? null : editor.view.posAtCoords({ left: focusAt.x, top: focusAt.y });
    editor.commands.focus(pressed ? pressed.pos : "end", { scrollIntoView: false });
    // Only the first time: afterwards the cursor is the author's.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [editor]);

  if (!editor) return null;
  return (
    <div className={cn("relative", isCompact && "grid gap-2", className)}>
      {/* In a lesson the tools hang above the words, so that nothing moves when a block is chosen. */}
      <div className={isCompact ? "justify-self-start" : "sticky top-[11.75rem] z-10 h-0 sm:top-36 lg:top-[5.75rem]"}>
        <div className={isCompact ? undefined : "absolute -start-2.5 bottom-1.5"}>
          <RichToolbar
            editor={editor}
            hasAllTools={hasAllTools}
            onPicture={() => chooser.current?.click()}
            onInsert={onInsert ?? null}
          />
        </div>
      </div>
      <EditorContent
        editor={editor}
        className={cn(
          isCompact &&
            "rounded-control border border-line-strong/70 bg-raised px-3 py-2 focus-within:border-accent-ink",
        )}
      />
      {uploading && <Progress percent={uploading.percent} label={t("upload.progress", { name: uploading.name })} />}
      <EditorRefusal refusal={trouble} />
      <input
        ref={chooser}
        type="file"
        accept={pictures}
        multiple
        hidden
        aria-label={t("tools.picture")}
        onChange={(event) => {
          insertPictures([...(event.target.files ?? [])], editor);
          event.target.value = "";
        }}
      />
    </div>
  );
}
