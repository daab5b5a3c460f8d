import { describe, expect, test } from "vitest";
import { olxOf } from "../archive/tar-writer.testing";
import { readOlxCourse } from "./read-course";

function read(vertical: string, files: Record<string, string> = {}) {
  const texts = new Map<string, string>();
  const sizes = new Map<string, number>();
  for (const { path, content } of olxOf(vertical, files)) {
    sizes.set(path, content?.length ?? 0);
    if (!path.includes("/static/")) texts.set(path, String(content));
  }
  const plan = readOlxCourse({ texts, sizes });
  const blocks = plan.modules.flatMap((module) => module.lessons.flatMap((lesson) => lesson.blocks));
  const report = plan.items
    .filter((item) => !["course", "module", "section", "lesson"].includes(item.kind))
    .map((item) => [item.kind, item.outcome, item.reason]);
  return { plan, blocks, report };
}
const html = (text: string) => ({ "html/h.xml": '<html filename="h" display_name="Text"/>', "html/h.html": text });

describe("a course is read in its own order", () => {
  test("chapters become modules, sequentials sections, verticals lessons", () => {
    const { plan } = read("", {
      "course/run.xml": '<course display_name="C"><chapter url_name="c2"/><chapter url_name="c1"/></course>',
      "chapter/c2.xml":
        '<chapter display_name="First"><sequential url_name="s2"/><sequential url_name="s1"/></chapter>',
      "chapter/c1.xml": '<chapter display_name="Second"/>',
      "sequential/s2.xml": '<sequential display_name="A"><vertical url_name="v2"/></sequential>',
      "vertical/v2.xml": "<vertical/>",
    });
    expect(plan.title).toBe("C (Open edX)");
    expect(plan.sourceKey).toBe("olx:Org/C1/run");
    expect(
      plan.modules.map((m) => [m.title, m.sections, m.lessons.map((l) => [l.title, l.sectionKey, l.token])]),
    ).toEqual([
      [
        "First",
        [
          { key: "s2", title: "A" },
          { key: "s1", title: "Section" },
        ],
        [
          ["Lesson", "s2", "l0"],
          ["Lesson", "s1", "l1"],
        ],
      ],
      ["Second", [], []],
    ]);
  });

  test("a name that nobody could see is none", () => {
    const { plan } = read("", { "vertical/v1.xml": '<vertical display_name="&#x200b;"/>' });
    expect(plan.modules[0]?.lessons[0]?.title).toBe("Lesson");
  });

  test("what stands twice is two things, each with a name of its own", () => {
    const { plan, blocks } = read('<html url_name="h"/><html url_name="h"/>', {
      ...html("<p>a</p>"),
      "sequential/s1.xml":
        '<sequential display_name="S"><vertical url_name="v1"/><vertical url_name="v1"/></sequential>',
    });
    expect(new Set(plan.modules[0]?.lessons.map((lesson) => lesson.sourceKey)).size).toBe(2);
    expect([blocks.length, new Set(blocks.map((block) => block.sourceKey)).size]).toEqual([4, 4]);
  });

  test("the policy's name, picture and outcomes win, the overview is the description", () => {
    const { plan } = read("", {
      "policies/run/policy.json": JSON.stringify({
        "course/run": {
          display_name: "From policy",
          course_image: "card.png",
          language: "fr",
          learning_info: ["Tie a knot"],
        },
      }),
      "static/card.png": "x",
      "about/overview.html": "<h2>About</h2><p>A course on knots.</p>",
    });
    expect(plan).toMatchObject({
      title: "From policy",
      cover: "a0",
      language: "fr",
      outcomes: ["Tie a knot"],
      summary: "A course on knots.",
    });
    expect(plan.description).toContain("About");
  });
});

