"use client";
import MuxPlayer, { type MuxPlayerRefAttributes } from "@mux/mux-player-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { keepPreferences, rates, readPreferences } from "./player-preferences";
import type { LoadedTrack } from "./use-captions";
import type { Playback } from "./use-playback";

type Props = {
  /** By which addresses it is played now; others come before these end. */
  newest: Playback;
  renew: () => Promise<Playback | null>;
  title: string;
  hasPicture: boolean;
  tracks: readonly LoadedTrack[];
  startAt: number;
  /** Hands over the player, to seek in it. */
  onPlayer: (player: MuxPlayerRefAttributes | null) => void;
  onSecond: (second: number, isPlaying: boolean) => void;
  /** It jumps to a second. */
  onMove: (second: number) => void;
  /** It stands still. */
  onRest: (second: number) => void;
  /** It cannot be played any further. */
  onTrouble: () => void;
};

// Casting would load a script of another origin; a player that cannot be cast never asks for it.
function forbidCasting() {
  const element = customElements.get("mux-video");
  if (element && !Object.hasOwn(element.prototype as object, "disableRemotePlayback"))
    Object.defineProperty(element.prototype, "disableRemotePlayback", { get: () => true, set: () => undefined });
}
forbidCasting();

/** Gives the keys to the player where nothing else has them: who pressed play means the film, not the lesson. */
function takeKeys(player: HTMLElement) {
  if (document.activeElement && document.activeElement !== document.body) return;
  const theme = player.shadowRoot?.querySelector("media-theme");
  const controls = (theme?.shadowRoot ?? player.shadowRoot)?.querySelector<HTMLElement>("media-controller");
  controls?.focus({ preventScroll: true });
}

const tokenOf = (address: string) => /[?&]token=([^&]+)/.exec(address)?.[1] ?? null;

