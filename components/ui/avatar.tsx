import { cn } from "./cn";
import { hashText } from "./hash";

const sizes = {
  xs: "size-5 text-[0.5625rem]",
  sm: "size-7 text-xs",
  md: "size-9 text-sm",
  lg: "size-14 text-xl",
  xl: "size-20 text-2xl",
} as const;

/** First letters of the first and the last word of a name, at most two, as a person would initial a page. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words.slice(0, 1);
  return picked
    .map((word) => Array.from(word ?? "")[0] ?? "")
    .join("")
    .toLocaleUpperCase();
}

type Props = {
  name: string;
  imageUrl?: string | null;
  /** Decides the colour; the name when absent. */ seed?: string;
  size?: keyof typeof sizes;
  className?: string;
};

/** A person's picture, or initials on a colour that is always theirs. Silent: the name stands beside it. */
export function Avatar({ name, imageUrl, seed, size = "sm", className }: Props) {
  const hue = hashText(seed ?? name) % 360;
  const frame = cn(
    "inline-grid shrink-0 place-items-center overflow-hidden rounded-full font-medium select-none",
    sizes[size],
    className,
  );
  if (imageUrl) {
    // Pictures come from any host the school allows; the image optimiser would need each of them listed.
    return <img src={imageUrl} alt="" className={cn(frame, "object-cover")} />;
  }
  return (
    <span
      aria-hidden="true"
      className={frame}
      style={{ background: `oklch(0.86 0.055 ${hue})`, color: `oklch(0.32 0.07 ${hue})` }}
    >
      {initialsOf(name)}
    </span>
  );
}
