import { parse, type Node } from "acorn";
import { full } from "acorn-walk";

/** The name under which a script finds the function that every turn of its loops calls. */
export const loopTick = "convexLoopTick";

type Insert = { readonly at: number; readonly text: string };

/** The calls that a piece of code needs: before a loop's test, or at the head of a body that has no test. */
function guardsOf(node: Node): Insert[] {
  const loop = node as Node & { test?: Node | null; body?: Node };
  switch (node.type) {
    case "WhileStatement":
    case "DoWhileStatement":
      return [{ at: loop.test!.start, text: `${loopTick}(), ` }];
    case "ForStatement":
      if (loop.test) return [{ at: loop.test.start, text: `${loopTick}(), ` }];
      return atHead(loop.body!);
    case "ForOfStatement":
      return atHead(loop.body!);
    default:
      return [];
  }
}

function atHead(body: Node): Insert[] {
  if (body.type === "BlockStatement") return [{ at: body.start + 1, text: ` ${loopTick}();` }];
  return [
    { at: body.start, text: `{ ${loopTick}(); ` },
    { at: body.end, text: " }" },
  ];
}

/**
 * Lets every turn of a script's loops call `convexLoopTick()`, so that a loop that never ends can be left with an error.
 * Only `for … in` is left alone: it ends with the object's names. Lines stay; what follows on a loop's line moves to the
 * right. Throws SyntaxError for what is no script.
 */
export function guardLoops(code: string): string {
  const inserts: Insert[] = [];
  full(parse(code, { ecmaVersion: "latest", allowReturnOutsideFunction: true }), (node) => {
    inserts.push(...guardsOf(node));
  });
  // Of two at one place the outer loop's comes first: the walk meets inner ones before.
  inserts.reverse().sort((a, b) => a.at - b.at);
  let guarded = "";
  let from = 0;
  for (const { at, text } of inserts) {
    guarded += code.slice(from, at) + text;
    from = at;
  }
  return guarded + code.slice(from);
}
