"use client";
import { useLocale } from "next-intl";
import type { CaptionTrack } from "@/services/videos/video";

/** What stands for a language that nobody has said. */
export const unsaid = "und";

/**
 * The language that a caption file's name ends in ("talk.pt-BR.srt"); otherwise the `usual` one, unless there are
 * captions in it already: then it is not known.
 */
export function languageOfFile(
  name: string,
  captions: readonly Pick<CaptionTrack, "language">[],
  usual: string,
): string {
  const said = /[._-]([a-z]{2,3}(?:-[a-z0-9]{2,8})?)\.[a-z]+$/i.exec(name)?.[1];
  if (said && isKnown(said)) return said;
  return captions.some(({ language }) => language === usual) ? unsaid : usual;
}

function isKnown(tag: string): boolean {
  try {
    return new Intl.DisplayNames(["en"], { type: "language", fallback: "none" }).of(tag) !== undefined;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** How a language is called in the reader's own; its tag where nobody knows. */
export function useLanguageName(): (tag: string) => string {
  const locale = useLocale();
  return (tag) => {
    try {
      return new Intl.DisplayNames([locale, "en"], { type: "language" }).of(tag) ?? tag;
    } catch (error) {
      if (error instanceof RangeError) return tag;
      throw error;
    }
  };
}
