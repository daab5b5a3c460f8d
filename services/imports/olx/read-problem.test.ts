import { describe, expect, test } from "vitest";
import { plainText, readRichDoc } from "../../lessons/rich-text";
import { readXml } from "./markup";
import { numberKey } from "./read-number-key";
import { readProblem } from "./read-problem";
import { fileIndex } from "./references";

const index = fileIndex([{ path: "static/sim.html", bytes: 1 }]);
const references = {
  asset: (address: string) => index.find(address)?.token ?? null,
  lesson: () => null,
  assetOf: (token: string) => index.assets.find((asset) => asset.token === token) ?? null,
};
const words = (doc: string | null) =>
  doc === null ? null : plainText(readRichDoc(doc) ?? { type: "doc", content: [] });
const read = (xml: string) =>
  readProblem(readXml(xml, "problem"), references).map((part) => {
    const notes = part.kind === "lost" ? [] : [...part.notes];
    if (part.kind === "lost") return { lost: part.reason };
    if (part.kind === "doc") return { words: words(part.doc) };
    if (part.kind === "block") return { block: part.content, notes };
    return { ...part.draft, prompt: words(part.draft.prompt), explanation: words(part.draft.explanation), notes };
  });
const question = {
  explanation: null,
  hints: [],
  points: 1,
  maxAttempts: null,
  hasPartialCredit: false,
  notes: [],
  choices: [],
};
const plain = (id: string, text: string, feedback: string | null = null) => ({ id, text, feedback });

