import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

type Props = { aspectRatio: string | null; hasPicture: boolean; children: ReactNode };

/** The width of a picture divided by its height; 16 to 9 where it is not known. */
export function ratioOf(aspectRatio: string | null): number {
  const [width, height] = (aspectRatio ?? "").split(":").map(Number);
  return width && height ? width / height : 16 / 9;
}

/** The box in which a video plays: as wide as the text, but never taller than the screen, so that a portrait fits. */
export function VideoFrame({ aspectRatio, hasPicture, children }: Props) {
  const ratio = ratioOf(aspectRatio);
  return (
    <div
      style={hasPicture ? { aspectRatio: String(Math.max(ratio, 16 / 12)) } : undefined}
      className={cn(
        "relative w-full overflow-hidden rounded-card",
        hasPicture ? "max-h-[78dvh] bg-film" : "grid min-h-24 items-center bg-film",
      )}
    >
      {children}
    </div>
  );
}
