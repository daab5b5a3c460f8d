import type { World } from "../world";

const seedLength = 16;

/** A generator that draws its seed when it is first asked: most functions never ask. */
export function lazyRandom(world: World): () => number {
  let random: (() => number) | null = null;
  return () => (random ??= seededRandom(world.randomBytes(seedLength)))();
}

/** A fast generator of numbers in [0, 1) (sfc32) from a seed of 16 bytes; the same seed gives the same numbers. */
export function seededRandom(seed: Uint8Array): () => number {
  const view = new DataView(seed.buffer, seed.byteOffset, 16);
  let a = view.getUint32(0);
  let b = view.getUint32(4);
  let c = view.getUint32(8);
  let counter = view.getUint32(12);
  return () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4294967296;
  };
}
