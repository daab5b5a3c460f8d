import * as z from "zod";
import { courseLanguages } from "../../courses/course";
import { emptyDoc, plainText, readRichDoc, writeRichDoc, type RichNode } from "../../lessons/rich-text";
import { mostLessons } from "../../lessons/lesson-store";
import { blockContent } from "../../lessons/block";
import { questionDraft } from "../../questions/question";
import { mostModules } from "../../modules/module-store";
import { mostBlocks } from "../../lessons/block-store";
import { ImportFailure } from "../import-failure";
import { gravest, type ChangeReason, type LossReason } from "../import-reasons";
import { CourseFiles, type ArchiveTexts } from "./course-files";
import { childElements, elementsIn, readHtml, textOf, type Markup } from "./markup";
import type { CoursePlan, PlannedBlock, PlannedItem, PlannedLesson, PlannedModule, Piece } from "./plan";
import { readProblem, type ProblemPart } from "./read-problem";
import { readVideo } from "./read-video";
import { componentOf, fileIndex, type References } from "./references";
import { richFromMarkup } from "./rich-from-markup";
import { minutesFor } from "./minutes";
import { cutText } from "../../shared/cut-text";
import { visibleLine } from "../../shared/visible-line";

/** Reads an Open edX course and says what it becomes. Pure: nothing is written. Refuses what holds no course. */
export function readOlxCourse(archive: ArchiveTexts): CoursePlan {
  return new CourseReader(new CourseFiles(archive)).plan();
}

type Vertical = { element: Markup; token: string; key: string };
type Sequential = { element: Markup; key: string; verticals: Vertical[] };
type Chapter = { element: Markup; key: string; sequentials: Sequential[] };

/** Kinds that have nothing like them here, and the words that say so. */
const losses: Record<string, LossReason> = {
  poll: "poll",
  poll_question: "poll",
  survey: "survey",
  word_cloud: "poll",
  discussion: "discussion",
  lti: "lti",
  lti_consumer: "lti",
  "drag-and-drop-v2": "drag_drop",
  scorm: "scorm",
  scormxblock: "scorm",
  done: "done_button",
  edx_sga: "submission",
  staffgradedxblock: "submission",
  openassessment: "peer_review",
  split_test: "experiment",
};

/** Old names of a sequential. */
const sequentialNames = ["sequential", "videosequence", "problemset"];
/** What stands beside the chapters of a course and holds nothing to learn. */
const besides = new Set(["wiki", "course_info", "static_tab", "about"]);
/** What can be a lesson with nothing else in it, where it stands above the lessons. */
const standsAlone = new Set([
  ...["html", "problem", "video", "annotatable", "library_content", "itembank", "randomize", "conditional"],
  ...["vertical", "wrapper", ...sequentialNames],
]);

type Policies = Record<string, Record<string, unknown>>;

class CourseReader {
  private readonly items: PlannedItem[] = [];
  private readonly index: ReturnType<typeof fileIndex>;
  private readonly references: References;
  /** Names under which things were written before, so that one that stands twice is two things. */
  private readonly taken = new Map<string, number>();
  /** Component name → token of the lesson it is in. */
  private readonly places = new Map<string, string>();
  /** Whether a part could not be read because its XML is damaged. */
  private hasDamage = false;
  /** What the course says of its elements beside their own files, by "kind/name". */
  private policies: Policies = {};
  /** Whether anything had a day on which it opens or is due, or counted towards a grade. */
  private hasSchedule = false;

  constructor(private readonly files: CourseFiles) {
    this.index = fileIndex(files.all());
    const byToken = new Map(this.index.assets.map((asset) => [asset.token, asset]));
    this.references = {
      asset: (address) => this.index.find(address)?.token ?? null,
      lesson: (address) => this.places.get(componentOf(address) ?? "") ?? null,
      assetOf: (token) => byToken.get(token) ?? null,
    };
  }

