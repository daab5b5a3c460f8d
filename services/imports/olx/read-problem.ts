import { readRichDoc, writeRichDoc, paragraphs, plainText } from "../../lessons/rich-text";
import type { QuestionDraft } from "../../questions/question";
import type { ChangeReason, LossReason } from "../import-reasons";
import { childElements, elementsIn, textOf, type Markup } from "./markup";
import type { LooseContent, Piece } from "./plan";
import { numberKey } from "./read-number-key";
import type { References } from "./references";
import { ref, richFromMarkup } from "./rich-from-markup";
import { cutText } from "../../shared/cut-text";

/** What one problem becomes, in reading order: questions, the texts around them, and the answers that were lost. */
export type ProblemPart =
  | { kind: "question"; draft: QuestionDraft; notes: Set<ChangeReason> }
  | { kind: "doc"; doc: string; notes: Set<ChangeReason> }
  | { kind: "block"; content: LooseContent; notes: Set<ChangeReason> }
  | { kind: "lost"; reason: LossReason };

type Draft = Pick<QuestionDraft, "kind" | "choices" | "key" | "hasPartialCredit">;
type Read = { draft: Draft; notes: ChangeReason[] } | { lost: LossReason };

const losses: Record<string, LossReason> = {
  customresponse: "answer_program",
  javascriptresponse: "answer_program",
  jsmeresponse: "answer_program",
  coderesponse: "answer_code",
  externalresponse: "answer_code",
  formularesponse: "answer_formula",
  symbolicresponse: "answer_formula",
  imageresponse: "answer_on_picture",
  schematicresponse: "answer_circuit",
  annotationresponse: "answer_annotation",
  chemicalequationresponse: "answer_chemistry",
  choicetextresponse: "answer_mixed",
  truefalseresponse: "answer_unknown",
};
/** Elements that hold inputs and keys: their words are read by the question, not by the prompt. */
const machinery = new Set([
  ...[
    "choicegroup",
    "checkboxgroup",
    "radiogroup",
    "optioninput",
    "textline",
    "formulaequationinput",
    "numericalinput",
  ],
  ...["responseparam", "additional_answer", "correcthint", "stringequalhint", "regexphint", "numerichint", "hintgroup"],
  ...["solution", "demandhint", "script", "answer", "schematic", "imageinput", "annotationinput", "jsinput"],
  ...["designprotein2dinput", "drag_and_drop_input", "editamoleculeinput", "chemicalequationinput", "filesubmission"],
  ...["textbox", "openendedinput", "crystallography", "vsepr_input", "multipleresponsesinput", "response"],
]);
const isResponse = (element: Markup) => /.response$/.test(element.name);
const inline = new Set(["textline", "formulaequationinput"]);

/** The most characters of a choice, whether plain or a document. */
const longestChoice = 20_000;

/** Reads a problem. Its XML says everything; the Markdown beside it is what it was once written in. */
export function readProblem(problem: Markup, references: References): ProblemPart[] {
  const reader = new Problem(problem, references);
  return reader.parts();
}

class Problem {
  private readonly found: ProblemPart[] = [];
  private prose: (Markup | string)[] = [];
  private readonly questions: Extract<ProblemPart, { kind: "question" }>[] = [];

  constructor(
    private readonly problem: Markup,
    private readonly references: References,
  ) {}

  parts(): ProblemPart[] {
    this.walk(this.problem.children);
    this.flushProse();
    this.finishQuestions();
    return this.found;
  }

  /** Words gather until a response asks about them; an element with a response inside is looked into. */
  private walk(children: readonly (Markup | string)[]): void {
    for (const child of children) {
      if (typeof child === "string") this.prose.push(child);
      else if (isResponse(child)) this.response(child);
      else if (child.name === "table" && elementsIn(child).some(isResponse)) this.walkTable(child);
      else if (elementsIn(child).some(isResponse)) this.walk(child.children);
      else if (!machinery.has(child.name)) this.prose.push(child);
    }
  }

