import type { CourseCard } from "@/services/courses/course";
import { cn } from "@/components/ui/cn";
import { coverHeight, coverWidth, drawCover, type CoverShape } from "./cover-drawing";

type Props = {
  courseId: string;
  category: CourseCard["category"];
  coverUrl: string | null;
  className?: string;
  eager?: boolean;
};

/** A course's picture: the uploaded one, or a drawing that is always the same for the same course. Silent: the title stands beside it. */
export function CourseCover({ courseId, category, coverUrl, className, eager }: Props) {
  const frame = cn("block aspect-video w-full bg-sunken object-cover", className);
  if (coverUrl)
    return <img src={coverUrl} alt="" loading={eager ? "eager" : "lazy"} decoding="async" className={frame} />;
  const drawing = drawCover(courseId, category);
  return (
    <svg
      viewBox={`0 0 ${coverWidth} ${coverHeight}`}
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
      className={frame}
      style={{ background: drawing.ground, filter: "var(--image-dim)" }}
    >
      {drawing.shapes.map((shape, index) => (
        <Shape key={index} shape={shape} />
      ))}
    </svg>
  );
}

function Shape({ shape }: { shape: CoverShape }) {
  switch (shape.tag) {
    case "path":
      return (
        <path
          d={shape.d}
          fill={shape.fill ?? "none"}
          stroke={shape.stroke}
          strokeWidth={shape.width}
          strokeLinecap="round"
          strokeLinejoin="round"
          opacity={shape.opacity}
        />
      );
    case "circle":
      return (
        <circle
          cx={shape.cx}
          cy={shape.cy}
          r={shape.r}
          fill={shape.fill ?? "none"}
          stroke={shape.stroke}
          strokeWidth={shape.width}
          opacity={shape.opacity}
        />
      );
    case "rect":
      return (
        <rect x={shape.x} y={shape.y} width={shape.w} height={shape.h} fill={shape.fill} opacity={shape.opacity} />
      );
  }
}
