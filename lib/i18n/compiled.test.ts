import format from "icu-minify/format";
import { IntlMessageFormat } from "intl-messageformat";
import { join } from "node:path";
import { expect, it } from "vitest";
import { compiled, localized, readCatalogue, type CompiledMessages, type Messages } from "./catalogue";
import { locales } from "./locales";

const formatters = {
  getDateTimeFormat: (...args: ConstructorParameters<typeof Intl.DateTimeFormat>) => new Intl.DateTimeFormat(...args),
  getNumberFormat: (...args: ConstructorParameters<typeof Intl.NumberFormat>) => new Intl.NumberFormat(...args),
  getPluralRules: (...args: ConstructorParameters<typeof Intl.PluralRules>) => new Intl.PluralRules(...args),
};

type Node = ReturnType<IntlMessageFormat["getAst"]>[number];
type Values = Record<string, string | number | ((chunks: unknown) => string)>;
/** Values for all that a message asks for: a choice takes each of its options in turn. */
function valuesFor(nodes: readonly Node[], turn: number, values: Values = {}): Values {
  for (const node of nodes) {
    if ("options" in node) {
      const options = Object.keys(node.options);
      const isPlural = "pluralType" in node;
      values[node.value] = isPlural ? [0, 1, 2, 12_345][turn % 4]! : (options[turn % options.length] ?? "other");
      for (const option of Object.values(node.options)) valuesFor(option.value, turn, values);
    } else if ("children" in node) {
      values[node.value] = (chunks) => `<${node.value}>${[chunks].flat().join("")}</${node.value}>`;
      valuesFor(node.children, turn, values);
    } else if ("style" in node) values[node.value] = turn * 1234.5;
    else if ("value" in node) values[node.value] ??= `«${node.value}»`;
  }
  return values;
}

const pairs = (source: Messages, made: CompiledMessages, path = ""): [string, string, CompiledMessages[string]][] =>
  Object.entries(source).flatMap(([key, value]): [string, string, CompiledMessages[string]][] =>
    typeof value === "string"
      ? [[`${path}${key}`, value, made[key]!]]
      : pairs(value, made[key] as CompiledMessages, `${path}${key}.`),
  );

it.each(locales)("every message of %s says the same compiled as it is written", async (locale) => {
  const messages = localized(await readCatalogue(join(process.cwd(), "messages", "en")), locale);
  const all = pairs(messages, compiled(messages));
  expect(all.length).toBeGreaterThan(1_000);
  for (const [key, written, made] of all) {
    const reader = new IntlMessageFormat(written, locale);
    for (const turn of [0, 1, 2, 3]) {
      const values = valuesFor(reader.getAst(), turn);
      const told = format(made as Parameters<typeof format>[0], locale, values, { formatters });
      expect(`${key}: ${[told].flat().join("")}`).toBe(`${key}: ${[reader.format(values)].flat().join("")}`);
    }
  }
});

it("compiled messages can travel to a browser: their objects are plain", async () => {
  const isPlain = (value: unknown): boolean =>
    typeof value !== "object" ||
    value === null ||
    ([Object.prototype, Array.prototype].includes(Object.getPrototypeOf(value) as object) &&
      Object.values(value).every(isPlain));
  expect(isPlain(compiled(await readCatalogue(join(process.cwd(), "messages", "en"))))).toBe(true);
});