describe("components", () => {
  test("a text that stands in the XML itself is read as well", () => {
    expect(read('<html display_name="T"><p>Inline <b>words</b></p></html>').blocks).toMatchObject([
      { content: { kind: "text", doc: expect.stringContaining("words") as string } },
    ]);
  });

  test("a video keeps its captions and downloads; a file of the archive is worth more than an address elsewhere", () => {
    const video = `<video url_name="x" display_name="V" youtube_id_1_0="abcdefg" html5_sources='["https://cdn.example/clip.mp4"]' transcripts='{"en": "en.srt", "de": "gone.srt"}' end_time="00:01:00"><handout src="/static/notes.pdf"/><transcript language="es" src="es.srt"/></video>`;
    const files = { "static/clip.mp4": "v", "static/en.srt": "1", "static/es.srt": "1", "static/notes.pdf": "p" };
    const { blocks, report } = read(video, files);
    expect(blocks.map((block) => (block.kind === "content" ? block.content : null))).toEqual([
      {
        kind: "video",
        title: "V",
        source: { type: "asset", assetId: "a0" },
        captions: [
          { assetId: "a1", language: "en", label: "English" },
          { assetId: "a2", language: "es", label: "Español" },
        ],
        durationMs: null,
      },
      { kind: "file", assetId: "a3", title: "notes.pdf", description: "" },
    ]);
    expect(report[0]).toEqual(["video", "changed", "clip_whole"]);
  });

  test("a video of YouTube is played from there", () => {
    const [block] = read('<video youtube="1.00:abc-DEF_123" display_name="V"/>').blocks;
    expect(block).toMatchObject({
      content: { source: { type: "embed", provider: "youtube", url: "https://www.youtube.com/watch?v=abc-DEF_123" } },
    });
  });

  test("questions of a library are all asked, and that is said", () => {
    const problem =
      '<problem url_name="p"><numericalresponse answer="1"><label>?</label></numericalresponse></problem>';
    const { blocks, report } = read(
      `<library_content max_count="1">${problem}${problem.replace('"p"', '"q"')}</library_content>`,
    );
    expect(blocks.map((block) => block.kind)).toEqual(["question", "question"]);
    expect(report[0]).toEqual(["other", "changed", "all_asked"]);
  });

  const lost: [string, string, Record<string, string>?][] = [
    ['<poll url_name="x" question="?"/>', "poll"],
    ['<lti url_name="x" launch_url="https://example.com"/>', "lti"],
    ['<drag-and-drop-v2 url_name="x" data="{}"/>', "drag_drop"],
    ['<openassessment url_name="x"><title>t</title></openassessment>', "peer_review"],
    ['<made_up url_name="x" a="b"/>', "component_unknown"],
    ['<problem url_name="nowhere"/>', "component_missing"],
    ['<video url_name="x" display_name="V"/>', "video_missing"],
    ['<problem url_name="bad"/>', "component_damaged", { "problem/bad.xml": "<problem><p></problem>" }],
    ['<html url_name="h"/>', "looks_only", html('<link rel="stylesheet" href="/static/a.css"><script>x()</script>')],
    ['<html url_name="h"/>', "scripted", html('<p>Useful? <button onclick="vote(1)">Yes</button></p>')],
    [
      `<problem><choiceresponse>${'<choice correct="true">A</choice>'.repeat(60)}</choiceresponse></problem>`,
      "component_too_large",
    ],
    ['<html url_name="h"/>', "empty", html("<p> </p>")],
  ];
  test.each(lost)("%s is lost: %s", (vertical, reason, files) => {
    const { blocks, report } = read(vertical, files);
    expect(blocks).toEqual([]);
    expect(report.map((item) => [item[1], item[2]])).toEqual([["lost", reason]]);
  });

  test("files of a course are kept, what only dresses Open edX pages is not", () => {
    const { plan, report } = read("", { "static/a.png": "x", "static/look.css": "x", "static/font.woff": "x" });
    expect(plan.assets.map((asset) => asset.name)).toEqual(["a.png"]);
    expect(report).toEqual([
      ["file", "lost", "file_kind"],
      ["file", "lost", "file_kind"],
      ["file", "kept", null],
    ]);
  });
});

