/** Something the person at the keyboard can set right; its message is the whole story, so it is printed without a trace. */
export class Trouble extends Error {
  name = "Trouble";
}

/** @type {Record<string, string>} */
const MACHINE = {
  ENOSPC: "The disk is full",
  EDQUOT: "The disk space of this account is used up",
  EROFS: "This disk can only be read",
  EACCES: "This account may not write there",
  EPERM: "This account may not write there",
  EMFILE: "This account has too many files open",
};

/** What a person at the keyboard should read of an error: null for one that is nobody's doing but ours. */
export function sentenceOf(/** @type {unknown} */ error) {
  if (error instanceof Trouble) return error.message;
  if (!(error instanceof Error)) return null;
  const code = "code" in error ? String(error.code) : "";
  // LMDB speaks of a full disk in words.
  const what = MACHINE[code] ?? (/no space left on device/i.test(error.message) ? MACHINE.ENOSPC : undefined);
  return what
    ? `${what} (${error.message}). Set that right, or choose another place with DOCTRINA_DATA_DIR, and start again.`
    : null;
}

/** Runs a program's main function; what the person can set right is printed as a sentence, anything else with its trace. Both exit with 1. */
export async function orSayWhy(/** @type {() => Promise<void>} */ main) {
  try {
    await main();
  } catch (error) {
    const sentence = sentenceOf(error);
    console.error(sentence ? `\n${sentence}\n` : error);
    process.exit(1);
  }
}
