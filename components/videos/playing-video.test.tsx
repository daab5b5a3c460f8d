import { act, cleanup, render } from "@testing-library/react";
import { forwardRef, useImperativeHandle, type ComponentProps, type Ref } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepPreferences } from "./player-preferences";
import PlayingVideo from "./playing-video";
import type { Playback } from "./use-playback";

type Given = {
  src?: string;
  startTime: number;
  autoPlay: boolean;
  volume: number;
  onSeeking: () => void;
  onSeeked: () => void;
  onTimeUpdate: () => void;
  onError: () => void;
};
/** The player as the browser has it, and what it was last given; `made` counts how many there were. */
const player = vi.hoisted(() => ({
  element: { currentTime: 0, paused: false, readyState: 4, loadedTo: 60 },
  given: {} as unknown as Given,
  made: 0,
}));

vi.mock("@mux/mux-player-react", async () => {
  const { useState } = await import("react");
  function MuxPlayer(given: Given, ref: Ref<unknown>) {
    useState(() => (player.made += 1));
    player.given = given;
    useImperativeHandle(ref, () => ({
      get currentTime() {
        return player.element.currentTime;
      },
      get paused() {
        return player.element.paused;
      },
      get readyState() {
        return player.element.readyState;
      },
      get buffered() {
        return { length: 1, start: () => 0, end: () => player.element.loadedTo };
      },
      textTracks: undefined,
    }));
    return null;
  }
  return { default: forwardRef(MuxPlayer) };
});

const address = (n: number, isOriginal: boolean) =>
  ({ src: `/film?token=${n}`, poster: null, storyboard: null, isOriginal, lives: 20 }) as Playback;
const renew = vi.fn<() => Promise<Playback | null>>();
const onTrouble = vi.fn();
const given = (newest: Playback): ComponentProps<typeof PlayingVideo> => ({
  ...{ newest, renew, title: "A film", hasPicture: true, tracks: [], startAt: 5, onTrouble },
  ...{ onPlayer: vi.fn(), onSecond: vi.fn(), onMove: vi.fn(), onRest: vi.fn() },
});
const open = (isOriginal: boolean) => {
  const page = render(<PlayingVideo {...given(address(1, isOriginal))} />);
  return { newer: (n: number) => page.rerender(<PlayingVideo {...given(address(n, isOriginal))} />) };
};
const seek = (to: number) =>
  act(() => {
    player.element.currentTime = to;
    player.given.onSeeking();
    player.given.onSeeked();
  });
const fail = () => act(async () => player.given.onError());

beforeEach(() => {
  Object.assign(player.element, { currentTime: 5, paused: false, readyState: 4, loadedTo: 60 });
  player.made = 0;
  window.localStorage.clear();
  renew.mockReset();
  onTrouble.mockReset();
});
afterEach(cleanup);

test("a file that is played as it is goes on by new addresses in the same player, where somebody jumps beyond what is loaded", () => {
  const { newer } = open(true);
  expect(player.given).toMatchObject({ src: "/film?token=1", startTime: 5, autoPlay: true });
  newer(2);
  seek(30);
  expect(player.given.src).toBe("/film?token=1");
  player.element.paused = true;
  seek(400);
  expect(player.given).toMatchObject({ src: "/film?token=2", startTime: 400, autoPlay: false });
  expect(player.made).toBe(1);
});

test("what is played in pieces keeps its address when somebody jumps", () => {
  const { newer } = open(false);
  newer(2);
  seek(400);
  expect(player.given.src).toBe("/film?token=1");
});

test("a failure that is told twice is one failure, and it goes on at its second", async () => {
  open(true);
  player.element.currentTime = 77;
  renew.mockResolvedValue(address(2, true));
  await act(async () => {
    player.given.onError();
    player.given.onError();
  });
  expect(player.given).toMatchObject({ src: "/film?token=2", startTime: 77 });
  expect(renew).toHaveBeenCalledTimes(1);
  expect(onTrouble).not.toHaveBeenCalled();
});

test("what fails again before it has played is trouble; what played in between may fail once more", async () => {
  open(true);
  renew.mockResolvedValueOnce(address(2, true)).mockResolvedValueOnce(address(3, true));
  await fail();
  player.element.currentTime = 90;
  act(() => player.given.onTimeUpdate());
  await fail();
  expect(player.given).toMatchObject({ src: "/film?token=3", startTime: 90 });
  expect(onTrouble).not.toHaveBeenCalled();
  await fail();
  expect(onTrouble).toHaveBeenCalledTimes(1);
});

test("a new player begins as loud as somebody made the old one", async () => {
  open(false);
  keepPreferences({ volume: 0.3 });
  renew.mockResolvedValue(address(2, false));
  await fail();
  expect(player.made).toBe(2);
  expect(player.given).toMatchObject({ src: "/film?token=2", volume: 0.3 });
});
