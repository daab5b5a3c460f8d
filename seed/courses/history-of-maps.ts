import type { SeedCourse } from "../seed-types";
import { callout, drawing, lesson, text, trueOrFalse } from "../writing";

/** A course that is still being written and therefore not published. */
export const historyOfMaps: SeedCourse = {
  key: "maps",
  slug: "a-short-history-of-maps",
  title: "A short history of maps",
  summary:
    "Every map is an answer to a question. Four thousand years of questions, from clay tablets to the grid in your pocket.",
  description: `
A map is never just a picture of the ground. Somebody chose what to show, what to leave out and where to put the middle. Learn to read those choices, and an old map tells you as much about its makers as about their world.

The course looks closely at a few maps instead of racing through many.
`.trim(),
  category: "humanities",
  level: "intermediate",
  language: "en",
  outcomes: [
    "Say what question a given map was made to answer",
    "Explain why no flat map can be right in every way",
    "Recognise the common projections and what each one sacrifices",
  ],
  requirements: ["Curiosity", "An orange, for the second lesson"],
  owner: "persona-instructor",
  isPublished: false,
  modules: [
    {
      key: "maps-questions",
      title: "What is a map for?",
      lessons: [
        lesson(
          { key: "maps-first", title: "The oldest question: where am I in all this?", minutes: 9, isPreview: true },
          text(`
One of the oldest maps of the world fits in the palm of a hand. It is a clay tablet from Babylonia, made some two and a half thousand years ago and now in the British Museum. On it, two circles enclose a flat disc of land. A pair of lines runs down through the middle: the Euphrates. An oblong lies across it: Babylon. Little rings mark other cities and lands. Between the two circles is written "salt sea", and beyond it, triangles point outwards like the rays of a star, to regions where, the text says, strange things are to be found.

As a plan for a journey it is useless. Distances mean nothing, and the directions are rough. So what is it for?

It answers another question: *how is the world arranged, and where do we stand in it?* The answer is that we are in the middle, the river gives us life, the sea goes all the way round, and past the sea begin the stories.

## Three questions for any map

1. **What is in the middle?** Nobody draws themselves at the edge by accident.
2. **What is at the top?** Babylon's tablet has the north-west, roughly, at the top. Many medieval Christian maps have east, where Paradise was; al-Idrisi's great map, made for the king of Sicily in 1154, has south. North became usual in Europe only when the compass and the grid took over.
3. **What is left out?** A map of the London Underground omits the whole of London except for the river. That is why it works.
`),
          callout(
            "note",
            "Try it at home: without preparation, draw a map of your street for someone who has never been there. Then ask the three questions of your own drawing.",
          ),
          {
            key: "maps-q-top",
            kind: "single",
            prompt: "Why is north at the top of most modern maps?",
            choices: [
              {
                text: "Because north is up",
                isCorrect: false,
                feedback: "Up is away from the ground. On a globe in space there is no top.",
              },
              { text: "It is a convention that spread in Europe with the compass and the grid", isCorrect: true },
              {
                text: "Because all ancient maps were drawn that way",
                isCorrect: false,
                feedback: "The Babylonian tablet, medieval world maps and al-Idrisi's map show otherwise.",
              },
            ],
            explanation:
              "Other cultures and centuries put south, east or west at the top. North is a habit, though a useful one.",
          },
          {
            key: "maps-q-middle",
            kind: "trueFalse",
            prompt: "A map that leaves out most of what is on the ground is a bad map.",
            choices: trueOrFalse(
              false,
              "A map of underground lines leaves out almost everything, and that is why it works.",
            ),
            explanation:
              "Leaving out is how a map answers its question. It is bad only if it leaves out what its readers need.",
          },
        ),
        lesson(
          { key: "maps-orange", title: "The orange that will not lie flat", minutes: 10 },
          text(`
Peel an orange in one piece and press the peel flat on the table. It tears. You may stretch it or cut it, but flatten it without doing either you cannot. In 1827 the mathematician Carl Friedrich Gauss proved why: a sphere and a plane curve differently, and no amount of cleverness makes one into the other without distortion.

So every flat map of the whole world is wrong. The question is only *how*, and whether that suits your purpose. A way of turning the sphere into a plane is called a **projection**.

## What can be kept

- **Angles**, and with them the shapes of small areas. Such a projection is called *conformal*.
- **Areas.** A country twice as large is drawn twice as large. It is called *equal-area*.
- **Some distances**: from one point to all others, for instance. It is called *equidistant*.

No map of the whole world keeps both angles and areas. It is the first law of the trade.

## Mercator's bargain

In 1569 Gerard Mercator, in Duisburg, made a map for sailors. He wanted a course of constant compass bearing to be a **straight line**, so that a navigator could lay a ruler from port to port and read the angle. To get it he stretched the map north and south, more and more towards the poles, by just as much as the meridians had been pulled apart from east to west.
`),
          drawing(
            "mercator-stretch",
            "A grid in which the lines of latitude lie further and further apart towards the top. Circles that would be equally large on the globe are drawn small near the equator and very large near sixty degrees and beyond.",
            "Circles of equal size on the globe, as Mercator's projection draws them. They stay round, and grow.",
          ),
          text(`
At sea it was a triumph. On a classroom wall it misleads: at 60° north, lengths are doubled and areas are four times too large. Greenland looks about as big as Africa, which in truth is fourteen times larger. Mercator never claimed otherwise. He made a tool for steering, and others hung it on the wall.
`),
          {
            key: "maps-q-mercator-area",
            kind: "numeric",
            prompt:
              "On a Mercator map, lengths at 60° north are drawn twice as long as at the equator. How many times too large are **areas** there?",
            answer: 4,
            tolerance: 0,
            explanation: "Both directions are doubled, so areas grow by 2 × 2 = 4.",
            hints: ["Both the width and the height are doubled."],
          },
          {
            key: "maps-q-mercator-purpose",
            kind: "single",
            prompt: "What did Mercator's projection give to sailors?",
            choices: [
              { text: "True areas", isCorrect: false, feedback: "Areas are what it sacrifices." },
              {
                text: "The shortest way between two ports as a straight line",
                isCorrect: false,
                feedback:
                  "The shortest way is a great circle, which is curved on this map, apart from the equator and the meridians.",
              },
              { text: "A course of constant bearing as a straight line", isCorrect: true },
            ],
            explanation:
              "A straight line on the map is a course with a constant compass bearing, which is easy to steer.",
          },
        ),
      ],
    },
    {
      key: "maps-measuring",
      title: "Measuring a country",
      lessons: [
        lesson(
          { key: "maps-triangles", title: "A country made of triangles", minutes: 9 },
          text(`
How do you measure a country full of hills, rivers and other people's cows? Not with a chain. You measure **one** line with great care, and after that only angles.

The idea is old, and was set out by Gemma Frisius in 1533. If you know one side of a triangle and the two angles at its ends, you can work out the other two sides. So measure a *baseline* of some kilometres on flat ground. From both ends, sight a church tower and note the angles. Now you know how far away the tower is. Each of those lines serves as the baseline for the next triangle, and so on across the land, from hilltop to spire to hilltop. At the end you measure a second line by chain, to see how far the sums have strayed.

## The family that mapped France

Four generations of the Cassini family worked on France. A first corrected outline, drawn in the 1680s by their colleagues Picard and La Hire from astronomical positions along the coast, showed that the kingdom was noticeably smaller than people had believed. Louis XIV is said to have complained that his astronomers had lost him more land than his enemies. By the end of the eighteenth century, the whole country had been covered by a net of triangles, and printed in about 180 sheets at one scale.

## Why it was done

Maps of this kind cost fortunes. States paid for three reasons: to tax, to build roads and canals, and to move guns. In Britain the national survey is to this day called the *Ordnance* Survey, and ordnance means artillery. It began in the eighteenth century, in the Scottish Highlands after a rebellion and along the south coast for fear of an invasion.
`),
          {
            key: "maps-q-triangulation",
            kind: "multiple",
            prompt: "What do you need in order to work out a triangle in a survey, by the method described here?",
            choices: [
              { text: "The length of one side", isCorrect: true },
              { text: "The angles at both ends of that side", isCorrect: true },
              {
                text: "The lengths of all three sides",
                isCorrect: false,
                feedback: "Avoiding that is the whole point. Angles are much easier to measure.",
              },
            ],
            explanation: "One side and two angles fix the triangle. The other sides follow by calculation.",
          },
        ),
        lesson(
          { key: "maps-longitude", title: "The missing number: longitude", minutes: 9 },
          text(`
Latitude is easy. The height of the Pole Star, or of the noon sun, gives it to anyone with a simple instrument. Longitude, the position east or west, has no such sign in the sky, since the Earth turns and every place on the same parallel sees the same stars in the course of a night, only at *different times*.

And there lies the answer. The Earth turns through 360° in 24 hours, that is 15° an hour. If it is noon where you are, and you know that it is three in the afternoon in your home port, then you are three hours, or 45°, to the west. **Longitude is a difference in time.** All that was missing was a clock that would still be right after six weeks at sea.

In 1714 the British Parliament offered up to £20,000 for a solution. Pendulums were useless on a rolling deck. Heat, cold and damp upset every watch. Many of the learned put their faith in the Moon, whose place among the stars can be read like the hand of a clock, though only after hours of calculation.

John Harrison, a carpenter who taught himself to make clocks, worked on the problem for most of his life. His fourth machine, finished in 1759, was a large watch. On a voyage to Jamaica in 1761–62 it was found to be about five seconds out after eighty-one days.
`),
          text(`
## Two answers, side by side

The watch did not win at once. It cost as much as a small house, and there was one of it. The Moon's place, worked out in advance and printed every year in the *Nautical Almanac* from 1767, cost a book and some patience. For more than half a century careful captains used both, and checked the one against the other. James Cook, who took a copy of Harrison's watch on his second voyage, called it his faithful guide.

By about 1830 good ship's clocks had become cheap enough to be carried in twos and threes, and the charts show it: coasts that had wandered by a day's sail from one edition to the next lie still from then on.
`),
          {
            key: "maps-q-longitude",
            kind: "numeric",
            prompt:
              "Your ship's clock, set to home time, shows 16:00 when the sun is at its highest. How many degrees west of home are you?",
            answer: 60,
            tolerance: 0.5,
            unit: "°",
            explanation: "The difference is four hours, and 4 × 15° = 60°.",
            hints: ["The Earth turns 15° an hour."],
          },
        ),
      ],
    },
  ],
};