  plan(): CoursePlan {
    const root = this.files.xml("course.xml");
    const run = root?.attrs.url_name ?? "";
    const course = root && (this.files.resolve(root) ?? root);
    if (!root || !course || root.name !== "course") throw new ImportFailure("not_course");
    // The first file only says which one describes the course.
    if (run && course === root && root.children.length === 0)
      throw new ImportFailure("xml_damaged", `course/${run}.xml`);
    this.policies = this.readPolicies(run);
    const attrs = { ...course.attrs, ...this.policy(run) };
    const chapters = this.chapters(course);
    // Of a course whose every chapter is damaged nothing could be brought in: that is what its author must hear.
    if (chapters.length === 0) throw new ImportFailure(this.hasDamage ? "xml_damaged" : "course_no_chapters");
    const lessonCount = chapters.flatMap((chapter) => chapter.sequentials.flatMap((s) => s.verticals)).length;
    if (chapters.length > mostModules || lessonCount > mostLessons) throw new ImportFailure("course_large");

    const title = cutText(visibleLine(attrs.display_name ?? ""), 120) || run || "Open edX";
    const details = this.details();
    this.item("course", title, "", details.note ? "changed" : "kept", details.note);
    const modules = chapters.map((chapter) => this.module(chapter));
    this.leftovers(attrs);
    return {
      sourceKey: `olx:${root.attrs.org ?? course.attrs.org ?? ""}/${root.attrs.course ?? course.attrs.course ?? ""}/${run}`,
      title: title.length < 3 ? `${title} (Open edX)` : title,
      summary: details.summary,
      description: details.description,
      language: courseLanguages.find((tag) => tag === (attrs.language ?? "").split(/[-_]/)[0]?.toLowerCase()) ?? "en",
      outcomes: outcomesIn(attrs.learning_info),
      cover: this.cover(attrs.course_image ?? ""),
      modules,
      assets: this.index.assets,
      items: this.items,
    };
  }

  private readPolicies(run: string): Policies {
    const text = this.files.text(`policies/${run}/policy.json`) ?? this.files.text(`policies/${run}.json`);
    return z
      .record(z.string(), z.record(z.string(), z.unknown()))
      .catch({})
      .parse(text === null ? {} : parsed(text));
  }

  private policy(run: string): Record<string, string> {
    const own = this.policies[`course/${run}`] ?? {};
    const known = ["display_name", "course_image", "language", "learning_info"];
    return Object.fromEntries(
      known.flatMap((key) => {
        const value = own[key];
        if (value === undefined || value === null) return [];
        return [[key, typeof value === "string" ? value : JSON.stringify(value)]];
      }),
    );
  }

  /** The tree of the course, with every lesson's token known before any text that may link to it is read. */
  private chapters(course: Markup): Chapter[] {
    let count = 0;
    return this.below(course, "chapter").map(({ element, key }) => ({
      element,
      key,
      sequentials: this.below(element, "sequential", sequentialNames).map((sequential) => ({
        ...sequential,
        verticals: this.below(sequential.element, "vertical").map((vertical) => {
          const token = `l${count}`;
          count += 1;
          for (const name of [vertical.key, ...elementsIn(vertical.element).map((e) => e.attrs.url_name ?? "")]) {
            if (name && !this.places.has(name)) this.places.set(name, token);
          }
          for (const name of [sequential.key, key]) if (!this.places.has(name)) this.places.set(name, token);
          return { ...vertical, token };
        }),
      })),
    }));
  }

