"use client";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { paletteEvent } from "./open-palette";

const Palette = dynamic(() => import("./palette").then((module) => module.Palette), { ssr: false });

/** Waits for the palette's keys on every page: Ctrl or Cmd with K, and "/" where nothing else takes it. */
export function PaletteDoor() {
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setOpened] = useState(false);
  useEffect(() => {
    const open = () => {
      setOpened(true);
      setOpen(true);
    };
    const onKey = (event: KeyboardEvent) => {
      const isCommand = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey;
      const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
      const target = event.target instanceof HTMLElement ? event.target : null;
      const isTyping = Boolean(target?.closest("input, textarea, select, [contenteditable]"));
      // A page's own field takes the slash first.
      if (event.defaultPrevented || !(isCommand || (isSlash && !isTyping))) return;
      if (isSlash && document.querySelector("[role=dialog]")) return;
      event.preventDefault();
      open();
    };
    window.addEventListener("keydown", onKey);
    document.addEventListener(paletteEvent, open);
    return () => {
      window.removeEventListener("keydown", onKey);
      document.removeEventListener(paletteEvent, open);
    };
  }, []);
  return wasOpened && <Palette open={isOpen} onOpenChange={setOpen} />;
}
