/** The first characters of a text, at most so many; a letter that two of them make stays whole or is left out. */
export const cutText = (text: string, most: number): string => text.slice(0, most).replace(/[\ud800-\udbff]$/, "");