  /** In a table of answers each question is asked in the words of its row and its column. */
  private walkTable(table: Markup): void {
    let headings: Markup[] = [];
    for (const row of elementsIn(table).filter((element) => element.name === "tr")) {
      const cells = childElements(row);
      const labels = cells.filter((cell) => !elementsIn(cell).some(isResponse));
      if (labels.length === cells.length) {
        if (headings.length === 0) headings = cells;
        else this.prose.push(...labels.map((cell) => ({ ...cell, name: "p" })));
        continue;
      }
      for (const [column, cell] of cells.entries()) {
        if (labels.includes(cell)) continue;
        const words = [...labels, ...headings.slice(column, column + 1)].filter((label) => textOf(label).trim() !== "");
        const prompt = words.flatMap((label, n) => (n === 0 ? label.children : [" — ", ...label.children]));
        this.prose.push({ name: "p", attrs: {}, children: prompt });
        this.walk([cell]);
      }
    }
  }

  private flushProse(): void {
    const { pieces, notes } = this.rich(this.prose);
    this.prose = [];
    for (const piece of pieces) this.found.push(withNotes(piece, notes));
  }

  private rich(children: readonly (Markup | string)[]) {
    return richFromMarkup({ name: "problem", attrs: {}, children: [...children] }, this.references);
  }

  private response(response: Markup): void {
    for (const input of inputsOf(response)) {
      const read = this.read(response, input);
      if ("lost" in read) {
        this.lose(response, read.lost);
        return;
      }
      const { pieces, notes } = this.rich([...this.prose, ...promptOf(response)]);
      this.prose = [];
      for (const note of read.notes) notes.add(note);
      const [last, ...before] = pieces.reverse();
      for (const piece of before.reverse()) this.found.push(withNotes(piece, new Set()));
      if (last?.kind === "block") this.found.push(withNotes(last, new Set()));
      const prompt =
        last?.kind === "doc"
          ? last.doc
          : writeRichDoc(paragraphs(input.attrs.label ?? this.problem.attrs.display_name ?? ""));
      const question: ProblemPart = {
        kind: "question",
        notes,
        draft: {
          ...read.draft,
          prompt,
          explanation: this.explanation(response, notes),
          hints: [],
          points: 1,
          maxAttempts: whole(this.problem.attrs.max_attempts),
        },
      };
      this.found.push(question);
      this.questions.push(question);
    }
  }

  /** What can be kept of a response that cannot be asked: what it says, and a simulation it shows. */
  private lose(response: Markup, reason: LossReason): void {
    this.prose.push(...promptOf(response));
    this.flushProse();
    for (const input of elementsIn(response).filter((element) => element.name === "jsinput")) {
      const token = this.references.asset(input.attrs.html_file ?? "");
      if (!token || this.references.assetOf(token)?.contentType !== "text/html") continue;
      const height = Math.min(4_000, Math.max(80, Number(input.attrs.height) || 500));
      const title = cutText(input.attrs.title ?? this.problem.attrs.display_name ?? "", 200);
      this.found.push({
        kind: "block",
        content: { kind: "embed", title, source: { type: "asset", assetId: ref(token) }, height },
        notes: new Set<ChangeReason>(["simulation_ungraded"]),
      });
    }
    this.found.push({ kind: "lost", reason });
  }

  private read(response: Markup, input: Markup): Read {
    if (/\$[a-z_]\w*/i.test(JSON.stringify(response)) && elementsIn(this.problem).some((e) => e.name === "script")) {
      return { lost: "answer_random" };
    }
    switch (response.name) {
      case "multiplechoiceresponse":
        return this.choices(response, "single");
      case "choiceresponse":
        return this.choices(response, "multiple");
      case "optionresponse":
        return this.options(input);
      case "stringresponse":
        return stringKey(response);
      case "numericalresponse":
        return numericKey(response);
      default:
        return { lost: losses[response.name] ?? "answer_unknown" };
    }
  }