describe("a course from long ago, or by hand", () => {
  const outline = (plan: ReturnType<typeof read>["plan"]) =>
    plan.modules.map((m) => [
      m.title,
      m.sections.map((s) => s.title),
      m.lessons.map((l) => [l.title, l.blocks.length]),
    ]);

  test("what stands above the lessons is a lesson, a section or a module by itself; nothing is lost in silence", () => {
    const { plan, report } = read("", {
      ...html("<p>Words</p>"),
      "course/run.xml": `<course display_name="Old course"><wiki slug="w"/><chapter url_name="c1"/>
        <sequential display_name="Loose"><html url_name="h"/></sequential><textbook title="T"/></course>`,
      "chapter/c1.xml": `<chapter display_name="Week 1"><videosequence url_name="s1"/><html url_name="h"/>
        <vertical display_name="Apart"><html url_name="h"/></vertical></chapter>`,
      "videosequence/s1.xml": `<videosequence display_name="Lecture"><video youtube="1.0:abcdefg" display_name="Film"/>
        <problem display_name="Sum"><numericalresponse answer="4"><label>2+2</label></numericalresponse></problem>
        <vertical url_name="v1"/><discussion url_name="d"/></videosequence>`,
      "vertical/v1.xml": '<vertical display_name="Usual"><html url_name="h"/></vertical>',
    });
    expect(outline(plan)).toEqual([
      [
        "Week 1",
        ["Lecture", "Text", "Apart"],
        [
          ["Film", 1],
          ["Sum", 1],
          ["Usual", 1],
          ["Text", 1],
          ["Apart", 1],
        ],
      ],
      ["Loose", ["Loose"], [["Text", 1]]],
    ]);
    expect(report.filter(([, outcome]) => outcome === "lost")).toEqual([
      ["other", "lost", "component_unknown"],
      ["other", "lost", "discussion"],
    ]);
    const keys = plan.modules.flatMap((m) => [m.sourceKey, ...m.lessons.map((l) => l.sourceKey)]);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("names of parts come from the policy, also from its old place, and a colon in a name is a folder", () => {
    const { plan } = read("", {
      ...html("<p>Words</p>"),
      "policies/run.json": JSON.stringify({
        "course/run": { display_name: "By policy" },
        "chapter/c1": { display_name: "Week by policy" },
        "vertical/in:v": { display_name: "Lesson by policy" },
      }),
      "sequential/s1.xml": '<sequential display_name="S"><vertical url_name="in:v"/></sequential>',
      "vertical/in/v.xml": '<vertical><html url_name="h"/></vertical>',
    });
    expect([plan.title, outline(plan)]).toEqual(["By policy", [["Week by policy", ["S"], [["Lesson by policy", 1]]]]]);
  });

  test.each([
    ["in a CDATA section", "<html><![CDATA[<!DOCTYPE html><p>One <b>bold</b> word</p>]]></html>"],
    ["escaped", "<html>&lt;p&gt;One &lt;b&gt;bold&lt;/b&gt; word&lt;/p&gt;</html>"],
    ["as elements", "<html><p>One <b>bold</b> word</p></html>"],
  ])("HTML that stands in the XML %s is read as HTML", (_, vertical) => {
    const [block] = read(vertical).blocks;
    const doc = block?.kind === "content" && block.content.kind === "text" ? block.content.doc : "";
    expect(JSON.parse(doc)).toEqual({
      type: "doc",
      content: [
        {
          type: "paragraph",
          content: [
            { type: "text", text: "One " },
            { type: "text", text: "bold", marks: [{ type: "bold" }] },
            { type: "text", text: " word" },
          ],
        },
      ],
    });
  });

  test("a document type that only names the file is no entity; one that defines some is refused wherever it hides", () => {
    const named = '<!DOCTYPE vertical PUBLIC "-//x//y" "http://example.com/x.dtd"><vertical display_name="Named"/>';
    expect(read("", { "vertical/v1.xml": named }).plan.modules[0]?.lessons[0]?.title).toBe("Named");
    const entity = '<!DOCTYPE vertical [<!ENTITY a "b">]>';
    for (const prolog of [entity, `<!-- <![CDATA[ -->${entity}`, `<!DOC<!DOCTYPE x>TYPE vertical [<!ENTITY a "b">]>`])
      expect(() => read("", { "vertical/v1.xml": `${prolog}<vertical/>` })).toThrow(/xml_entities|xml_damaged/);
  });

  test("what only staff saw, what had a day and what was never published is told", () => {
    const { plan } = read("", {
      "chapter/c1.xml": '<chapter display_name="C" visible_to_staff_only="true"><sequential url_name="s1"/></chapter>',
      "sequential/s1.xml":
        '<sequential display_name="S" due="2030-01-01T00:00:00Z"><vertical url_name="v1"/></sequential>',
      "drafts/vertical/d.xml": '<vertical display_name="Unfinished" parent_url="x"/>',
      "policies/run/policy.json": JSON.stringify({
        "course/run": {
          display_name: "Small course",
          tabs: [{ type: "static_tab", url_slug: "s1", name: "Syllabus" }],
        },
      }),
      "tabs/s1.html": "<p>Week by week</p>",
      ".DS_Store": "x",
      "static/._a.png": "x",
    });
    expect(plan.assets).toEqual([]);
    const told = plan.items.flatMap(({ title, outcome, reason }) => (reason ? [[title, outcome, reason]] : []));
    expect(told).toEqual([
      ["C", "changed", "staff_only"],
      ["Small course", "lost", "schedule"],
      ["Unfinished", "lost", "unpublished"],
      ["Syllabus", "lost", "course_page"],
    ]);
  });

  test("a library is called a library, and a course whose own file is missing is damaged", () => {
    const texts = new Map([["library/library.xml", '<library display_name="L"/>']]);
    expect(() => readOlxCourse({ texts, sizes: new Map() })).toThrow("is_library");
    const course = new Map([["course/course.xml", '<course url_name="run" org="O" course="C"/>']]);
    expect(() => readOlxCourse({ texts: course, sizes: new Map() })).toThrow("xml_damaged");
  });
});

describe("a file that is broken, endless or enormous", () => {
  test("half a million elements in a row, or comments that never end, are read in one go", () => {
    const { blocks } = read("<html url_name='h'/>", {
      "html/h.xml": `<html>${"<i/>".repeat(500_000)}<p>The end</p></html>`,
    });
    expect(blocks).toHaveLength(1);
    expect(() => read("", { "vertical/v1.xml": "<!--".repeat(900_000) })).not.toThrow("xml_entities");
  });
  test("a damaged chapter, sequential or vertical costs itself and nothing else", () => {
    const { plan } = read("<html url_name='h'/>", {
      ...html("<p>a</p>"),
      "course/run.xml": '<course display_name="Course"><chapter url_name="bad"/><chapter url_name="c1"/></course>',
      "chapter/bad.xml": "<chapter",
      "chapter/c1.xml":
        '<chapter display_name="Chapter"><sequential url_name="bad"/><sequential url_name="s1"/></chapter>',
      "sequential/bad.xml": "<sequential>",
      "sequential/s1.xml":
        '<sequential display_name="Section"><vertical url_name="bad"/><vertical url_name="v1"/></sequential>',
      "vertical/bad.xml": "<vertical><html></vertical>",
    });
    expect(plan.modules.map((module) => module.lessons.map((lesson) => lesson.title))).toEqual([["Lesson"]]);
    expect(plan.items.filter((item) => item.outcome === "lost").map((item) => [item.title, item.reason])).toEqual([
      ["bad", "component_damaged"],
      ["bad", "component_damaged"],
      ["bad", "component_damaged"],
    ]);
  });
  test("what stands in itself is left out, and what names it keeps the rest", () => {
    const { report, blocks } = read('<wrapper url_name="w"/><html url_name="h"/>', {
      ...html("<p>a</p>"),
      "wrapper/w.xml": '<wrapper><vertical url_name="v1"/><wrapper url_name="x"/></wrapper>',
      "wrapper/x.xml": '<wrapper display_name="Inner"><wrapper url_name="w"/></wrapper>',
    });
    expect(report.filter(([, , reason]) => reason === "component_circular")).toHaveLength(2);
    expect(blocks).toHaveLength(1);
  });
  test("parts that name each other many times over are refused before they are read without end", () => {
    const ten = (name: string) => Array.from({ length: 10 }, () => `<wrapper url_name="${name}"/>`).join("");
    const files = Object.fromEntries(
      Array.from({ length: 8 }, (_, n) => [`wrapper/w${n}.xml`, `<wrapper>${ten(`w${n + 1}`)}</wrapper>`]),
    );
    expect(() => read('<wrapper url_name="w0"/>', { ...files, "wrapper/w8.xml": "<wrapper/>" })).toThrow(
      "course_large",
    );
  });
  test("a paragraph that no block could hold goes on in others, word for word", () => {
    const words = Array.from({ length: 40_000 }, (_, n) => `word${n}`).join(" ");
    const { blocks, report } = read("<html url_name='h'/>", html(`<p>${words} <b>end</b></p>`));
    const text = blocks
      .flatMap((block) => (block.kind === "content" && block.content.kind === "text" ? [block.content.doc] : []))
      .map((doc) => [...doc.matchAll(/"text":"([^"]*)"/g)].map((match) => match[1]).join(" "))
      .join(" ");
    expect(text.split(/\s+/).filter(Boolean)).toEqual([...words.split(" "), "end"]);
    expect(report).toEqual([["text", "changed", "text_too_long"]]);
  });
});
