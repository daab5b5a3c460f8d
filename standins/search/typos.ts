const WIDEST = 80;
const FAR = 99;
let older = new Uint8Array(WIDEST);
let old = new Uint8Array(WIDEST);
let now = new Uint8Array(WIDEST);

// One row after the other of the table of distances, only as far from its diagonal as still counts.
function lastRow(query: string, term: string, most: number): boolean {
  const width = Math.min(term.length, query.length + most);
  for (let column = 0; column <= width; column++) old[column] = column;
  for (let row = 1; row <= query.length; row++) {
    const letter = query.charCodeAt(row - 1);
    const from = Math.max(1, row - most);
    const to = Math.min(width, row + most);
    now[from - 1] = from === 1 ? row : FAR;
    let least = from === 1 ? row : FAR;
    for (let column = from; column <= to; column++) {
      const other = term.charCodeAt(column - 1);
      let cost = letter === other ? old[column - 1]! : old[column - 1]! + 1;
      // Past the band there is nothing to come from.
      if (column < row + most && old[column]! + 1 < cost) cost = old[column]! + 1;
      if (now[column - 1]! + 1 < cost) cost = now[column - 1]! + 1;
      if (
        row > 1 &&
        column > 1 &&
        letter === term.charCodeAt(column - 2) &&
        query.charCodeAt(row - 2) === other &&
        older[column - 2]! + 1 < cost
      ) {
        cost = older[column - 2]! + 1;
      }
      now[column] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return false;
    const spare = older;
    older = old;
    old = now;
    now = spare;
  }
  return true;
}

/** Letters to insert, remove, replace or swap with their neighbour between two words; `most + 1` when there are more. */
export function editDistance(query: string, term: string, most: number): number {
  if (Math.abs(query.length - term.length) > most || !lastRow(query, term, most)) return most + 1;
  return Math.min(old[term.length]!, most + 1);
}

/** The same to whichever beginning of the term is nearest. */
export function prefixDistance(query: string, term: string, most: number): number {
  if (query.length - term.length > most || !lastRow(query, term, most)) return most + 1;
  let least = most + 1;
  const to = Math.min(term.length, query.length + most);
  for (let column = Math.max(0, query.length - most); column <= to; column++) {
    if (old[column]! < least) least = old[column]!;
  }
  return least;
}
