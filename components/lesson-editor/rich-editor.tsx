"use client";
import { EditorContent, useEditor } from "@tiptap/react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
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
  hasFocus?: boolean;
  /** Opens the menu of blocks; absent where only words may stand. */
  onInsert?: () => void;
  className?: string;
};

const pictures = "image/png,image/jpeg,image/gif,image/webp,image/avif";

/** Where words are written: looks as the lesson does, knows nothing that a lesson may not hold. */
export function RichEditor({ doc, onChange, label, isCompact = false, hasFocus = false, onInsert, className }: RichEditorProps) {
  const t = useTranslations("editor");
  const { assets } = useCourseFiles();
  const { start, uploading, trouble } = useUpload();
  const chooser = useRef<HTMLInputElement>(null);
  const shown = useRef(doc);
  // The editor is made once; what it asks of its surroundings is looked up when it asks.
  const around = useRef({ assets, onChange, onInsert, start });
  useEffect(() => {
    around.current = { assets, onChange, onInsert, start };
  });

  const insertPictures = (files: readonly File[]) => {
    const [file, ...rest] = files;
    if (!file) return;
    around.current.start(file, (asset) => {
      editor?.chain().focus().insertContent({ type: "image", attrs: { src: `asset:${asset._id}`, alt: "" } }).run();
      insertPictures(rest);
    });
  };
  const editor = useEditor({
    immediatelyRender: false,
    content: toEditorDoc(doc),
    extensions: richExtensions({
      urlOf: (assetId) => around.current.assets.get(assetId)?.url ?? null,
      onImages: (files) => insertPictures(files),
      onSlash: () => around.current.onInsert?.(),
    }),
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
      around.current.onChange(stored);
    },
  });
  useEffect(() => {
    if (!editor || doc === shown.current) return;
    shown.current = doc;
    editor.commands.setContent(toEditorDoc(doc), { emitUpdate: false });
  }, [editor, doc]);
  useEffect(() => {
    if (editor && hasFocus) editor.commands.focus("end");
  }, [editor, hasFocus]);

  if (!editor) return null;
  return (
    <div className={cn("relative grid gap-2", className)}>
      <div className={cn("z-10", isCompact ? "justify-self-start" : "sticky top-[6.75rem] -mx-2 justify-self-start lg:top-[3.75rem]")}>
        <RichToolbar
          editor={editor}
          isCompact={isCompact}
          onPicture={() => chooser.current?.click()}
          onInsert={onInsert ?? null}
        />
      </div>
      <EditorContent editor={editor} className={cn(isCompact && "rounded-control border border-line-strong/70 bg-raised px-3 py-2 focus-within:border-accent-ink")} />
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
          insertPictures([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
    </div>
  );
}
