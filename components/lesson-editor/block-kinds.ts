import {
  CircleDot,
  FileText,
  Film,
  Frame,
  Hash,
  Image as ImageIcon,
  ListChecks,
  ListCollapse,
  Pilcrow,
  TextCursorInput,
  type LucideIcon,
} from "lucide-react";

/** What the menu of blocks offers; a question is offered by its kind. */
export const addable = [
  "text",
  "image",
  "video",
  "file",
  "embed",
  "question.single",
  "question.multiple",
  "question.dropdown",
  "question.shortText",
  "question.numeric",
] as const;
export type Addable = (typeof addable)[number];

/** A block about to be added: which, and after which other (null: first). */
export type Adding = { after: string | null; kind: Addable };

export const kindIcons: Record<Addable, LucideIcon> = {
  text: Pilcrow,
  image: ImageIcon,
  video: Film,
  file: FileText,
  embed: Frame,
  "question.single": CircleDot,
  "question.multiple": ListChecks,
  "question.dropdown": ListCollapse,
  "question.shortText": TextCursorInput,
  "question.numeric": Hash,
};

/** The message key of a kind: dots mean depth there. */
export const kindKey = (kind: Addable): string => kind.replace("question.", "question_");