/** The player itself. It is loaded when somebody plays, and fed with nothing but addresses and tracks. */
export default function PlayingVideo({
  newest,
  renew,
  title,
  hasPicture,
  tracks,
  startAt,
  onPlayer,
  onSecond,
  onMove,
  onRest,
  onTrouble,
}: Props) {
  const player = useRef<MuxPlayerRefAttributes | null>(null);
  const [begun, setBegun] = useState(() => ({
    ...{ playback: newest, startAt, isPlaying: true, run: 0 },
    preferences: readPreferences(),
  }));
  // The player takes `_hlsConfig` over in an effect of its own, and loads what it was given before without it: the address
  // comes one render later.
  const [armed, setArmed] = useState(-1);
  // eslint-disable-next-line react-hooks/set-state-in-effect -- the render after the player's own effects is what is wanted
  useEffect(() => setArmed(begun.run), [begun.run]);
  const latest = useRef(newest);
  const isSeeking = useRef(false);
  /** How often it failed since it last played; null while new addresses are asked for. */
  const failures = useRef<number | null>(0);
  useEffect(() => {
    latest.current = newest;
  }, [newest]);
  const hls = useMemo(
    () => ({
      // Pieces of a video are asked for with the newest token, so that nothing stops when the first one ends.
      xhrSetup: (request: XMLHttpRequest, address: string) => {
        const [old, fresh] = [tokenOf(begun.playback.src), tokenOf(latest.current.src)];
        if (old && fresh && old !== fresh && address.includes(old))
          request.open("GET", address.replace(old, fresh), true);
      },
    }),
    [begun],
  );
  useCaptionChoice(player, tracks, begun.run);

  /**
   * Goes on at a second by other addresses. A file that is played as it is stays in its player, whole screen and all;
   * what is played in pieces needs a new one, which takes the new addresses along.
   */
  const goOn = (playback: Playback, second: number) => {
    const run = playback.isOriginal ? begun.run : begun.run + 1;
    const isPlaying = !(player.current?.paused ?? false);
    setBegun({ playback, startAt: second, isPlaying, run, preferences: readPreferences() });
  };
  /** The addresses may have ended while it stood still: it goes on with new ones at the same second. */
  const onError = async () => {
    // One failure may be told more than once.
    if (failures.current === null) return;
    const isAgain = failures.current > 0;
    failures.current = null;
    const second = player.current?.currentTime ?? begun.startAt;
    const next = isAgain ? null : await renew();
    failures.current = 1;
    if (next) goOn(next, second);
    else onTrouble();
  };
  return (
    <MuxPlayer
      key={begun.run}
      ref={(element) => {
        player.current = element;
        onPlayer(element);
      }}
      {...(armed === begun.run ? { src: begun.playback.src } : {})}
      poster={begun.playback.poster ?? ""}
      {...(begun.playback.storyboard ? { storyboardSrc: begun.playback.storyboard } : {})}
      _hlsConfig={hls}
      audio={!hasPicture}
      streamType="on-demand"
      autoPlay={begun.isPlaying}
      playsInline
      disableTracking
      disableCookies
      noVolumePref
      noMutedPref
      videoTitle=""
      title={title}
      metadata={{ video_title: title }}
      startTime={begun.startAt}
      volume={begun.preferences.volume}
      muted={begun.preferences.isMuted}
      playbackRates={rates}
      accentColor="var(--amber)"
      primaryColor="#fff"
      className="school-player"
      style={{ width: "100%", height: hasPicture ? "100%" : "auto", display: "block" }}
      onLoadedMetadata={() => {
        if (!player.current) return;
        player.current.playbackRate = readPreferences().rate;
        takeKeys(player.current);
      }}
      onTimeUpdate={() => {
        const element = player.current;
        // Between two addresses it is nowhere.
        if (!element || isSeeking.current || element.readyState === 0) return;
        if (!element.paused && element.currentTime > begun.startAt + 1) failures.current = 0;
        onSecond(element.currentTime, !element.paused);
      }}
      onSeeking={() => {
        isSeeking.current = true;
        const element = player.current;
        if (!element) return;
        onMove(element.currentTime);
        // A file that is played as it is has one address, and asks by it for what it does not have yet.
        const { isOriginal, src } = begun.playback;
        if (isOriginal && latest.current.src !== src && !isLoaded(element)) goOn(latest.current, element.currentTime);
      }}
      onSeeked={() => {
        isSeeking.current = false;
      }}
      onPause={() => player.current && onRest(player.current.currentTime)}
      onEnded={() => player.current && onRest(player.current.currentTime)}
      onRateChange={() =>
        player.current && player.current.readyState > 0 && keepPreferences({ rate: player.current.playbackRate })
      }
      onVolumeChange={() =>
        player.current && keepPreferences({ volume: player.current.volume, isMuted: player.current.muted })
      }
      onError={() => void onError()}
    >
      {tracks.map((track) => (
        <track key={track.url} kind="captions" srcLang={track.language} label={track.label} src={track.url} />
      ))}
    </MuxPlayer>
  );
}

/** Whether the second at which a player is has been loaded. */
function isLoaded({ buffered, currentTime }: Pick<HTMLMediaElement, "buffered" | "currentTime">): boolean {
  return Array.from({ length: buffered.length }).some(
    (_, n) => buffered.start(n) <= currentTime && currentTime < buffered.end(n),
  );
}

/** Shows the captions that somebody chose the last time, and remembers what they choose now. `run`: which player it is. */
function useCaptionChoice(
  player: { current: MuxPlayerRefAttributes | null },
  tracks: readonly LoadedTrack[],
  run: number,
) {
  useEffect(() => {
    const list = player.current?.textTracks;
    if (!list || tracks.length === 0) return;
    const ours = () => [...list].filter(({ kind }) => kind === "captions" || kind === "subtitles");
    const choose = () => {
      const wanted = readPreferences().captions;
      for (const track of ours()) track.mode = track.language === wanted ? "showing" : "disabled";
    };
    const onChange = () =>
      keepPreferences({ captions: ours().find(({ mode }) => mode === "showing")?.language ?? null });
    // The player takes the tracks over in a moment of its own.
    const timer = setTimeout(() => {
      choose();
      list.addEventListener("change", onChange);
    }, 300);
    return () => {
      clearTimeout(timer);
      list.removeEventListener("change", onChange);
    };
  }, [player, tracks, run]);
}
