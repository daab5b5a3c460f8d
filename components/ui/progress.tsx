import { cn } from "./cn";

type Props = {
  /** 0 to 100. */
  percent: number;
  /** What progresses, for screen readers. */
  label: string;
  tone?: "amber" | "accent";
  className?: string;
};

const clamp = (percent: number) => Math.min(100, Math.max(0, Math.round(percent)));

/** How far along, as a thin line: amber while under way, the accent when done. */
export function Progress({ percent, label, tone, className }: Props) {
  const value = clamp(percent);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={0}
      aria-valuemax={100}
      className={cn("h-1.5 overflow-hidden rounded-full bg-line", className)}
    >
      <div
        className={cn(
          "h-full rounded-full transition-[width] duration-180",
          (tone ?? (value === 100 ? "accent" : "amber")) === "accent" ? "bg-accent" : "bg-amber",
        )}
        style={{ width: `${value}%` }}
      />
    </div>
  );
}

/** How far along, as a ring of `size` pixels. */
export function ProgressRing({
  percent,
  label,
  tone,
  size = 36,
  className,
  children,
}: Props & { size?: number; children?: React.ReactNode }) {
  const value = clamp(percent);
  const width = Math.max(2.5, size / 14);
  const radius = (size - width) / 2;
  const length = 2 * Math.PI * radius;
  return (
    <span
      role="progressbar"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={0}
      aria-valuemax={100}
      className={cn("relative inline-grid shrink-0 place-items-center", className)}
      style={{ width: size, height: size }}
    >
      <svg viewBox={`0 0 ${size} ${size}`} aria-hidden="true" className="absolute inset-0 -rotate-90">
        <circle cx={size / 2} cy={size / 2} r={radius} fill="none" strokeWidth={width} className="stroke-line" />
        {value > 0 && (
          <circle
            cx={size / 2}
            cy={size / 2}
            r={radius}
            fill="none"
            strokeWidth={width}
            strokeLinecap="round"
            strokeDasharray={length}
            strokeDashoffset={length * (1 - value / 100)}
            className={cn(
              "transition-[stroke-dashoffset] duration-180",
              (tone ?? (value === 100 ? "accent" : "amber")) === "accent" ? "stroke-accent" : "stroke-amber",
            )}
          />
        )}
      </svg>
      <span className="relative">{children}</span>
    </span>
  );
}
