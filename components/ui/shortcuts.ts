"use client";
import { useEffect, useId, useRef } from "react";

/** One thing that keys do. */
export type Shortcut = {
  /**
   * Any of these does it, as the keyboard names them ("n", "?", "Escape"), with "mod+" for Ctrl or ⌘ and "alt+" for Alt.
   * "Forward" and "Back" are the arrows that point so in the direction of reading.
   */
  keys: readonly string[];
  /** What it does, in words. */
  label: string;
  /** What to do; null when there is nothing to do just now. Left out where the element in focus listens by itself. */
  run?: (() => void) | null;
};
export type ShortcutGroup = { title: string; shortcuts: readonly Shortcut[] };

const groups = new Map<string, ShortcutGroup>();
const listeners = new Set<() => void>();
let standing: readonly ShortcutGroup[] = [];
let isListening = false;

function changed(): void {
  standing = [...groups.values()];
  for (const listener of listeners) listener();
}

/** The shortcuts of what is on screen, for the list of them. */
export const shortcutsOnScreen = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: (): readonly ShortcutGroup[] => standing,
};

/**
 * Declares keys that work while the component is on screen: they are listened for, and stand in the list that "?" opens.
 * The last declared comes first. Nothing happens while someone types, or in a dialog or menu.
 */
export function useShortcuts(title: string, shortcuts: readonly Shortcut[]): void {
  const id = useId();
  const group = useRef<ShortcutGroup>({ title, shortcuts });
  useEffect(() => {
    group.current = { title, shortcuts };
    if (groups.has(id)) groups.set(id, group.current);
    changed();
  });
  useEffect(() => {
    groups.set(id, group.current);
    if (!isListening) window.addEventListener("keydown", onKey);
    isListening = true;
    changed();
    return () => {
      groups.delete(id);
      changed();
    };
  }, [id]);
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || isElsewhere(event)) return;
  for (const { shortcuts } of [...standing].reverse()) {
    const found = shortcuts.find(({ keys, run }) => run && keys.some((key) => isPressed(event, key)));
    if (!found?.run) continue;
    event.preventDefault();
    found.run();
    return;
  }
}

const isCharacter = (key: string) => key.length === 1;
const isSign = (key: string) => isCharacter(key) && !/\p{L}/u.test(key);
const ownKeys = "input, video, mux-player, [role=radiogroup], [role=tablist], [role=tree], pre, .table-frame";

/** Whether the keys of an event belong to what has the focus. */
function isElsewhere(event: KeyboardEvent): boolean {
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (!target || event.ctrlKey || event.metaKey) return false;
  if (isCharacter(event.key) && !areSingleKeysOn()) return true;
  if (target.isContentEditable || target.closest("[role=dialog], [role=menu], textarea, select, iframe")) return true;
  if (target.closest("input:not([type=radio], [type=checkbox], [type=button])")) return true;
  // Arrows move in these, and a letter that is pressed there was not meant for the page. Signs mean nothing in them.
  return !isSign(event.key) && target.closest(ownKeys) !== null;
}

function isPressed(event: KeyboardEvent, wanted: string): boolean {
  const parts = wanted.split("+");
  const name = parts.at(-1) ?? "";
  if ((event.ctrlKey || event.metaKey) !== parts.includes("mod") || event.altKey !== parts.includes("alt"))
    return false;
  // Signs such as "?" stand on different keys, with or without Shift; letters and arrows are meant without.
  if (event.shiftKey && !isSign(name)) return false;
  return event.key.toLowerCase() === arrow(name).toLowerCase();
}

/** The arrow's own name for a direction of reading. */
function arrow(name: string): string {
  if (name !== "Forward" && name !== "Back") return name;
  const isRtl = document.documentElement.dir === "rtl";
  return (name === "Forward") === isRtl ? "ArrowLeft" : "ArrowRight";
}

const signs: Record<string, string> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Escape: "Esc",
  Delete: "Del",
  alt: "Alt",
};

/** The keys of a shortcut as they are written on the keyboard, one after the other. */
export function keySigns(wanted: string): string[] {
  const mod = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘" : "Ctrl";
  return wanted.split("+").map((part) => {
    const name = arrow(part);
    if (name === "mod") return mod;
    return signs[name] ?? (isCharacter(name) ? name.toUpperCase() : name);
  });
}

const storageKey = "doctrina-single-keys";

/** Whether a single letter or sign does something; who dictates or has a tremor can switch that off. */
export const areSingleKeysOn = (): boolean => localStorage.getItem(storageKey) !== "off";

/** Switches single letters and signs on or off in this browser. */
export function setSingleKeys(isOn: boolean): void {
  if (isOn) localStorage.removeItem(storageKey);
  else localStorage.setItem(storageKey, "off");
}