  /** The parts of an element. One that stands higher than its kind does becomes a part with nothing else in it. */
  private below(parent: Markup, kind: string, names = [kind]): { element: Markup; key: string }[] {
    return childElements(parent).flatMap((child, n): { element: Markup; key: string }[] => {
      if (kind === "chapter" && besides.has(child.name)) return [];
      const name = child.attrs.url_name;
      if (!names.includes(child.name)) {
        if (!standsAlone.has(child.name)) {
          this.lose(child, titleOf(parent, parent.name));
          return [];
        }
        const own = this.quietly(child);
        const attrs: Markup["attrs"] = own?.attrs.display_name ? { display_name: own.attrs.display_name } : {};
        const key = this.once(kind, `${child.name}.${name ?? `${parent.attrs.url_name ?? ""}.${n}`}`);
        return [{ element: { name: kind, attrs, children: [child] }, key }];
      }
      const key = this.once(kind, name ?? `${parent.attrs.url_name ?? ""}.${n}`);
      const element = this.resolved(child, parent.attrs.display_name ?? "", key);
      return element ? [{ element, key }] : [];
    });
  }

  /** An element as its own file says, or null; whatever is wrong with it is told when it is read for good. */
  private quietly(child: Markup): Markup | null {
    try {
      return this.withPolicy(this.files.resolve(child));
    } catch (error) {
      if (error instanceof ImportFailure && error.reason === "xml_damaged") return null;
      throw error;
    }
  }

  private withPolicy(element: Markup | null): Markup | null {
    const said = element && this.policies[nameOf(element)]?.display_name;
    return element && typeof said === "string"
      ? { ...element, attrs: { ...element.attrs, display_name: said } }
      : element;
  }

  /** A part of the outline has arrived; what hid it from students, or gave it a day, has not. */
  private part(kind: "module" | "section" | "lesson", { attrs }: Markup, title: string, path: string): void {
    const isHidden = attrs.visible_to_staff_only === "true";
    this.item(kind, title, path, isHidden ? "changed" : "kept", isHidden ? "staff_only" : null);
    if (attrs.due || attrs.graded === "true") this.hasSchedule = true;
  }

  private module({ element, key, sequentials }: Chapter): PlannedModule {
    const title = titleOf(element, "Module");
    this.part("module", element, title, title);
    const sections = sequentials.map((sequential) => ({
      key: sequential.key.slice(0, 64),
      title: titleOf(sequential.element, "Section"),
    }));
    const lessons = sequentials.flatMap((sequential, n) => {
      const section = sections[n];
      const path = section ? [title, section.title] : [title];
      if (section) this.part("section", sequential.element, section.title, path.join(" › "));
      return sequential.verticals.map((vertical) => this.lesson(vertical, section?.key ?? null, path));
    });
    return { sourceKey: `chapter/${key}`, title, sections, lessons };
  }

  private lesson({ element, token, key }: Vertical, sectionKey: string | null, above: string[]): PlannedLesson {
    const title = titleOf(element, "Lesson");
    const path = [...above, title];
    this.part("lesson", element, title, path.join(" › "));
    const blocks = this.components(element, key, path).filter((block) => this.isWritable(block, title, path));
    if (blocks.length > mostBlocks) this.item("lesson", title, path.join(" › "), "changed", "text_too_long");
    return {
      token,
      sourceKey: `vertical/${key}`,
      title,
      sectionKey,
      minutes: minutesFor(blocks),
      blocks: blocks.slice(0, mostBlocks),
    };
  }

  /** A block beyond what a block may hold costs itself, not the course; a question was looked at when it was read. */
  private isWritable(block: PlannedBlock, title: string, path: string[]): boolean {
    if (block.kind === "question" || blockContent.safeParse(block.content).success) return true;
    const kind = block.content.kind === "video" || block.content.kind === "embed" ? block.content.kind : "text";
    this.item(kind, title, path.join(" › "), "lost", "component_too_large");
    return false;
  }

  /** `above` names what `parent` stands in, so that nothing is read inside itself. */
  private components(parent: Markup, key: string, path: string[], above: readonly string[] = []): PlannedBlock[] {
    const names = [...above, nameOf(parent)];
    return childElements(parent).flatMap((child, n) => {
      if (child.attrs.url_name && names.includes(nameOf(child))) {
        this.item("other", titleOf(child, child.name), path.join(" › "), "lost", "component_circular");
        return [];
      }
      return this.component(child, this.once("component", `${key}/${child.attrs.url_name ?? n}`), path, names);
    });
  }

