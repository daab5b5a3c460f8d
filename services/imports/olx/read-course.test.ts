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
