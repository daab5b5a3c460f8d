/** Something the person at the keyboard can set right; its message is the whole story, so it is printed without a trace. */
export class Trouble extends Error {
  name = "Trouble";
}

/** Runs a program's main function; a `Trouble` is printed as a sentence, anything else with its trace. Both exit with 1. */
export async function orSayWhy(/** @type {() => Promise<void>} */ main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Trouble ? `\n${error.message}\n` : error);
    process.exit(1);
  }
}