  /** The name itself where it is the first of its kind, a numbered one otherwise. */
  private once(kind: string, name: string): string {
    const before = this.taken.get(`${kind}/${name}`) ?? 0;
    this.taken.set(`${kind}/${name}`, before + 1);
    return before === 0 ? name : `${name}~${before + 1}`;
  }

  private component(child: Markup, key: string, path: string[], above: readonly string[]): PlannedBlock[] {
    const where = path.join(" › ");
    const element = this.resolved(child, where);
    if (!element) return [];
    switch (element.name) {
      case "html":
        return this.html(element, key, where);
      case "problem":
        return this.problem(element, key, where);
      case "video":
        return this.video(element, key, where);
      case "annotatable":
        return this.rich(element, key, where, titleOf(element, "Annotation"), ["annotations_dropped"]);
      case "library_content":
      case "itembank":
      case "randomize":
        return this.group(element, key, path, above, "all_asked");
      case "conditional":
        return this.group(element, key, path, above, "condition_dropped");
      case "vertical":
      case "wrapper":
      case "sequential":
        return this.components(element, key, path, above);
      default:
        this.lose(element, where);
        return [];
    }
  }

  private lose(element: Markup, where: string): void {
    const known = Object.hasOwn(losses, element.name) ? losses[element.name] : undefined;
    const title = titleOf(element, element.name);
    this.item("other", title, where, "lost", known ?? "component_unknown", known ? {} : { kind: element.name });
  }

  /** A part whose own XML is damaged costs itself, not the course; hostile XML costs the course. */
  private resolved(child: Markup, where: string, otherwise = child.name): Markup | null {
    const title = child.attrs.display_name ?? otherwise;
    try {
      const element = this.withPolicy(this.files.resolve(child));
      if (!element) this.item("other", title, where, "lost", "component_missing");
      return element;
    } catch (error) {
      if (!(error instanceof ImportFailure) || error.reason !== "xml_damaged") throw error;
      this.item("other", title, where, "lost", "component_damaged");
      this.hasDamage = true;
      return null;
    }
  }

  private html(element: Markup, key: string, where: string): PlannedBlock[] {
    const title = titleOf(element, "Text");
    const file = element.attrs.filename;
    const source = file ? this.files.text(`html/${file}.html`) : null;
    if (file && source === null) {
      this.item("text", title, where, "lost", "component_missing");
      return [];
    }
    // What is written inside the XML itself is HTML too, as elements or as text.
    const isText = element.children.every((child) => typeof child === "string");
    const written =
      source !== null ? readHtml(source) : isText ? readHtml(textOf(element)) : { ...element, name: "html" };
    return this.rich(written, key, where, title, []);
  }

  private rich(markup: Markup, key: string, where: string, title: string, always: ChangeReason[]): PlannedBlock[] {
    const { pieces, notes } = richFromMarkup(markup, this.references);
    for (const note of always) notes.add(note);
    if (pieces.length === 0) {
      const isLooks = notes.has("styles_removed") || notes.has("scripts_removed");
      this.item(
        "text",
        title,
        where,
        "lost",
        isLooks ? "looks_only" : notes.has("controls_removed") ? "scripted" : "empty",
      );
      return [];
    }
    // A short remark around buttons that only scripts brought to life says nothing without them.
    if (notes.has("controls_removed") && pieces.every((piece) => wordsOf(piece) <= 12)) {
      this.item("text", title, where, "lost", "scripted");
      return [];
    }
    const note = gravest(notes);
    const hasText = pieces.some((piece) => piece.kind === "doc");
    if (hasText || note) this.item("text", title, where, note ? "changed" : "kept", note);
    for (const piece of pieces) if (piece.kind === "block") this.looseItem(piece, title, where);
    return pieces.map((piece, n) => asBlock(piece, `${key}#${n}`));
  }

