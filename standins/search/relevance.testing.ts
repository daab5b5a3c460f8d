import type { SeedBlock, SeedRich } from "../../seed/seed-types";
import { school } from "../../seed/school";

/** One record of the corpus: a course or a lesson, as the school indexes them. */
export type CorpusRecord = {
  objectID: string;
  kind: "course" | "lesson";
  title: string;
  course: string;
  summary: string;
  body: string;
  category: string;
  level: string;
  students: number;
};

const plain = (text: SeedRich) => text.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[#*`>|~^_]/g, " ");

const textOf = (block: SeedBlock): string => ("body" in block ? plain(block.body) : "");

const SUBJECTS =
  "algebra anatomy architecture astronomy ballet beekeeping biology botany calligraphy carpentry ceramics chemistry chess cinema climate cooking cryptography dance drawing ecology economics electronics embroidery ethics film fishing French gardening genetics geography geology geometry German Greek guitar harmony Hebrew hydrology insects Italian Japanese journalism knitting Latin law linguistics literature logic logistics mechanics medicine meteorology mosaics music mycology mythology navigation negotiation nutrition oceanography opera optics painting pedagogy philosophy phonetics photography physics piano poetry politics Portuguese pottery probability psychology rhetoric Russian sailing sculpture sewing singing sociology Spanish spectroscopy surveying tailoring theatre theology trigonometry typography vaccines violin viticulture volcanoes watercolour weaving woodwork zoology".split(
    " ",
  );
const FORMS = [
  "Introduction to @",
  "@ for beginners",
  "Advanced @",
  "The history of @",
  "@ in practice",
  "Teaching @ to children",
  "@: questions and answers",
  "A workshop in @",
];
const LEVELS = ["beginner", "intermediate", "advanced"];

/** Courses with names that need more than ASCII, or that are known under other names. */
const NAMED: [string, string, string, string][] = [
  ["el-nino", "El Niño and the weather of the Pacific", "Why the sea warms, and what follows in Perú.", "science"],
  ["naive-set", "Naïve set theory", "Sets, functions and the paradoxes of Georg Cantor.", "mathematics"],
  ["dvorak", "Dvořák and the symphony", "From Prague to the New World.", "arts"],
  ["zurich", "Living in Zürich", "German for newcomers: trams, flats and Grüezi.", "language"],
  ["creme", "Crème brûlée and other custards", "Eggs, sugar and a small flame.", "craft"],
  ["ml", "Machine learning from the ground up", "Models, data and their limits.", "technology"],
  ["js", "JavaScript in the browser", "Events, elements and requests.", "technology"],
  ["pm", "Project management without tears", "Plans that survive the first week.", "business"],
  ["cpr", "Cardiopulmonary resuscitation", "Thirty and two: keep the blood moving.", "health"],
  ["jp", "日本語入門", "ひらがなと漢字を学ぶ。", "language"],
  ["jp-data", "データサイエンス入門", "統計と機械学習の基礎。", "technology"],
  ["thai", "ภาษาไทยเบื้องต้น", "สวัสดีและคำแรก", "language"],
  ["datascience", "Data science for biologists", "Tables, plots and tests.", "science"],
  ["speech", "Public speaking", "Stand, breathe, begin.", "business"],
  ["bike", "Bicycle maintenance", "Chains, brakes and punctures.", "craft"],
  ["tax", "Taxes for freelancers", "What to keep, what to declare.", "business"],
  ["quantum", "Quantum mechanics, gently", "Waves, spins and measurement.", "science"],
  ["sql", "SQL and relational databases", "Tables, joins and indexes.", "technology"],
];

/** The demo school's courses and lessons, courses with foreign names, and some hundreds of neighbours to be told from. */
export function corpus(): CorpusRecord[] {
  const seeded = school.courses.flatMap((course, rank): CorpusRecord[] => {
    const shared = { course: course.title, category: course.category, level: course.level };
    const students = 400 - rank * 20;
    const lessons = course.modules.flatMap((one) => one.lessons);
    return [
      {
        ...{ objectID: course.key, kind: "course", title: course.title, ...shared, students },
        ...{ summary: course.summary, body: [plain(course.description), ...course.outcomes].join(" ") },
      },
      ...lessons.map((lesson): CorpusRecord => ({
        ...{ objectID: lesson.key, kind: "lesson", title: lesson.title, ...shared, students },
        ...{ summary: lesson.section ?? "", body: lesson.blocks.map(textOf).join(" ") },
      })),
    ];
  });
  const named = NAMED.map(([objectID, title, summary, category]): CorpusRecord => ({
    ...{
      objectID,
      kind: "course",
      title,
      course: title,
      summary,
      body: summary,
      category,
      level: "beginner",
      students: 100,
    },
  }));
  const neighbours = SUBJECTS.flatMap((subject, row) =>
    FORMS.map((form, column): CorpusRecord => {
      const title = form.replace("@", subject).replace(/^./, (first) => first.toUpperCase());
      const other = SUBJECTS[(row * 7 + column * 13 + 1) % SUBJECTS.length]!;
      return {
        ...{
          objectID: `${subject}-${column}`.toLowerCase(),
          kind: "course",
          title,
          course: title,
          category: "humanities",
        },
        summary: `What ${subject} has in common with ${other}, and where the two part ways.`,
        body: `Lessons on ${subject}, exercises, and a final project. Useful before or after ${other}.`,
        level: LEVELS[(row + column) % 3]!,
        students: ((row * 31 + column * 17) % 300) + 1,
      };
    }),
  );
  return [...seeded, ...named, ...neighbours];
}

export const SYNONYMS = [
  { objectID: "js", type: "synonym" as const, synonyms: ["js", "javascript"] },
  { objectID: "ml", type: "synonym" as const, synonyms: ["ml", "machine learning"] },
  { objectID: "bike", type: "synonym" as const, synonyms: ["bike", "bicycle", "cycling"] },
  { objectID: "cpr", type: "synonym" as const, synonyms: ["cpr", "cardiopulmonary resuscitation"] },
  { objectID: "stargazing", type: "onewaysynonym" as const, input: "stargazing", synonyms: ["night sky"] },
  { objectID: "coding", type: "onewaysynonym" as const, input: "coding", synonyms: ["python", "javascript"] },
  { objectID: "oratory", type: "onewaysynonym" as const, input: "oratory", synonyms: ["public speaking"] },
  { objectID: "stats", type: "synonym" as const, synonyms: ["stats", "statistics"] },
  { objectID: "color", type: "synonym" as const, synonyms: ["watercolor", "watercolour"] },
];

/** What somebody types, and the one record that they mean. */
export const KNOWN_ITEMS: {
  kind: "plain" | "prefix" | "typo" | "accent" | "synonym" | "script" | "words";
  query: string;
  meant: string;
}[] = [
  ...(
    [
      ["sourdough science of bread", "sourdough"],
      ["first steps in python", "python"],
      ["statistics without fear", "statistics"],
      ["history of maps", "maps"],
      ["plain writing at work", "plain-writing"],
      ["first aid", "first-aid"],
      ["music by ear", "music"],
      ["reading the night sky", "night-sky"],
      ["public speaking", "speech"],
      ["advanced geometry", "geometry-2"],
      ["introduction to beekeeping", "beekeeping-0"],
      ["quantum mechanics", "quantum"],
      ["teaching chess to children", "chess-5"],
      ["why bread rises", "sourdough-what-is-it"],
    ] as const
  ).map(([query, meant]) => ({ kind: "plain" as const, query, meant })),
  ...(
    [
      ["sourd", "sourdough"],
      ["statistics with", "statistics"],
      ["night s", "night-sky"],
      ["plain wri", "plain-writing"],
      ["bicyc", "bike"],
      ["relational dat", "sql"],
      ["history of typo", "typography-3"],
      ["advanced woodw", "woodwork-2"],
      ["project mana", "pm"],
      ["dvor", "dvorak"],
      ["introduction to zoo", "zoology-0"],
      ["taxes for fre", "tax"],
    ] as const
  ).map(([query, meant]) => ({ kind: "prefix" as const, query, meant })),
  ...(
    [
      ["sourdogh", "sourdough"],
      ["sorudough", "sourdough"],
      ["statisitcs without fear", "statistics"],
      ["first stpes in python", "python"],
      ["pyhton first steps", "python"],
      ["histroy of maps", "maps"],
      ["bycicle maintenance", "bike"],
      ["quantm mechanics", "quantum"],
      ["introducton to astronmy", "astronomy-0"],
      ["fotography for beginners", "photography-1"],
      ["advanced phylosophy", "philosophy-2"],
      ["machne lerning", "ml"],
      ["projet managment", "pm"],
      ["javascrpt browser", "js"],
      ["resuscitaton", "cpr"],
      ["relatonal databses", "sql"],
      ["beginers violin", "violin-1"],
      ["freelencers taxes", "tax"],
    ] as const
  ).map(([query, meant]) => ({ kind: "typo" as const, query, meant })),
  ...(
    [
      ["el nino", "el-nino"],
      ["naive set theory", "naive-set"],
      ["dvorak symphony", "dvorak"],
      ["zurich", "zurich"],
      ["creme brulee", "creme"],
      ["grüezi", "zurich"],
      ["gruezi", "zurich"],
      ["pythön first steps", "python"],
      ["BRÛLÉE", "creme"],
    ] as const
  ).map(([query, meant]) => ({ kind: "accent" as const, query, meant })),
  ...(
    [
      ["js", "js"],
      ["ml", "ml"],
      ["bike maintenance", "bike"],
      ["cpr", "cpr"],
      ["stargazing", "night-sky"],
      ["oratory", "speech"],
      ["stats without fear", "statistics"],
      ["watercolor for beginners", "watercolour-1"],
      ["coding browser", "js"],
      ["cycling", "bike"],
    ] as const
  ).map(([query, meant]) => ({ kind: "synonym" as const, query, meant })),
  ...(
    [
      ["日本語", "jp"],
      ["データサイエンス", "jp-data"],
      ["機械学習", "jp-data"],
      ["漢字", "jp"],
      ["ภาษาไทย", "thai"],
    ] as const
  ).map(([query, meant]) => ({ kind: "script" as const, query, meant })),
  ...(
    [
      ["datascience", "datascience"],
      ["data-science biologists", "datascience"],
      ["java script browser", "js"],
      ["publicspeaking", "speech"],
      ["nightsky reading", "night-sky"],
      ["night-sky reading", "night-sky"],
    ] as const
  ).map(([query, meant]) => ({ kind: "words" as const, query, meant })),
];
