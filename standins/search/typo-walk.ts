/** How much a walk forgives, and whether a word that goes on behind what was typed is one of those that are meant. */
type Wish = { isPrefix: boolean; most: number };

/** Rows of the table of distances, by how many letters of the words have been read. */
const rows: Uint16Array[] = [];

function rowAt(depth: number, width: number): Uint16Array {
  const row = rows[depth];
  if (row && row.length >= width) return row;
  return (rows[depth] = new Uint16Array(Math.max(width, 32)));
}

/**
 * Goes through the words of a vocabulary that are at most so many typos away, and tells of each how many those are; words
 * without a typo are left out. `sorted` are the words' numbers in the order of their text: words that begin alike are read
 * together, and left together as soon as they are too far away. A wrong first letter counts as one typo more.
 */
export function findWithTypos(
  words: readonly string[],
  sorted: readonly number[],
  query: string,
  { isPrefix, most }: Wish,
  tell: (term: number, typos: number) => void,
): void {
  const width = query.length + 1;
  const letters = Array.from({ length: query.length }, (_, at) => query.charCodeAt(at));
  const first = rowAt(0, width);
  for (let column = 0; column < width; column++) first[column] = column;

  const tellAll = (low: number, high: number, typos: number) => {
    if (typos > 0 && typos <= most) for (let at = low; at < high; at++) tell(sorted[at]!, typos);
  };

  // Where the words end that have this letter in this place.
  function endOf(low: number, high: number, depth: number, letter: number): number {
    let from = low + 1;
    let to = high;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (words[sorted[middle]!]!.charCodeAt(depth) > letter) to = middle;
      else from = middle + 1;
    }
    return from;
  }

  /** Fills the row behind one more letter; gives its least value. */
  function read(depth: number, before: number, letter: number): number {
    const old = rows[depth]!;
    const older = depth > 0 ? rows[depth - 1]! : old;
    const now = rowAt(depth + 1, width);
    let least = (now[0] = depth + 1);
    for (let column = 1; column < width; column++) {
      let cost = old[column - 1]! + (letters[column - 1] === letter ? 0 : 1);
      if (old[column]! + 1 < cost) cost = old[column]! + 1;
      if (now[column - 1]! + 1 < cost) cost = now[column - 1]! + 1;
      if (depth > 0 && column > 1 && letters[column - 1] === before && letters[column - 2] === letter) {
        if (older[column - 2]! + 1 < cost) cost = older[column - 2]! + 1;
      }
      now[column] = cost;
      if (cost < least) least = cost;
    }
    return least;
  }

  /** Words from `low` up to `high` have `depth` letters in common, the last of them `before`; `best` is the nearest beginning. */
  function walk(low: number, high: number, depth: number, before: number, best: number, penalty: number): void {
    let at = low;
    // The word that ends here stands before those that go on.
    if (at < high && words[sorted[at]!]!.length === depth) {
      tellAll(at, at + 1, (isPrefix ? best : rows[depth]![width - 1]!) + penalty);
      at++;
    }
    while (at < high) {
      const letter = words[sorted[at]!]!.charCodeAt(depth);
      const end = endOf(at, high, depth, letter);
      const cost = depth > 0 ? penalty : letter === letters[0] ? 0 : 1;
      if (cost < most || cost === 0) {
        const least = read(depth, before, letter);
        const nearest = Math.min(best, rows[depth + 1]![width - 1]!);
        // Farther on nothing gets nearer than the least of the row.
        if (isPrefix && nearest <= least) tellAll(at, end, nearest + cost);
        else if (least + cost <= most) walk(at, end, depth + 1, letter, nearest, cost);
        else if (isPrefix) tellAll(at, end, nearest + cost);
      }
      at = end;
    }
  }
  walk(0, sorted.length, 0, -1, width, 0);
}
