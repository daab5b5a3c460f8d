"use client";

import { useConvexConnectionState } from "convex/react";
import { useSyncExternalStore } from "react";

/** `connecting` until the first contact, then `online`, and `reconnecting` whenever the line is down. */
export type Connection = "connecting" | "online" | "reconnecting";

/** The state of the live connection, from what the client knows about its socket. */
export function connectionOf(state: {
  isWebSocketConnected: boolean;
  hasEverConnected: boolean;
  connectionRetries: number;
}): Connection {
  if (state.isWebSocketConnected) return "online";
  // A first contact that fails again and again is as worrying to a person as one that was lost.
  return state.hasEverConnected || state.connectionRetries > 1 ? "reconnecting" : "connecting";
}

/** The state of the live connection, for the banner that says so. */
export function useConnection(): Connection {
  // Drawn on the server there is no line to be down; the first drawing in the browser must say the same.
  const isInBrowser = useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
  const state = useConvexConnectionState();
  return isInBrowser ? connectionOf(state) : "connecting";
}