  private looseItem(piece: Extract<Piece, { kind: "block" }>, title: string, where: string): void {
    const { content } = piece;
    const kind = content.kind === "video" ? "video" : content.kind === "embed" ? "embed" : "file";
    const said = "title" in content && content.title ? content.title : title;
    this.item(kind, said, where, "kept", null);
  }

  private problem(element: Markup, key: string, where: string): PlannedBlock[] {
    const title = titleOf(element, "Question");
    const parts = readProblem(element, this.references).map((part): ProblemPart => {
      const isTooLarge = part.kind === "question" && !questionDraft.safeParse(part.draft).success;
      return isTooLarge ? { kind: "lost", reason: "component_too_large" } : part;
    });
    const lost = parts.filter((part) => part.kind === "lost");
    const asked = parts.filter((part) => part.kind === "question");
    for (const part of asked) {
      const note = gravest(part.notes);
      this.item("question", title, where, note ? "changed" : "kept", note);
    }
    for (const part of lost) this.item("question", title, where, "lost", part.reason);
    const simulation = parts.find((part) => part.kind === "block" && part.notes.has("simulation_ungraded"));
    if (simulation) this.item("embed", title, where, "changed", "simulation_ungraded");
    if (asked.length === 0 && lost.length === 0)
      this.item("text", title, where, parts.length > 0 ? "kept" : "lost", parts.length > 0 ? null : "empty");
    return parts.flatMap((part, n): PlannedBlock[] => {
      const sourceKey = `${key}#${n}`;
      if (part.kind === "lost") return [];
      if (part.kind === "question") return [{ kind: "question", sourceKey, draft: part.draft }];
      return [asBlock(part, sourceKey)];
    });
  }

  private video(element: Markup, key: string, where: string): PlannedBlock[] {
    const title = titleOf(element, "Video");
    const read = readVideo(element, this.references, (name) => this.index.findByName(name)?.token ?? null);
    if (!read) {
      this.item("video", title, where, "lost", "video_missing");
      return [];
    }
    const note = gravest(read.notes);
    this.item("video", title, where, note ? "changed" : "kept", note);
    for (const content of read.contents)
      if (content.kind === "file") this.item("file", content.title, where, "kept", null);
    return read.contents.map((content, n) => ({ kind: "content", sourceKey: `${key}#${n}`, content }));
  }

  private group(
    element: Markup,
    key: string,
    path: string[],
    above: readonly string[],
    reason: ChangeReason,
  ): PlannedBlock[] {
    this.item("other", titleOf(element, element.name), path.join(" › "), "changed", reason);
    return this.components(element, key, path, above);
  }

  private details(): { summary: string; description: string; note: ChangeReason | null } {
    const short = textOf(readHtml(this.files.text("about/short_description.html") ?? ""))
      .replace(/\s+/g, " ")
      .trim();
    const { pieces, notes } = richFromMarkup(readHtml(this.files.text("about/overview.html") ?? ""), this.references);
    const content = pieces.flatMap((piece): RichNode[] =>
      piece.kind === "doc" ? (readRichDoc(piece.doc)?.content ?? []) : [],
    );
    const description = writeRichDoc({ type: "doc", content });
    const words = short || excerpt(content);
    if (words.length > 300) notes.add("summary_cut");
    return {
      summary: shortened(words, 300),
      description: description.length <= 100_000 ? description : writeRichDoc(emptyDoc),
      note: description.length <= 100_000 ? gravest(notes) : "text_too_long",
    };
  }

  private cover(image: string): string | null {
    const asset = image ? this.index.findByName(image.split("/").at(-1) ?? image) : null;
    return asset?.contentType.startsWith("image/") ? asset.token : null;
  }

