import { XMLParser, XMLValidator } from "fast-xml-parser";
import { Parser } from "htmlparser2";
import { ImportFailure } from "../import-failure";

/** An element of XML or HTML; names are in lower case, texts have their character references resolved. */
export type Markup = { name: string; attrs: Readonly<Record<string, string>>; children: (Markup | string)[] };

const deepest = 100;
const longestXml = 4_000_000;

const xml = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  cdataPropName: "#cdata",
  maxNestedTags: deepest,
});

/** A document type that only names what the file is; one with brackets could define entities. */
const plainDoctype = /<!DOCTYPE\s[^<>[\]]*>/i;

/** The root element of an XML text. Refuses what is not well-formed, and documents that bring entities of their own. */
export function readXml(text: string, where: string): Markup {
  if (text.length > longestXml) throw new ImportFailure("xml_damaged", where);
  const source = text.replace(plainDoctype, "");
  if (/<!(DOCTYPE|ENTITY)/i.test(meant(source))) throw new ImportFailure("xml_entities", where);
  if (XMLValidator.validate(source) !== true) throw new ImportFailure("xml_damaged", where);
  let parsed: unknown;
  try {
    parsed = xml.parse(source);
  } catch (error) {
    throw new ImportFailure("xml_damaged", `${where} ${error instanceof Error ? error.message : ""}`);
  }
  const root = asChildren(parsed).find((child) => typeof child !== "string");
  if (!root || typeof root === "string") throw new ImportFailure("xml_damaged", where);
  return root;
}

/** The text without comments and CDATA sections, in which anything may be said. */
function meant(source: string): string {
  const begin = /<!--|<!\[CDATA\[/g;
  let kept = "";
  let at = 0;
  for (let found = begin.exec(source); found; found = begin.exec(source)) {
    const end = source.indexOf(found[0] === "<!--" ? "-->" : "]]>", begin.lastIndex);
    if (end < 0) break;
    kept += source.slice(at, found.index);
    at = end + 3;
    begin.lastIndex = at;
  }
  return kept + source.slice(at);
}

/** The parser gives each node as an object of one key beside ":@", which holds the attributes. */
function asChildren(nodes: unknown): (Markup | string)[] {
  if (!Array.isArray(nodes)) return [];
  return nodes.flatMap((node: unknown): (Markup | string)[] => {
    if (!isRecord(node)) return [];
    if ("#text" in node) return [decoded(plain(node["#text"]))];
    if ("#cdata" in node) return [asChildrenText(node["#cdata"])];
    const name = Object.keys(node).find((key) => key !== ":@");
    if (!name || name.startsWith("?")) return [];
    const raw = isRecord(node[":@"]) ? node[":@"] : {};
    const attrs = Object.fromEntries(
      Object.entries(raw).map(([key, value]) => [key.toLowerCase(), decoded(plain(value))]),
    );
    return [{ name: name.toLowerCase(), attrs, children: asChildren(node[name]) }];
  });
}

const asChildrenText = (nodes: unknown): string =>
  Array.isArray(nodes) ? nodes.map((node: unknown) => (isRecord(node) ? plain(node["#text"]) : "")).join("") : "";

const plain = (value: unknown): string => (typeof value === "string" ? value : "");

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

function decoded(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,5}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name) return named[name] ?? whole;
      const point = decimal ? Number(decimal) : parseInt(hex ?? "", 16);
      return point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff) ? String.fromCodePoint(point) : "";
    },
  );
}

/** The elements of an HTML text, as a browser would read them; what is nested deeper than anyone means is cut flat. */
export function readHtml(source: string): Markup {
  const root: Markup = { name: "html", attrs: {}, children: [] };
  const open: Markup[] = [root];
  let ignored = 0;
  const parser = new Parser(
    {
      onopentag(name, attrs) {
        if (open.length > deepest) {
          ignored += 1;
          return;
        }
        const element: Markup = { name, attrs, children: [] };
        open.at(-1)?.children.push(element);
        open.push(element);
      },
      ontext: (text) => open.at(-1)?.children.push(text),
      onclosetag() {
        if (ignored > 0) ignored -= 1;
        else if (open.length > 1) open.pop();
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  parser.write(source);
  parser.end();
  return root;
}

/** All elements below one, itself included, in the order of the document. */
export function elementsIn(markup: Markup): Markup[] {
  const found: Markup[] = [];
  const look = (element: Markup) => {
    found.push(element);
    for (const child of element.children) if (typeof child !== "string") look(child);
  };
  look(markup);
  return found;
}

/** The child elements of one, in order. */
export const childElements = (markup: Markup): Markup[] => markup.children.filter((child) => typeof child !== "string");

/** All words below an element, as they stand. */
export function textOf(markup: Markup | string): string {
  return typeof markup === "string" ? markup : markup.children.map(textOf).join("");
}
