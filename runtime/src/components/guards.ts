import { parse, type Node } from "acorn";
import { fullAncestor } from "acorn-walk";
import { longestSafeText } from "../functions/regexp-danger";

/** The name under which a script finds the function that is called at every turn of its loops and at the head of its functions. */
export const guardTick = "convexTick";
/** The name under which a script finds the function that watches a regular expression. */
export const guardRegExp = "convexRegExp";

/** A text put into a script: `at` is its place in the script as it was. */
export type Insert = { readonly at: number; readonly text: string };

/** A script with guards, and what was put into it, by place. */
export type Guarded = { readonly code: string; readonly inserts: readonly Insert[] };

type AnyNode = Node & {
  test?: Node | null;
  body?: Node | (Node & { directive?: string })[];
  regex?: { pattern: string; flags: string };
};
type Edit = Insert & { readonly isEnd: boolean };

const open = (at: number, text: string): Edit => ({ at, text, isEnd: false });
const close = (at: number, text: string): Edit => ({ at, text, isEnd: true });

const functionTypes = new Set(["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"]);
/** What a function must do to run again without a loop: call something, or wait. */
const goingOn = new Set([
  "CallExpression",
  "NewExpression",
  "TaggedTemplateExpression",
  "AwaitExpression",
  "YieldExpression",
  "ImportExpression",
]);

function loopGuards(node: AnyNode): Edit[] {
  switch (node.type) {
    case "WhileStatement":
    case "DoWhileStatement":
      return [open(node.test!.start, `${guardTick}(), `)];
    case "ForStatement":
      if (node.test) return [open(node.test.start, `${guardTick}(), `)];
      return bodyGuards(node.body as Node);
    case "ForOfStatement":
      return bodyGuards(node.body as Node);
    default:
      return [];
  }
}

function bodyGuards(body: Node): Edit[] {
  if (body.type === "BlockStatement") return [open(body.start + 1, ` ${guardTick}();`)];
  return [open(body.start, `{ ${guardTick}(); `), close(body.end, " }")];
}

function functionGuards(node: AnyNode): Edit[] {
  const body = node.body as AnyNode;
  if (body.type !== "BlockStatement") return [open(body.start, `(${guardTick}(), `), close(body.end, ")")];
  const directives = (body.body as (Node & { directive?: string })[]).filter(
    ({ directive }) => directive !== undefined,
  );
  return [open(directives.at(-1)?.end ?? body.start + 1, ` ${directives.length > 0 ? ";" : ""}${guardTick}();`)];
}

function regExpGuards({ start, end, regex }: AnyNode): Edit[] {
  if (regex === undefined || longestSafeText(regex.pattern, regex.flags) === Infinity) return [];
  return [open(start, `(${guardRegExp}(`), close(end, "))")];
}

/**
 * Makes everything in a script that could go on for ever ask first whether it may: every turn of a loop and every function
 * that calls another calls `convexTick()`, and a regular expression that some text could keep busy is handed to `convexRegExp()`.
 * Left alone are `for … in`, which ends with an object's names, and functions that call nothing. Lines stay; what follows
 * on a line moves to the right. Throws SyntaxError for what is no script.
 */
export function guardScript(code: string): Guarded {
  const edits: Edit[] = [];
  const called = new Set<Node>();
  fullAncestor(parse(code, { ecmaVersion: "latest", allowReturnOutsideFunction: true }), (node, _state, ancestors) => {
    edits.push(...loopGuards(node));
    if (node.type === "Literal") edits.push(...regExpGuards(node));
    if (goingOn.has(node.type)) {
      const within = ancestors.findLast(({ type }) => functionTypes.has(type));
      if (within !== undefined) called.add(within);
    }
    // The walk meets what is inside before: by now it is known whether the function calls anything.
    if (functionTypes.has(node.type) && called.has(node)) edits.push(...functionGuards(node));
  });
  const inserts = inOrder(edits);
  let guarded = "";
  let from = 0;
  for (const { at, text } of inserts) {
    guarded += code.slice(from, at) + text;
    from = at;
  }
  return { code: guarded + code.slice(from), inserts };
}

/** By place; of those at one place, ends come first, those of inner pieces before, and then beginnings, those of outer pieces before. */
function inOrder(edits: readonly Edit[]): readonly Insert[] {
  const ends = edits.filter(({ isEnd }) => isEnd);
  const beginnings = edits.filter(({ isEnd }) => !isEnd).reverse();
  return [...ends, ...beginnings].sort((a, b) => a.at - b.at);
}
