const same: string[][] = [
  ["js", "javascript"],
  ["ts", "typescript"],
  ["ai", "artificial intelligence"],
  ["ml", "machine learning"],
  ["db", "database"],
  ["stats", "statistics"],
  ["math", "maths", "mathematics"],
  ["cpr", "cardiopulmonary resuscitation"],
  ["photo", "photography"],
  ["bike", "bicycle"],
  ["film", "cinema", "movie"],
  ["beginner", "introduction", "basics", "starter"],
  ["programming", "coding"],
  ["astronomy", "stargazing", "night sky"],
  ["bread", "baking", "sourdough"],
  ["cartography", "maps", "map making"],
  ["writing", "copywriting"],
];

/** Words that mean the same to someone who looks for a course. */
export const synonyms = same.map((words) => ({
  objectID: words[0]!.replace(/\W+/g, "-"),
  type: "synonym" as const,
  synonyms: words,
}));
