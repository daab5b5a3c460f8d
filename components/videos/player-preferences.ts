/** How somebody likes videos on this device. `captions` is a language, or null for none; undefined: never chosen. */
export type PlayerPreferences = {
  rate: number;
  volume: number;
  isMuted: boolean;
  captions?: string | null | undefined;
};

const key = "doctrina.player";
const usual: PlayerPreferences = { rate: 1, volume: 1, isMuted: false };
export const rates = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

/** What is remembered; the usual where nothing is, or where it cannot be read. */
export function readPreferences(): PlayerPreferences {
  try {
    const kept = JSON.parse(window.localStorage.getItem(key) ?? "null") as Partial<PlayerPreferences> | null;
    const isVolume = typeof kept?.volume === "number" && kept.volume >= 0 && kept.volume <= 1;
    return {
      rate: rates.find((rate) => rate === kept?.rate) ?? usual.rate,
      volume: isVolume ? (kept?.volume ?? 1) : usual.volume,
      isMuted: kept?.isMuted === true,
      captions: typeof kept?.captions === "string" || kept?.captions === null ? kept.captions : undefined,
    };
  } catch (error) {
    if (error instanceof SyntaxError) return usual;
    throw error;
  }
}

/** Remembers part of it. */
export function keepPreferences(part: Partial<PlayerPreferences>): void {
  window.localStorage.setItem(key, JSON.stringify({ ...readPreferences(), ...part }));
}
