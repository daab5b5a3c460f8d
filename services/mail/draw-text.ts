import { urlOf, type Frame } from "./draw-html";
import type { Block, Letter } from "./letter";

/** A letter as plain text: everything that its HTML says, in the same order. */
export function drawText(letter: Letter, { style, words, stopUrl }: Frame): string {
  const parts = [
    letter.title,
    ...letter.blocks.map((block) => drawBlock(block, (path) => urlOf(style, path))),
    letter.act && `${letter.act.label}:\n${urlOf(style, letter.act.path)}`,
    letter.after,
    [
      "-- ",
      `${style.name} · ${style.origin}/`,
      letter.reason,
      ...(stopUrl
        ? [
            `${words.say("frame.stop")}: ${stopUrl}`,
            `${words.say("frame.choose")}: ${urlOf(style, "/account#letters")}`,
          ]
        : []),
    ].join("\n"),
  ];
  return `${parts.filter((part) => part !== null && part !== "").join("\n\n")}\n`;
}

function drawBlock(block: Block, url: (path: string) => string): string {
  switch (block.kind) {
    case "text":
      return block.text;
    case "quote":
      return [...block.text.split("\n"), ...(block.by ? ["", block.by] : [])].map((line) => `> ${line}`).join("\n");
    case "code":
      return `    ${block.code}`;
    case "list":
      return block.items.map(({ text, path }) => `* ${text}${path ? `\n  ${url(path)}` : ""}`).join("\n");
    case "facts":
      return block.rows.map(([name, value]) => `${name}: ${value}`).join("\n");
  }
}
