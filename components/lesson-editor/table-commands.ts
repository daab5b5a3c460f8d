import type { Editor } from "@tiptap/core";

/** Puts a table of three columns with a head and two rows where the cursor is, and the cursor into its first cell. */
export function insertTable(editor: Editor): void {
  const row = (type: "tableHeader" | "tableCell") => ({
    type: "tableRow",
    content: Array.from({ length: 3 }, () => ({
      type,
      attrs: { colspan: 1, rowspan: 1 },
      content: [{ type: "paragraph" }],
    })),
  });
  const at = editor.state.selection.from;
  editor
    .chain()
    .focus()
    .insertContent({ type: "table", content: [row("tableHeader"), row("tableCell"), row("tableCell")] })
    .setTextSelection(at + 3)
    .run();
}
