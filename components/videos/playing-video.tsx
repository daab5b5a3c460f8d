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
  const [preferences] = useState(readPreferences);
  const [begun, setBegun] = useState({ playback: newest, startAt, run: 0 });
  // The player takes `_hlsConfig` over in an effect of its own, and loads what it was given before without it: the address
  // comes one render later.
  const [armed, setArmed] = useState(-1);
  // eslint-disable-next-line react-hooks/set-state-in-effect -- the render after the player's own effects is what is wanted
  useEffect(() => setArmed(begun.run), [begun.run]);
  const latest = useRef(newest);
  const isSeeking = useRef(false);
  const failedAt = useRef<number | null>(null);
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
  useCaptionChoice(player, tracks);

  /** The addresses may have ended while it stood still: it goes on with new ones at the same second, once. */
  const onError = async () => {
    const second = player.current?.currentTime ?? begun.startAt;
    const isAgain = failedAt.current !== null && Math.abs(failedAt.current - second) < 1;
    failedAt.current = second;
    const next = isAgain ? null : await renew();
    if (next) setBegun({ playback: next, startAt: second, run: begun.run + 1 });
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
      autoPlay
      playsInline
      disableTracking
      disableCookies
      noVolumePref
      noMutedPref
      videoTitle=""
      title={title}
      metadata={{ video_title: title }}
      startTime={begun.startAt}
      volume={preferences.volume}
      muted={preferences.isMuted}
      playbackRates={rates}
      accentColor="var(--amber)"
      primaryColor="#fff"
      className="school-player"
      style={{ width: "100%", height: hasPicture ? "100%" : "auto", display: "block" }}
      onLoadedMetadata={() => {
        if (!player.current) return;
        player.current.playbackRate = preferences.rate;
        takeKeys(player.current);
      }}
      onTimeUpdate={() => {
        const element = player.current;
        if (element && !isSeeking.current) onSecond(element.currentTime, !element.paused);
      }}
      onSeeking={() => {
        isSeeking.current = true;
        if (player.current) onMove(player.current.currentTime);
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

/** Shows the captions that somebody chose the last time, and remembers what they choose now. */
function useCaptionChoice(player: { current: MuxPlayerRefAttributes | null }, tracks: readonly LoadedTrack[]) {
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
  }, [player, tracks]);
}
