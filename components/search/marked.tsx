import { Fragment } from "react";

/** Letters that no text has, around what was found: nothing that an author writes can be taken for a mark. */
export const markTags = { highlightPreTag: "\uE000", highlightPostTag: "\uE001" } as const;

/** A text with what was found in it marked; drawn as text, whatever it says. */
export function Marked({ text }: { text: string }) {
  const [before = "", ...found] = text.split(markTags.highlightPreTag);
  return (
    <>
      {before}
      {found.map((part, at) => {
        const [inside = "", after = ""] = part.split(markTags.highlightPostTag);
        return (
          <Fragment key={at}>
            <mark className="rounded-[2px] bg-accent-soft text-accent-ink">{inside}</mark>
            {after}
          </Fragment>
        );
      })}
    </>
  );
}