  private choices(response: Markup, kind: "single" | "multiple"): Read {
    const notes = new Set<ChangeReason>();
    const found = elementsIn(response).filter((element) => element.name === "choice");
    const choices = found.map((element, n) => this.choice(element, `c${n + 1}`, notes));
    const right = found.flatMap((element, n) => (isTrue(element.attrs.correct) ? [`c${n + 1}`] : []));
    if (found.some((element) => element.attrs.correct === "partial")) notes.add("question_simplified");
    if (right.length === 0 || choices.length < 2) return { lost: "answer_none_right" };
    if (kind === "single" && right.length > 1) return { lost: "answer_several_right" };
    const hasPartialCredit = kind === "multiple" && Boolean(response.attrs.partial_credit);
    return {
      draft: { kind, choices, key: { kind: "choices", choiceIds: right }, hasPartialCredit },
      notes: [...notes],
    };
  }

  private options(input: Markup): Read {
    const notes = new Set<ChangeReason>();
    const listed = childElements(input).filter((element) => element.name === "option");
    const legacy = [...(input.attrs.options ?? "").matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/g)].map(
      (m) => m[1] ?? m[2] ?? "",
    );
    const found: Markup[] =
      listed.length > 0
        ? listed
        : legacy.map((text) => ({
            name: "option",
            attrs: { correct: String(text === input.attrs.correct) },
            children: [text],
          }));
    const choices = found.map((element, n) => this.choice(element, `c${n + 1}`, notes));
    const right = found.flatMap((element, n) => (isTrue(element.attrs.correct) ? [`c${n + 1}`] : []));
    if (right.length === 0 || choices.length < 2) return { lost: "answer_none_right" };
    if (right.length > 1) return { lost: "answer_several_right" };
    return {
      draft: { kind: "dropdown", choices, key: { kind: "choices", choiceIds: right }, hasPartialCredit: false },
      notes: [...notes],
    };
  }

  private choice(element: Markup, id: string, notes: Set<ChangeReason>): QuestionDraft["choices"][number] {
    const hints = childElements(element).filter((child) => child.name === "choicehint" || child.name === "optionhint");
    const whenChosen = hints.filter((hint) => hint.attrs.selected !== "false");
    if (hints.length > whenChosen.length || elementsIn(element).some((e) => e.name === "compoundhint"))
      notes.add("feedback_dropped");
    const words = element.children.filter((child) => typeof child === "string" || !hints.includes(child));
    const feedback = cutText(whenChosen.map((hint) => oneLine(textOf(hint))).join(" "), 5_000);
    return { id, text: this.plainOrRich(words, notes), feedback: feedback || null };
  }

  /** Plain text where words are all there is, otherwise a rich document's JSON text. */
  private plainOrRich(children: readonly (Markup | string)[], notes: Set<ChangeReason>): string {
    const { pieces, notes: found } = this.rich(children);
    for (const note of found) notes.add(note);
    const [piece] = pieces;
    const doc = piece?.kind === "doc" ? readRichDoc(piece.doc) : null;
    if (!piece || piece.kind !== "doc" || !doc) return "";
    const [only, ...more] = doc.content;
    const isPlain =
      more.length === 0 &&
      only?.type === "paragraph" &&
      (only.content ?? []).every((node) => node.type === "text" && !node.marks);
    if (!isPlain && piece.doc.length <= longestChoice) return piece.doc;
    const text = plainText(doc);
    if (!isPlain || text.length > longestChoice) notes.add("text_too_long");
    return cutText(text, longestChoice);
  }

  private explanation(response: Markup, notes: Set<ChangeReason>): string | null {
    const solution = elementsIn(response).find((element) => element.name === "solution");
    return solution ? this.solution(solution, notes) : null;
  }

  private solution(solution: Markup, notes: Set<ChangeReason>): string | null {
    const { pieces, notes: found } = this.rich(solution.children);
    for (const note of found) notes.add(note);
    const docs = pieces.flatMap((piece) => (piece.kind === "doc" ? (readRichDoc(piece.doc)?.content ?? []) : []));
    const [first] = docs;
    const isHeading =
      first?.type === "paragraph" && /^explanation:?$/i.test(plainText({ type: "doc", content: [first] }));
    const content = isHeading ? docs.slice(1) : docs;
    const text = writeRichDoc({ type: "doc", content });
    return content.length > 0 && text.length <= 50_000 ? text : null;
  }

  /** What stands once for the whole problem: its explanation goes to the last question, its hints to the first. */
  private finishQuestions(): void {
    const [first] = this.questions;
    const last = this.questions.at(-1);
    if (!first || !last) return;
    const outside = elementsIn(this.problem).filter((element) => element.name === "solution");
    const own = new Set(elementsIn(this.problem).filter(isResponse).flatMap(elementsIn));
    const shared = outside.find((solution) => !own.has(solution));
    if (shared && last.draft.explanation === null) last.draft.explanation = this.solution(shared, last.notes);
    const hints = elementsIn(this.problem).filter(
      (element) => element.name === "hint" && element.attrs.on === undefined,
    );
    first.draft.hints = hints
      .map((hint) => cutText(oneLine(textOf(hint)), 5_000))
      .filter((hint) => hint !== "")
      .slice(0, 10);
    const weight = Number(this.problem.attrs.weight);
    if (Number.isFinite(weight) && weight > 0 && weight <= 1_000) {
      for (const question of this.questions)
        question.draft.points = Math.round((weight / this.questions.length) * 100) / 100;
    }
  }
}

