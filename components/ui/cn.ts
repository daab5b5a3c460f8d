import { clsx, type ClassValue } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: ["xs", "sm", "base", "md", "lg", "xl", "2xl", "3xl", "4xl"],
      radius: ["control", "card", "full"],
      shadow: ["float"],
    },
  },
});

/** Joins class names; a later utility replaces an earlier one of the same kind. */
export const cn = (...classes: ClassValue[]): string => merge(clsx(classes));
