import type { QuickCourses } from "@/services/search/quick-courses";
import type { SearchAccess } from "@/services/search/search-access";
import { workPaths } from "@/components/workroom/work-paths";
import { paths } from "@/lib/paths";
import { lessonPath, searchPath } from "./hit-paths";
import type { Command } from "./use-commands";
import type { Found, Hits } from "./use-quick-hits";

/** One line of the palette. `title` and `detail` may carry marks of what was found. */
export type PaletteRow = {
  id: string;
  kind: "learning" | "teaching" | "course" | "lesson" | "command" | "all";
  title: string;
  detail?: string;
  href?: string;
  act?: () => void;
  /** Told when the line is chosen. */
  chosen?: { index: string; queryID: string | undefined; objectID: string; position: number };
  isDraft?: boolean;
};
export type PaletteGroup = { key: PaletteRow["kind"]; rows: PaletteRow[] };

const mostMine = 5;
const mostCommands = 6;

const plain = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const wordsOf = (text: string) =>
  plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** Whether every word that was typed begins a word of the text. */
export function beginsWords(text: string, query: string): boolean {
  const words = wordsOf(text);
  return plain(query)
    .split(/\s+/)
    .filter(Boolean)
    .every((asked) => words.some((word) => word.startsWith(asked)));
}

/** How well a command fits: its name begins with what was typed, what was typed are whole words of it, or beginnings. */
function fitOf({ label, words }: Command, query: string): "begins" | "whole" | "part" {
  const typed = wordsOf(query);
  if (wordsOf(label).join("").startsWith(typed.join(""))) return "begins";
  const own = new Set(wordsOf(`${label} ${words}`));
  return typed.every((word) => own.has(word)) ? "whole" : "part";
}
const fits = ["begins", "whole", "part"] as const;

/** Whether a command is called by its name, or by one of the other words that it goes by ("log out", "night mode"). */
function isCalled(command: Command, query: string): boolean {
  const others = wordsOf(command.words);
  const fit = fitOf(command, query);
  return fit === "begins" || (fit === "whole" && wordsOf(query).some((word) => others.includes(word)));
}

type Given = {
  query: string;
  mine: QuickCourses;
  commands: readonly Command[];
  found: Found | null;
  access: SearchAccess | null;
};

/** The lines of the palette, in groups that are not empty. Without words: where one was, and what one may do. */
export function paletteGroups({ query, mine, commands, found, access }: Given): PaletteGroup[] {
  const words = query.trim();
  const learning = mine.learning.filter(({ title }) => beginsWords(title, words)).slice(0, mostMine);
  const teaching = mine.teaching.filter(({ title }) => beginsWords(title, words)).slice(0, mostMine);
  const matching = commands
    .filter((command) => beginsWords(`${command.label} ${command.words}`, words))
    .sort((a, b) => fits.indexOf(fitOf(a, words)) - fits.indexOf(fitOf(b, words)));
  // A course that is mine stands once: where I go on.
  const isShown = new Set<string>([...learning, ...teaching].map(({ _id }) => _id));
  const mineGroups: PaletteGroup[] = [
    {
      key: "learning",
      rows: learning.map(({ _id, slug, title }) => ({
        ...{ id: `learning-${_id}`, kind: "learning" as const, title, href: paths.room(slug) },
      })),
    },
    {
      key: "teaching",
      rows: teaching.map(({ _id, title, status }) => ({
        ...{ id: `teaching-${_id}`, kind: "teaching" as const, title, href: workPaths.course(_id) },
        isDraft: status !== "published",
      })),
    },
  ];
  const commandGroup: PaletteGroup = {
    key: "command",
    rows: matching.slice(0, words ? mostCommands : commands.length).map((command) => ({
      ...{ id: `command-${command.id}`, kind: "command" as const, title: command.label },
      ...("href" in command ? { href: command.href } : { act: command.act }),
    })),
  };
  const others = found && access && words ? foundGroups(found, access, isShown) : [];
  // Who types a command's name means it, whatever lessons may say about the same words.
  const isNamed = wordsOf(words).length > 0 && matching.some((command) => isCalled(command, words));
  const groups: PaletteGroup[] = [
    ...mineGroups,
    ...(isNamed ? [commandGroup, ...others] : [...others, commandGroup]),
    ...(words && access
      ? [{ key: "all" as const, rows: [{ id: "all", kind: "all" as const, title: words, href: searchPath(words) }] }]
      : []),
  ];
  return groups.filter(({ rows }) => rows.length > 0);
}

function foundGroups({ courses, lessons }: Found, access: SearchAccess, isShown: Set<string>): PaletteGroup[] {
  const chosen = <Hit extends { objectID: string }>({ index, queryID }: Hits<Hit>, hit: Hit, at: number) => ({
    chosen: { index, queryID, objectID: hit.objectID, position: at + 1 },
  });
  return [
    {
      key: "course",
      rows: courses.hits.flatMap((hit, at) =>
        isShown.has(hit.objectID)
          ? []
          : [
              {
                ...{ id: `course-${hit.objectID}`, kind: "course" as const, href: paths.course(hit.slug) },
                title: hit._highlightResult?.title?.value ?? hit.title,
                detail: hit.instructors[0] ?? "",
                ...chosen(courses, hit, at),
              },
            ],
      ),
    },
    {
      key: "lesson",
      rows: lessons.hits.map((hit, at) => ({
        ...{ id: `lesson-${hit.lessonId}`, kind: "lesson" as const, href: lessonPath(access, hit) },
        title: hit._highlightResult?.title?.value ?? hit.title,
        detail: hit.courseTitle,
        ...chosen(lessons, hit, at),
      })),
    },
  ];
}