describe("a problem becomes questions", () => {
  test("single choice, with what is said to those who chose, hints, explanation, attempts and weight", () => {
    expect(
      read(`<problem max_attempts="3" weight="2"><p>Look.</p><multiplechoiceresponse><label>Which?</label><choicegroup>
        <choice correct="false">A <choicehint>Not A.</choicehint></choice><choice correct="true">B</choice></choicegroup>
        <solution><div><p>Explanation</p><p>It is B.</p></div></solution></multiplechoiceresponse>
        <demandhint><hint>After A.</hint><hint>Before C.</hint></demandhint></problem>`),
    ).toEqual([
      {
        ...question,
        kind: "single",
        prompt: "Look. Which?",
        choices: [plain("c1", "A", "Not A."), plain("c2", "B")],
        key: { kind: "choices", choiceIds: ["c2"] },
        explanation: "It is B.",
        hints: ["After A.", "Before C."],
        points: 2,
        maxAttempts: 3,
      },
    ]);
  });
  test("multiple choice; what is said to those who did not choose is noted as left out", () => {
    expect(
      read(`<problem><choiceresponse partial_credit="EDC"><label>Which?</label><checkboxgroup>
        <choice correct="true">A<choicehint selected="true">Yes.</choicehint><choicehint selected="false">Missed.</choicehint></choice>
        <choice correct="true">B</choice><choice correct="false">C</choice></checkboxgroup></choiceresponse></problem>`),
    ).toEqual([
      {
        ...question,
        kind: "multiple",
        prompt: "Which?",
        choices: [plain("c1", "A", "Yes."), plain("c2", "B"), plain("c3", "C")],
        key: { kind: "choices", choiceIds: ["c1", "c2"] },
        hasPartialCredit: true,
        notes: ["feedback_dropped"],
      },
    ]);
  });
  test.each([
    `<optioninput><option correct="False">Sydney</option><option correct="True">Canberra</option></optioninput>`,
    `<optioninput options="('Sydney','Canberra')" correct="Canberra"/>`,
  ])("a dropdown written as %s", (input) => {
    expect(read(`<problem><optionresponse><label>Capital?</label>${input}</optionresponse></problem>`)).toEqual([
      {
        ...question,
        kind: "dropdown",
        prompt: "Capital?",
        choices: [plain("c1", "Sydney"), plain("c2", "Canberra")],
        key: { kind: "choices", choiceIds: ["c2"] },
      },
    ]);
  });
  test("text with other accepted answers", () => {
    expect(
      read(
        `<problem><stringresponse answer="Doc" type="ci"><label>A dwarf?</label><additional_answer answer="Happy"/><textline/></stringresponse></problem>`,
      ),
    ).toEqual([
      {
        ...question,
        kind: "shortText",
        prompt: "A dwarf?",
        key: { kind: "text", accepted: ["Doc", "Happy"], isCaseSensitive: false },
      },
    ]);
  });
  test("a number with tolerance and unit", () => {
    expect(
      read(
        `<problem><numericalresponse answer="600"><label>How many?</label><responseparam type="tolerance" default="5"/><formulaequationinput trailing_text="g"/></numericalresponse></problem>`,
      ),
    ).toEqual([
      { ...question, kind: "numeric", prompt: "How many?", key: { kind: "number", from: 595, to: 605, unit: "g" } },
    ]);
  });
  test("several responses become one question each, with the words before each", () => {
    const asked =
      read(`<problem><p>First</p><numericalresponse answer="1"/><p>Second</p><numericalresponse answer="2"/><p>The end</p>
      <solution><p>Because.</p></solution></problem>`);
    expect(asked).toMatchObject([
      { prompt: "First", explanation: null },
      { prompt: "Second", explanation: "Because." },
      { words: "The end" },
    ]);
  });
  test("answers in a table are asked in the words of their row and column", () => {
    const menu = `<optionresponse><optioninput options="('x','y')" correct="x"/></optionresponse>`;
    const asked = read(`<problem><p>Who and where?</p><table><tr><th>What</th><th>Who</th><th>Where</th></tr>
      <tr><td><b>Gravity</b></td><td>${menu}</td><td>${menu}</td></tr></table></problem>`);
    expect(asked).toMatchObject([{ prompt: "Who and where? Gravity — Who" }, { prompt: "Gravity — Where" }]);
  });
  test("a choice with a picture or marks keeps them as rich text", () => {
    const [asked] = read(
      `<problem><multiplechoiceresponse><label>?</label><choicegroup><choice correct="true"><b>A</b></choice><choice correct="false">B</choice></choicegroup></multiplechoiceresponse></problem>`,
    );
    expect(asked).toMatchObject({ choices: [{ text: expect.stringMatching(/^\{.*"bold"/) as string }, { text: "B" }] });
  });
});

describe("an answer that cannot be asked here is lost with its reason, its words stay", () => {
  test.each([
    ["customresponse", "answer_program"],
    ["formularesponse", "answer_formula"],
    ["imageresponse", "answer_on_picture"],
    ["schematicresponse", "answer_circuit"],
    ["annotationresponse", "answer_annotation"],
    ["coderesponse", "answer_code"],
    ["choicetextresponse", "answer_mixed"],
    ["madeupresponse", "answer_unknown"],
  ])("%s: %s", (name, reason) => {
    expect(read(`<problem><${name}><p>Do it.</p><textline/></${name}></problem>`)).toEqual([
      { words: "Do it." },
      { lost: reason },
    ]);
  });
  test.each([
    [`<stringresponse answer="..bble" type="ci regexp"/>`, "answer_pattern"],
    [`<stringresponse answer=""/>`, "answer_none_right"],
    [`<numericalresponse answer="sqrt(2)"/>`, "answer_expression"],
    [
      `<multiplechoiceresponse><choicegroup><choice correct="true">A</choice><choice correct="true">B</choice></choicegroup></multiplechoiceresponse>`,
      "answer_several_right",
    ],
    [
      `<choiceresponse><checkboxgroup><choice correct="false">A</choice><choice correct="false">B</choice></checkboxgroup></choiceresponse>`,
      "answer_none_right",
    ],
    [`<script type="loncapa/python">x = 1</script><numericalresponse answer="$x"/>`, "answer_random"],
  ])("%s", (xml, reason) => {
    expect(read(`<problem>${xml}</problem>`)).toEqual([{ lost: reason }]);
  });
  test("a simulation that gave marks is still there to use", () => {
    expect(
      read(
        `<problem display_name="Sim"><customresponse><jsinput html_file="/static/sim.html" height="300"/></customresponse></problem>`,
      ),
    ).toEqual([
      {
        block: { kind: "embed", title: "Sim", source: { type: "asset", assetId: "a0" }, height: 300 },
        notes: ["simulation_ungraded"],
      },
      { lost: "answer_program" },
    ]);
  });
});

describe("a numeric answer as Open edX writes it", () => {
  test.each([
    ["5", "", 5, 5],
    ["-1.5e3", "10%", -1_650, -1_350],
    ["1/4", "0.05", 0.2, 0.3],
    ["1,000", "", 1_000, 1_000],
    ["pi", "", Math.PI, Math.PI],
    ["[1, 5]", "", 1, 5],
  ])("%s within %s", (answer, tolerance, from, to) => {
    const key = numberKey(answer, tolerance, null);
    expect(key).toEqual({
      kind: "number",
      from: expect.closeTo(from, 9) as number,
      to: expect.closeTo(to, 9) as number,
      unit: null,
    });
  });
  test("an open end of a range is not in it", () => {
    const key = numberKey("[1,5)", "", null);
    expect(key).toMatchObject({ from: 1 });
    expect(key?.kind === "number" && key.to < 5 && key.to > 4.999).toBe(true);
  });
  test.each(["", "x+1", "[5,1]", "1/0", "$x", "1/2/3", "__proto__"])("%s is not a number", (answer) => {
    expect(numberKey(answer, "", null)).toBeNull();
  });
});
