import { Extension, Mark, mergeAttributes, Node, type Editor, type Extensions } from "@tiptap/core";
import Image from "@tiptap/extension-image";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { goToNextCell, tableEditing } from "@tiptap/pm/tables";
import StarterKit from "@tiptap/starter-kit";
import { calloutTones } from "@/services/lessons/rich-text";

const Subscript = Mark.create({
  name: "subscript",
  excludes: "superscript",
  parseHTML: () => [{ tag: "sub" }],
  renderHTML: ({ HTMLAttributes }) => ["sub", HTMLAttributes, 0],
});

const Superscript = Mark.create({
  name: "superscript",
  excludes: "subscript",
  parseHTML: () => [{ tag: "sup" }],
  renderHTML: ({ HTMLAttributes }) => ["sup", HTMLAttributes, 0],
});

const Callout = Node.create({
  name: "callout",
  group: "block",
  content: "block+",
  defining: true,
  addAttributes: () => ({
    tone: {
      default: "note",
      parseHTML: (element: HTMLElement) => calloutTones.find((tone) => tone === element.dataset.tone) ?? "note",
      renderHTML: ({ tone }: Record<string, unknown>) => ({ "data-tone": tone }),
    },
  }),
  parseHTML: () => [{ tag: "aside.callout" }],
  renderHTML: ({ HTMLAttributes }) => ["aside", mergeAttributes({ class: "callout" }, HTMLAttributes), 0],
});

const span = (name: "colspan" | "rowspan") => ({
  default: 1,
  parseHTML: (element: HTMLElement) => Math.min(100, Math.max(1, Number(element.getAttribute(name)) || 1)),
});
const cellAttributes = () => ({
  colspan: span("colspan"),
  rowspan: span("rowspan"),
  colwidth: { default: null, rendered: false },
});

const Table = Node.create({
  name: "table",
  group: "block",
  content: "tableRow+",
  isolating: true,
  extendNodeSchema: (extension) => (extension.name === "table" ? { tableRole: "table" } : {}),
  parseHTML: () => [{ tag: "table" }],
  renderHTML: ({ HTMLAttributes }) => ["div", { class: "table-frame" }, ["table", HTMLAttributes, ["tbody", 0]]],
  addProseMirrorPlugins: () => [tableEditing()],
  addKeyboardShortcuts() {
    const go = (direction: 1 | -1) => () =>
      this.editor.isActive("table") &&
      this.editor.commands.command(({ state, dispatch }) => goToNextCell(direction)(state, dispatch));
    return { Tab: go(1), "Shift-Tab": go(-1) };
  },
});
const TableRow = Node.create({
  name: "tableRow",
  content: "(tableCell | tableHeader)*",
  extendNodeSchema: (extension) => (extension.name === "tableRow" ? { tableRole: "row" } : {}),
  parseHTML: () => [{ tag: "tr" }],
  renderHTML: ({ HTMLAttributes }) => ["tr", HTMLAttributes, 0],
});
const TableCell = Node.create({
  name: "tableCell",
  content: "block+",
  isolating: true,
  addAttributes: cellAttributes,
  extendNodeSchema: (extension) => (extension.name === "tableCell" ? { tableRole: "cell" } : {}),
  parseHTML: () => [{ tag: "td" }],
  renderHTML: ({ HTMLAttributes }) => ["td", HTMLAttributes, 0],
});
const TableHeader = Node.create({
  name: "tableHeader",
  content: "block+",
  isolating: true,
  addAttributes: cellAttributes,
  extendNodeSchema: (extension) => (extension.name === "tableHeader" ? { tableRole: "header_cell" } : {}),
  parseHTML: () => [{ tag: "th" }],
  renderHTML: ({ HTMLAttributes }) => ["th", HTMLAttributes, 0],
});

/** What the editor asks of its surroundings. */
export type EditorHost = {
  /** Where a file of the course can be seen; null while it is not known. */
  urlOf: (assetId: string) => string | null;
  /** Pictures were dropped or pasted into the text. */
  onImages: (files: File[], editor: Editor) => void;
  /** "/" was typed on an empty line. */
  onSlash: () => void;
};

const CourseImage = (host: EditorHost) =>
  Image.extend({
    inline: true,
    group: "inline",
    addAttributes: () => ({ src: { default: null }, alt: { default: "" } }),
    // Only files of the course: a picture from elsewhere could watch who reads.
    parseHTML: () => [{ tag: 'img[src^="asset:"]' }],
    addNodeView:
      () =>
      ({ node }) => {
        const image = document.createElement("img");
        const { src, alt } = node.attrs as { src: string | null; alt: string };
        const url = src?.startsWith("asset:") ? host.urlOf(src.slice("asset:".length)) : null;
        if (url) image.src = url;
        image.alt = alt;
        return { dom: image };
      },
  });

const HostKeys = (host: EditorHost) =>
  Extension.create({
    name: "hostKeys",
    addKeyboardShortcuts() {
      return {
        "/": () => {
          const { $from, empty } = this.editor.state.selection;
          if (!empty || $from.parent.type.name !== "paragraph" || $from.parent.content.size > 0) return false;
          host.onSlash();
          return true;
        },
      };
    },
    addProseMirrorPlugins() {
      const take = (list: FileList | null | undefined) => {
        const images = [...(list ?? [])].filter((file) => file.type.startsWith("image/"));
        if (images.length > 0) host.onImages(images, this.editor);
        return images.length > 0;
      };
      return [
        new Plugin({
          key: new PluginKey("hostKeys"),
          props: {
            handlePaste: (_view, event) => take(event.clipboardData?.files),
            handleDrop: (_view, event) => take(event.dataTransfer?.files),
          },
        }),
      ];
    },
  });

/** The nodes and marks of services/lessons/rich-text.ts and nothing else, for the editor. */
export function richExtensions(host: EditorHost): Extensions {
  return [
    StarterKit.configure({
      heading: { levels: [2, 3, 4] },
      // A line that the author did not write must not be saved.
      trailingNode: false,
      link: {
        openOnClick: false,
        autolink: true,
        defaultProtocol: "https",
        isAllowedUri: (url) => /^(https?:\/\/|mailto:|asset:|lesson:)/i.test(url),
      },
    }),
    Subscript,
    Superscript,
    Callout,
    Table,
    TableRow,
    TableCell,
    TableHeader,
    CourseImage(host),
    HostKeys(host),
  ];
}
