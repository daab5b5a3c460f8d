import type { ComponentProps } from "react";
import { cn } from "./cn";

/** A raised sheet with a hairline around it. */
export function Card({ className, ...rest }: ComponentProps<"div">) {
  return <div {...rest} className={cn("rounded-card border bg-raised", className)} />;
}
