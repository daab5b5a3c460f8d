"use client";
import { useId, useState, type DragEvent, type ReactNode } from "react";
import { Upload } from "lucide-react";
import { cn } from "./cn";

type Props = {
  label: ReactNode;
  hint?: ReactNode;
  /** As an input's accept: ".gz,.tgz,image/*". */
  accept?: string;
  multiple?: boolean;
  disabled?: boolean;
  onFiles: (files: File[]) => void;
  className?: string;
};

/** A place to drop files on, that is also a button that opens the file chooser. */
export function FileDrop({ label, hint, accept, multiple, disabled, onFiles, className }: Props) {
  const hintId = useId();
  const [over, setOver] = useState(false);
  const take = (list: FileList | null) => {
    const files = Array.from(list ?? []);
    if (files.length > 0 && !disabled) onFiles(multiple ? files : files.slice(0, 1));
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <label
      className={cn(
        "relative grid cursor-pointer justify-items-center gap-1 rounded-card border border-dashed border-line-strong bg-sunken/50 px-6 py-8 text-center transition-colors hover:border-accent-ink has-focus-visible:outline-2 has-focus-visible:outline-accent-ink",
        over && "border-solid border-accent-ink bg-accent-soft",
        disabled && "pointer-events-none opacity-60",
        className,
      )}
    >
      <Upload aria-hidden className="mb-1 size-5 text-muted" />
      <span className="text-base font-medium">{label}</span>
      {hint && (
        <span id={hintId} className="text-sm text-muted">
          {hint}
        </span>
      )}
      <input
        type="file"
        accept={accept}
        multiple={multiple}
        disabled={disabled}
        aria-describedby={hint ? hintId : undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
        className="absolute inset-0 cursor-pointer opacity-0"
        onChange={(event) => {
          take(event.target.files);
          event.target.value = "";
        }}
      />
    </label>
  );
}
