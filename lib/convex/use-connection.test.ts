import { describe, expect, it } from "vitest";
import { connectionOf } from "./use-connection";

describe("the connection's state", () => {
  const down = { isWebSocketConnected: false, hasEverConnected: false, connectionRetries: 0 };
  it.each([
    ["a page that has just opened is connecting", down, "connecting"],
    ["an open socket is online", { ...down, isWebSocketConnected: true, hasEverConnected: true }, "online"],
    ["a lost socket is reconnecting", { ...down, hasEverConnected: true }, "reconnecting"],
    ["a server that never answers is said to be away", { ...down, connectionRetries: 2 }, "reconnecting"],
  ] as const)("%s", (_fact, state, expected) => {
    expect(connectionOf(state)).toBe(expected);
  });
});