/** A dropdown's response asks once for each of its menus; every other asks once. */
function inputsOf(response: Markup): Markup[] {
  const menus = elementsIn(response).filter((element) => element.name === "optioninput");
  if (response.name === "optionresponse" && menus.length > 0) return menus;
  return [elementsIn(response).find((element) => inline.has(element.name)) ?? response];
}

/** What a response says beside its inputs. */
function promptOf(response: Markup): (Markup | string)[] {
  return response.children.flatMap((child): (Markup | string)[] => {
    if (typeof child === "string") return [child];
    if (machinery.has(child.name)) return [];
    if (child.name === "description")
      return [{ name: "p", attrs: {}, children: [{ name: "em", attrs: {}, children: child.children }] }];
    return elementsIn(child).some((element) => machinery.has(element.name))
      ? [{ ...child, children: promptOf(child) }]
      : [child];
  });
}

function stringKey(response: Markup): Read {
  const type = (response.attrs.type ?? "").toLowerCase();
  if (type.includes("regexp")) return { lost: "answer_pattern" };
  const more = childElements(response).filter((element) => element.name === "additional_answer");
  const accepted = [response.attrs.answer ?? "", ...more.map((element) => element.attrs.answer ?? textOf(element))]
    .flatMap((answer) => answer.split("_or_"))
    .map((answer) => cutText(oneLine(answer), 500))
    .filter((answer) => answer !== "");
  if (accepted.length === 0) return { lost: "answer_none_right" };
  const hasHints = elementsIn(response).some((element) =>
    ["correcthint", "stringequalhint", "regexphint"].includes(element.name),
  );
  return {
    draft: {
      kind: "shortText",
      choices: [],
      key: { kind: "text", accepted: [...new Set(accepted)].slice(0, 50), isCaseSensitive: !type.includes("ci") },
      hasPartialCredit: false,
    },
    notes: hasHints ? ["feedback_dropped"] : [],
  };
}

function numericKey(response: Markup): Read {
  const tolerance = elementsIn(response).find((e) => e.name === "responseparam" && e.attrs.type === "tolerance")?.attrs
    .default;
  const input = elementsIn(response).find((element) => inline.has(element.name));
  const key = numberKey(
    response.attrs.answer ?? "",
    tolerance ?? "",
    cutText(oneLine(input?.attrs.trailing_text ?? ""), 40) || null,
  );
  if (!key) return { lost: "answer_expression" };
  const hasMore = elementsIn(response).some((element) => element.name === "additional_answer");
  const notes: ChangeReason[] = [];
  if (hasMore) notes.push("number_alternatives");
  if (response.attrs.partial_credit) notes.push("question_simplified");
  return { draft: { kind: "numeric", choices: [], key, hasPartialCredit: false }, notes };
}

function withNotes(piece: Piece, notes: Set<ChangeReason>): ProblemPart {
  return { ...piece, notes };
}

const isTrue = (text: string | undefined): boolean => /^(true|yes|1)$/i.test(text ?? "");
const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

function whole(text: string | undefined): number | null {
  const number = Number(text);
  return Number.isInteger(number) && number >= 1 ? Math.min(100, number) : null;
}
