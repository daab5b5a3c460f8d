/**
 * Text in a small Markdown subset: paragraphs, `##` and `###` headings, `-` and `1.` lists, `>` quotes, fenced code with
 * its language, `|` tables, **bold**, *italic*, `code`, [links](https://…), `~sub~`, `^sup^` and `> [!note]` callouts.
 */
export type SeedRich = string;

/** One piece of a lesson, in reading order. A drawing is the name of a file in `seed/drawings`, without `.svg`. */
export type SeedBlock =
  | { kind: "text"; body: SeedRich }
  | { kind: "question"; key: string }
  | { kind: "callout"; tone: "note" | "tip" | "warning"; body: SeedRich }
  | { kind: "image"; drawing: string; alt: string; caption?: string }
  /** A film is the name of two files in `seed/videos`: the `.mp4`, and the `.vtt` with its English captions. */
  | { kind: "video"; film: string; title: string };

/** One answer a question offers, as plain text; the feedback, plain text too, is shown to a person who chose it. */
export interface SeedChoice {
  text: string;
  isCorrect: boolean;
  feedback?: string;
}

/**
 * A question of a lesson. `single`, `multiple`, `trueFalse` and `dropdown` carry `choices`; `shortText` carries
 * `accepted`, compared without regard to case; `numeric` carries `answer`, an absolute `tolerance` and perhaps a `unit`.
 */
export interface SeedQuestion {
  key: string;
  kind: "single" | "multiple" | "trueFalse" | "shortText" | "numeric" | "dropdown";
  prompt: SeedRich;
  choices?: SeedChoice[];
  accepted?: string[];
  answer?: number;
  tolerance?: number;
  unit?: string;
  explanation: SeedRich;
  /** Plain text, shown one after the other on request. */
  hints?: string[];
  /** Points for a right answer; 1 when absent. */
  points?: number;
}

/** A lesson: blocks in reading order, and the questions that its question blocks name by key. */
export interface SeedLesson {
  key: string;
  title: string;
  section?: string;
  minutes: number;
  isPreview?: boolean;
  blocks: SeedBlock[];
  questions?: SeedQuestion[];
}

/** A named run of lessons. */
export interface SeedModule {
  key: string;
  title: string;
  lessons: SeedLesson[];
}

/** The subjects that the demo school teaches. */
export type SeedCategory =
  "science" | "mathematics" | "technology" | "language" | "arts" | "humanities" | "health" | "craft" | "business";

/** A whole course; `summary` has at most 200 characters and `owner` is the key of an instructor. */
export interface SeedCourse {
  key: string;
  slug: string;
  title: string;
  summary: string;
  description: SeedRich;
  category: SeedCategory;
  level: "beginner" | "intermediate" | "advanced";
  language: "en";
  outcomes: string[];
  requirements: string[];
  creditUnits?: number;
  owner: string;
  isPublished: boolean;
  modules: SeedModule[];
}

/** A plainly fictional person; the three keys that begin with `persona-` are the ones the sign-in-as buttons use. */
export interface SeedPerson {
  key: string;
  name: string;
  email: string;
  role: "student" | "instructor" | "admin";
  headline?: string;
  bio?: string;
}

/** A student's place in a course: the first `completedLessons` lessons, in order, are done. */
export interface SeedEnrollment {
  student: string;
  course: string;
  daysAgo: number;
  completedLessons: number | "all";
  lastActiveDaysAgo: number;
}

/** A student's review of a course, with the owner's reply where there is one. */
export interface SeedReview {
  student: string;
  course: string;
  stars: 1 | 2 | 3 | 4 | 5;
  text: string;
  daysAgo: number;
  reply?: string;
}

/** The whole demo school. */
export interface SeedSchool {
  name: string;
  tagline: string;
  people: SeedPerson[];
  courses: SeedCourse[];
  enrollments: SeedEnrollment[];
  reviews: SeedReview[];
}