  /** Files that no kind of ours fits, and what stands beside the lessons in an Open edX course. */
  private leftovers(attrs: Record<string, string>): void {
    const taken = new Set(this.index.assets.map((asset) => asset.path));
    for (const { path } of this.files.all()) {
      const name = /(?:^|\/)static\/(.+)$/.exec(path)?.[1];
      if (name && !taken.has(path)) this.item("file", name, name, "lost", "file_kind");
    }
    for (const asset of this.index.assets) this.item("file", asset.name, asset.name, "kept", null);
    const run = this.files.xml("course.xml")?.attrs.url_name ?? "";
    if (/"GRADER"\s*:\s*\[\s*\{/.test(this.files.text(`policies/${run}/grading_policy.json`) ?? "")) {
      this.item("other", attrs.display_name ?? "", "", "lost", "grading_policy");
    }
    if (this.hasSchedule) this.item("other", attrs.display_name ?? "", "", "lost", "schedule");
    const drafts = this.files.all().filter(({ path }) => /(^|\/)drafts\/vertical\/[^/]+\.xml$/.test(path));
    for (const { path } of drafts) {
      const name = path.slice(this.files.root.length);
      const draft = this.draft(name);
      this.item("lesson", draft ?? name, name, "lost", "unpublished");
    }
    const names = new Map(tabsIn(this.policies[`course/${run}`]?.tabs).map((tab) => [tab.url_slug, tab.name]));
    for (const { path } of this.files.all()) {
      const slug = /(?:^|\/)tabs\/([^/]+)\.html$/.exec(path)?.[1];
      if (slug) this.item("other", names.get(slug) ?? slug, "", "lost", "course_page");
    }
    for (const name of ["updates", "handouts"]) {
      if (textOf(readHtml(this.files.text(`info/${name}.html`) ?? "")).trim() !== "")
        this.item("other", name, "", "lost", "course_news");
    }
  }

  private draft(path: string): string | null {
    try {
      return this.files.xml(path)?.attrs.display_name ?? null;
    } catch (error) {
      if (error instanceof ImportFailure && error.reason === "xml_damaged") return null;
      throw error;
    }
  }

  private item(
    kind: PlannedItem["kind"],
    title: string,
    path: string,
    outcome: PlannedItem["outcome"],
    reason: ChangeReason | LossReason | null,
    params: Record<string, string> = {},
  ): void {
    this.items.push({ kind, title: cutText(title, 300), path: cutText(path, 900), outcome, reason, params });
  }
}

function asBlock(piece: Piece, sourceKey: string): PlannedBlock {
  const content = piece.kind === "doc" ? ({ kind: "text", doc: piece.doc } as const) : piece.content;
  return { kind: "content", sourceKey, content };
}

function wordsOf(piece: Piece): number {
  if (piece.kind === "block") return Infinity;
  const doc = readRichDoc(piece.doc);
  return doc ? plainText(doc).split(" ").length + (piece.doc.includes('"type":"image"') ? 100 : 0) : 0;
}

/** What an element is found by. */
const nameOf = ({ name, attrs }: Markup): string => `${name}/${attrs.url_name ?? ""}`;

const titleOf = (element: Markup, otherwise: string): string =>
  cutText(visibleLine((element.attrs.display_name ?? "").replace(/\s+/g, " ")), 200) || otherwise;

function excerpt(content: RichNode[]): string {
  const paragraph = content.find((node) => node.type === "paragraph");
  return paragraph ? plainText({ type: "doc", content: [paragraph] }) : "";
}

function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${cutText(text, most - 1).replace(/\s+\S*$/, "")}…`;
}

const tabs = z.array(z.object({ url_slug: z.string().optional(), name: z.string().optional() }));
const tabsIn = (said: unknown) => tabs.safeParse(said).data ?? [];

function outcomesIn(text: string | undefined): string[] {
  const listed = z
    .array(z.string())
    .catch([])
    .parse(text ? parsed(text) : []);
  return listed
    .map((line) => cutText(line.trim(), 200))
    .filter((line) => line !== "")
    .slice(0, 12);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // A policy that is no JSON says nothing.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
