import { enrollments, reviews } from "./activity";
import { firstAid } from "./courses/first-aid";
import { firstStepsInPython } from "./courses/first-steps-in-python";
import { historyOfMaps } from "./courses/history-of-maps";
import { musicByEar } from "./courses/music-by-ear";
import { plainWritingAtWork } from "./courses/plain-writing-at-work";
import { readingTheNightSky } from "./courses/reading-the-night-sky";
import { sourdough } from "./courses/sourdough";
import { statisticsWithoutFear } from "./courses/statistics-without-fear";
import { people } from "./people";
import type { SeedSchool } from "./seed-types";

/** The demo school that a fresh installation opens with. */
export const school: SeedSchool = {
  name: "The Doctrina Demo School",
  tagline: "A small school for curious people",
  people,
  courses: [
    readingTheNightSky,
    statisticsWithoutFear,
    sourdough,
    firstStepsInPython,
    plainWritingAtWork,
    firstAid,
    musicByEar,
    historyOfMaps,
  ],
  enrollments,
  reviews,
};
