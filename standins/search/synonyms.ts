import { badRequest } from "./fault";
import { tokens } from "./tokenise";

/** A synonym as Algolia keeps it. */
export type Synonym = { objectID: string; type: string; [field: string]: unknown };

/** What some words of a query may be replaced by. */
export type Replacement = { from: string[]; to: string[]; typos: number };

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];

/** Checks one synonym; throws a `Fault` for a type that there is not. */
export function readSynonym(given: Record<string, unknown>): Synonym {
  const { objectID, type } = given;
  if (typeof objectID !== "string" || !objectID) throw badRequest("A synonym needs an objectID");
  const kind = typeof type === "string" ? type : "synonym";
  const isWhole =
    kind === "synonym"
      ? texts(given.synonyms).length > 0
      : /^one-?way-?synonym$/i.test(kind)
        ? typeof given.input === "string" && texts(given.synonyms).length > 0
        : /^alt-?correction-?[12]$/i.test(kind)
          ? typeof given.word === "string" && texts(given.corrections).length > 0
          : false;
  if (!isWhole) throw badRequest(`Synonym ${objectID}: the type "${kind}" is not supported, or a field is missing`);
  return { ...given, objectID, type: kind };
}

/** The replacements that a synonym stands for. */
export function replacements(synonym: Synonym): Replacement[] {
  const one = (from: string, to: string, typos: number) => ({ from: tokens(from), to: tokens(to), typos });
  const made =
    synonym.type === "synonym"
      ? texts(synonym.synonyms).flatMap((from, at, all) =>
          all.flatMap((to, other) => (other === at ? [] : [one(from, to, 0)])),
        )
      : /^one/i.test(synonym.type)
        ? texts(synonym.synonyms).map((to) => one(String(synonym.input), to, 0))
        : texts(synonym.corrections).map((to) => one(String(synonym.word), to, synonym.type.endsWith("1") ? 1 : 2));
  return made.filter(({ from, to }) => from.length > 0 && to.length > 0);
}
