/** What asks for the palette, from wherever: the bar's button, a key, an empty page. */
export const paletteEvent = "doctrina:palette";

/** Opens the palette. */
export const openPalette = (): boolean => document.dispatchEvent(new Event(paletteEvent));
