import { badRequest } from "./fault";
import type { Parameters } from "./parameters";

/** One condition on a record. */
export type Condition =
  | { kind: "facet"; path: string; value: string; isNot: boolean }
  | { kind: "tag"; value: string; isNot: boolean }
  | { kind: "range"; path: string; low: number; high: number; isNot: boolean }
  | { kind: "compare"; path: string; operator: string; value: number; isNot: boolean };

/** Conditions as Algolia takes them: every clause must hold, and of a clause one condition. */
export type Filter = Condition[][];

type Piece = { text: string; isQuoted: boolean; at: number };

const MOST_CONDITIONS = 1000;
const OPERATORS = ["<=", ">=", "!=", "<", ">", "="];

function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text[at]!;
    if (/\s/.test(char)) {
      at++;
      continue;
    }
    const start = at;
    if (char === '"' || char === "'") {
      let value = "";
      at++;
      while (at < text.length && text[at] !== char) {
        if (text[at] === "\\" && at + 1 < text.length) at++;
        value += text[at++]!;
      }
      if (at === text.length) throw badRequest(`filters: Missing closing quote, opened at col ${start}`);
      at++;
      found.push({ text: value, isQuoted: true, at: start });
      continue;
    }
    const sign = ["(", ")", ":", ...OPERATORS].find((one) => text.startsWith(one, at));
    if (sign) at += sign.length;
    else while (at < text.length && !/[\s():<>=!"']/.test(text[at]!)) at++;
    // A lone "!" or a quote within a word.
    if (at === start) at++;
    found.push({ text: text.slice(start, at), isQuoted: false, at: start });
  }
  return found;
}

const asNumber = (piece: Piece | undefined): number | null => {
  if (!piece || piece.isQuoted || !/^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(piece.text)) return null;
  return Number(piece.text);
};

/**
 * Reads the `filters` grammar: `AND` of groups of `OR`, `NOT` on single conditions. What Algolia refuses is refused in
 * its words: `AND` within `OR`, a negated group, and conditions of different kinds in one `OR`.
 */
export function parseFilters(text: string): Filter {
  const all = pieces(text);
  let at = 0;
  let conditions = 0;
  const isWord = (word: string) => all[at]?.text === word && !all[at]!.isQuoted;
  const isSign = isWord;
  const unexpected = (expected: string) => {
    const piece = all[at];
    const found = piece ? `token string(${piece.text})` : "end of filter";
    return badRequest(`filters: Unexpected ${found} expected ${expected} at col ${piece?.at ?? text.length}`);
  };
  const isReserved = (piece: Piece) =>
    !piece.isQuoted && ["(", ")", ":", "AND", "OR", "NOT", "TO", ...OPERATORS].includes(piece.text);

  function takeValue(): Piece {
    const piece = all[at];
    if (!piece || isReserved(piece)) throw unexpected("string value");
    at++;
    // An unquoted value may hold a colon, as an address does.
    if (piece.isQuoted) return piece;
    let value = piece.text;
    while (isSign(":") && all[at]!.at === piece.at + value.length && all[at + 1]?.at === all[at]!.at + 1) {
      if (isReserved(all[at + 1]!) || all[at + 1]!.isQuoted) break;
      value += `:${all[at + 1]!.text}`;
      at += 2;
    }
    return { ...piece, text: value };
  }

  function takeCondition(): Condition {
    if (++conditions > MOST_CONDITIONS) throw badRequest(`filters: Too many conditions (more than ${MOST_CONDITIONS})`);
    let isNot = false;
    while (isWord("NOT")) {
      isNot = !isNot;
      at++;
    }
    if (isSign("(")) throw badRequest("filters: NOT on a group of conditions is not allowed");
    const name = all[at];
    if (!name || isReserved(name)) throw unexpected("attribute name or tag");
    at++;
    const operator = all[at] && !all[at]!.isQuoted ? all[at]!.text : "";
    if (OPERATORS.includes(operator)) {
      at++;
      const value = asNumber(all[at]);
      if (value === null) throw unexpected("numeric value");
      at++;
      return { kind: "compare", path: name.text, operator, value, isNot };
    }
    if (operator !== ":") return { kind: "tag", value: name.text, isNot };
    at++;
    const low = asNumber(all[at]);
    if (low !== null && all[at + 1]?.text === "TO" && !all[at + 1]!.isQuoted) {
      at += 2;
      const high = asNumber(all[at]);
      if (high === null) throw unexpected("numeric value");
      at++;
      return { kind: "range", path: name.text, low, high, isNot };
    }
    const { text: value } = takeValue();
    return name.text === "_tags" ? { kind: "tag", value, isNot } : { kind: "facet", path: name.text, value, isNot };
  }

  function takeAlternatives(): Condition[] {
    const group: Condition[] = [];
    for (;;) {
      if (isSign("(")) {
        at++;
        group.push(...takeAlternatives());
        if (isWord("AND")) throw badRequest(AND_WITHIN_OR);
        if (!isSign(")")) throw unexpected("closing parenthesis");
        at++;
      } else group.push(takeCondition());
      if (!isWord("OR")) break;
      at++;
    }
    checkKinds(group, "filters");
    return group;
  }

  const filter: Filter = [];
  if (all.length === 0) return filter;
  for (;;) {
    const start = at;
    const group = takeAlternatives();
    const isBare = group.length > 1 && !isEnclosed(all, start, at);
    filter.push(group);
    // Without parentheses nobody can say what is meant by A OR B AND C.
    if (isBare && (isWord("AND") || filter.length > 1)) throw badRequest(AND_WITHIN_OR);
    if (!isWord("AND")) break;
    at++;
  }
  if (at < all.length) throw unexpected("end of filter");
  return filter;
}

