"use client";
import { useEffect, useRef } from "react";

/** A ref for the field that a dialog or panel opens for: it has the focus from the first moment. */
export function useFirstFocus<E extends HTMLElement = HTMLInputElement>() {
  const element = useRef<E>(null);
  useEffect(() => element.current?.focus(), []);
  return element;
}
