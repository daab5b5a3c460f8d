const shortest = 16;
const shown = 4;

/**
 * A secret as it may leave the server: its last four characters, by which two keys can be told apart, or none of one
 * that is too short to give any away.
 */
export const mask = (secret: string): string =>
  secret.length < shortest ? "••••••••" : `••••••••${secret.slice(-shown)}`;