const AND_WITHIN_OR = "filters: filter (X AND Y) OR Z is not allowed, only (X OR Y) AND Z is allowed";

function isEnclosed(all: Piece[], from: number, to: number): boolean {
  if (all[from]?.text !== "(" || all[from].isQuoted) return false;
  let depth = 0;
  for (let at = from; at < to; at++) {
    if (all[at]!.isQuoted) continue;
    if (all[at]!.text === "(") depth++;
    if (all[at]!.text === ")" && --depth === 0) return at === to - 1;
  }
  return false;
}

function checkKinds(group: Condition[], name: string) {
  const kinds = new Set(group.map(({ kind }) => (kind === "range" ? "compare" : kind)));
  if (kinds.size > 1) throw badRequest(`${name}: Different types are not allowed in the same OR.`);
}

// `facetFilters` and its like: a list is an AND, a list within it an OR. A string may hold such a list as JSON.
function clauses(given: unknown, name: string, read: (text: string) => Condition): Filter {
  if (given === undefined || given === null || given === "") return [];
  if (typeof given === "string") {
    if (!given.startsWith("[")) return given.split(",").map((one) => [read(one.trim())]);
    try {
      return clauses(JSON.parse(given), name, read);
    } catch (error) {
      if (error instanceof SyntaxError) throw badRequest(`Invalid value for "${name}"`);
      throw error;
    }
  }
  if (!Array.isArray(given)) throw badRequest(`Invalid value for "${name}", expected an array`);
  const list: unknown[] = given;
  const one = (value: unknown): Condition => {
    if (typeof value !== "string") throw badRequest(`Invalid value for "${name}", expected an array of strings`);
    return read(value);
  };
  const filter = list.map((entry) => (Array.isArray(entry) ? entry.map(one) : [one(entry)]));
  if (filter.flat().length > MOST_CONDITIONS) throw badRequest(`${name}: Too many conditions`);
  return filter.filter((group) => group.length > 0);
}

function facetCondition(text: string): Condition {
  const colon = text.indexOf(":");
  if (colon < 1) throw badRequest(`facetFilters: "${text}" is not of the form attribute:value`);
  const path = text.slice(0, colon);
  const written = text.slice(colon + 1);
  const isNot = written.startsWith("-");
  const value = written.replace(/^\\?-/, (start) => (start === "\\-" ? "-" : ""));
  return path === "_tags" ? { kind: "tag", value, isNot } : { kind: "facet", path, value, isNot };
}

function tagCondition(text: string): Condition {
  return { kind: "tag", value: text.replace(/^-/, ""), isNot: text.startsWith("-") };
}

function numericCondition(text: string): Condition {
  const range = /^(.+?)\s*:\s*(-?[\d.]+)\s+(?:TO|to)\s+(-?[\d.]+)$/.exec(text);
  if (range) return { kind: "range", path: range[1]!, low: Number(range[2]), high: Number(range[3]), isNot: false };
  const found = /^(.+?)\s*(<=|>=|!=|<|>|=)\s*(-?[\d.]+(?:e[+-]?\d+)?)$/i.exec(text);
  if (!found)
    throw badRequest(`numericFilters: "${text}" is not of the form attribute<number or attribute:low TO high`);
  return { kind: "compare", path: found[1]!, operator: found[2]!, value: Number(found[3]), isNot: false };
}

/** All that a request filters by, in one. */
export function readFilter(parameters: Parameters): Filter {
  return [
    ...(parameters.filters ? parseFilters(parameters.filters) : []),
    ...clauses(parameters.facetFilters, "facetFilters", facetCondition),
    ...clauses(parameters.tagFilters, "tagFilters", tagCondition),
    ...clauses(parameters.numericFilters, "numericFilters", numericCondition),
  ];
}

/** Whether a number meets a comparison. */
export function compares(value: number, operator: string, other: number): boolean {
  switch (operator) {
    case "<":
      return value < other;
    case "<=":
      return value <= other;
    case ">":
      return value > other;
    case ">=":
      return value >= other;
    case "!=":
      return value !== other;
    default:
      return value === other;
  }
}
