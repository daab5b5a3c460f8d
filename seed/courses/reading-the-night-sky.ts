import type { SeedCourse } from "../seed-types";
import { callout, drawing, film, lesson, text, trueOrFalse } from "../writing";

/** Naked-eye astronomy: nine lessons that each end outdoors. */
export const readingTheNightSky: SeedCourse = {
  key: "night-sky",
  slug: "reading-the-night-sky",
  title: "Reading the night sky",
  summary: "Find your way around the stars with nothing but your eyes, a dark corner and a little patience.",
  description: `
You do not need a telescope to know the sky. For most of history nobody had one, and people still found their way home, planted on time and told one planet from another.

This course teaches that older skill. Each lesson explains one thing you can see for yourself and ends with something to go out and look at. By the last lesson you will be able to say which way you are facing, why the Moon looks the way it does tonight, and which of those bright points is a planet.

The examples are written for the middle northern latitudes, from about 35 to 60 degrees north. Where the southern sky differs, we say so.
`.trim(),
  category: "science",
  level: "beginner",
  language: "en",
  outcomes: [
    "Find north by the stars and estimate your latitude",
    "Explain the phases of the Moon and predict when it rises",
    "Recognise a dozen bright stars and eight constellations through the year",
    "Tell a planet from a star with the naked eye",
    "Plan an hour of observing that is worth the cold",
  ],
  requirements: [
    "A place where you can see part of the sky",
    "Warm clothes",
    "No equipment; binoculars are a pleasant extra",
  ],
  creditUnits: 2,
  owner: "fernwhistle",
  isPublished: true,
  modules: [
    {
      key: "night-sky-bearings",
      title: "Finding your bearings",
      lessons: [
        lesson(
          { key: "night-sky-first-hour", title: "Your first hour outside", minutes: 12, isPreview: true },
          text(`
The most important instrument in astronomy is the one you already have, and most people never switch it on properly. Your eyes need time in the dark. In a lit room your pupils are small and the light-sensitive chemicals in your eyes are used up as fast as they are made. Walk outside and the pupils open within seconds, but the chemistry takes far longer: you see noticeably more after ten minutes, and you go on gaining for half an hour.

One glance at a white phone screen undoes most of that. So the first skill of this course is simply to wait, and to protect what you have gained by waiting.

## What to do

1. Choose a spot where no lamp shines directly into your eyes. A house wall or a tree between you and the streetlight is worth more than a drive into the country that you never make.
2. Dress as if it were ten degrees colder than it is. You will be standing still.
3. Give your eyes twenty minutes. Look at the shape of the landscape, listen, find where the sun went down.
4. Then look up, and do not try to recognise anything yet. Notice which stars are brightest, which look coloured, and where there are almost none.

## Looking beside things

The centre of your retina is excellent at detail and poor in the dark. The area around it is the other way about. When something faint is hard to see, look slightly to one side of it and let it appear in the corner of your eye. Observers call this *averted vision*, and it feels like a conjuring trick the first time it works.
`),
          callout(
            "tip",
            "If you need a light, use a dim red one. The rods, which do your night vision, hardly respond to deep red, so a red lamp lets you read a chart without starting the twenty minutes again.",
          ),
          text(`
## Why the sky is not black

Light from towns scatters in the air and comes back down as a glow. Under a city sky you may count thirty stars; under a suburban one, a few hundred; far from any town, somewhere between two and three thousand at a time. All the bright stars in this course can be seen from a suburb, so begin where you are.

**Tonight:** stay out for one full hour. At the start and at the end, count the stars you can see inside a circle made by your thumb and forefinger held at arm's length. Write both numbers down, with the date.
`),
          {
            key: "night-sky-q-adaptation",
            kind: "single",
            prompt:
              "You have been outside for twenty minutes when a friend shows you a photograph on a bright phone. What should you expect?",
            choices: [
              {
                text: "Nothing changes, because your pupils are already wide open",
                isCorrect: false,
                feedback: "The pupils are the fast, small part. It is the chemistry in the retina that you lose.",
              },
              { text: "You lose most of your night vision and need many minutes to get it back", isCorrect: true },
              {
                text: "You see more than before, because the light wakes up your eyes",
                isCorrect: false,
                feedback: "It is the other way about: bright light uses up what the darkness built.",
              },
            ],
            explanation:
              "Dark adaptation is mostly chemical. Bright light bleaches the pigment in the rods at once, and rebuilding it takes twenty to thirty minutes.",
            hints: ["Which part of dark adaptation is slow?"],
          },
          {
            key: "night-sky-q-averted",
            kind: "trueFalse",
            prompt: "A faint star is easiest to see when you look straight at it.",
            choices: trueOrFalse(
              false,
              "The centre of the retina is good at detail but poor in the dark. Try looking a little to one side.",
            ),
            explanation:
              "The centre of the retina is packed with cones, which need plenty of light. Just outside it the rods take over, so a faint star appears when you look slightly beside it.",
          },
        ),
        lesson(
          { key: "night-sky-measuring", title: "Measuring with your hands", minutes: 9 },
          text(`
People describe the sky badly because they use the wrong unit. "About so big" or "two inches above the roof" means nothing, since it depends on how far away you imagine the roof to be. The sky is measured in angles, and you carry a set of rulers on the end of your arm.

Stretch your arm out fully and close one eye. Because people with longer arms usually have larger hands, these work for nearly everybody, children included:

| At arm's length | Angle |
| --- | --- |
| Width of the little finger | about 1° |
| Three middle fingers together | about 5° |
| Fist, across the knuckles | about 10° |
| First to little finger, spread (the "horns") | about 15° |
| Thumb tip to little finger tip, hand spread wide | about 20–25° |

From the horizon to the point straight above you, the *zenith*, is 90°: nine fists, if you are careful. Try it now against a wall. If you reach the top in eight or ten, you know by how much your own fist differs.

## Two numbers for every star

To tell a friend where something is, give two angles. **Altitude** is how far it stands above the horizon, from 0° on the horizon to 90° overhead. **Azimuth** is the compass direction below it, counted from north through east: north is 0°, east 90°, south 180°, west 270°. "Altitude thirty, azimuth one hundred and twenty" means three fists up, in the east-south-east, and anyone standing near you will find it.

These numbers belong to one place and one moment. An hour later the star has moved, and your cousin two countries away sees it at a different height.
`),
          callout(
            "note",
            "The Moon is half a degree wide: your little finger covers it twice over. It looks enormous near the horizon, but measure it there and again when it is high. It is the same size; the change happens in your head.",
          ),
          text(`
**Tonight:** find the brightest star you can see. Measure its altitude in fists, and guess its azimuth from the street you know. Do it again an hour later. Which way has it moved?
`),
          {
            key: "night-sky-q-fists",
            kind: "numeric",
            prompt: "A star stands four fists above the horizon. About how many degrees is its altitude?",
            answer: 40,
            tolerance: 3,
            unit: "°",
            explanation: "A fist at arm's length covers about 10°, so four fists make about 40°.",
            hints: ["One fist at arm's length is about ten degrees."],
          },
          {
            key: "night-sky-q-azimuth",
            kind: "dropdown",
            prompt: "An azimuth of 270° means that you are facing …",
            choices: [
              { text: "north", isCorrect: false, feedback: "North is 0°." },
              { text: "east", isCorrect: false, feedback: "East is 90°. Counting goes from north through east." },
              { text: "south", isCorrect: false, feedback: "South is 180°." },
              { text: "west", isCorrect: true },
            ],
            explanation: "Azimuth counts clockwise from north: 0° north, 90° east, 180° south, 270° west.",
          },
        ),
        lesson(
          { key: "night-sky-north", title: "Finding north, and where you are", minutes: 11 },
          text(`
One star in the northern sky hardly moves. It is not especially bright, about fiftieth on the list, but it happens to stand almost exactly above the Earth's north pole. Everything else wheels round it once a day. Find it and you have found north, to better than a degree, with no compass.

## The Plough points the way

Look for seven bright stars in the shape of a saucepan. In Britain they are the Plough, in North America the Big Dipper; both are part of a larger constellation, the Great Bear. Take the two stars on the side of the pan *away from the handle*. Their names are Merak, at the bottom, and Dubhe, at the rim. Draw a line from Merak through Dubhe and carry it on for five times the distance between them. You arrive at a star standing alone, as bright as those of the Plough. That is **Polaris**.
`),
          drawing(
            "plough-to-polaris",
            "The seven stars of the Plough, drawn as a saucepan. A dashed line runs from Merak through Dubhe, the two stars at the front of the pan, and on for five times their separation to Polaris.",
            "The two pointers of the Plough lead to Polaris, about five times their own distance further on.",
          ),
          film("turning-sky", "One night around Polaris, in half a minute"),
          text(`
Drop your eyes straight down from Polaris to the horizon: that point is due north. Turn your back on it and you face south, with east at your left hand.

If the Plough is low or behind a house, look on the other side of Polaris for a bright W or M of five stars. That is Cassiopeia, roughly as far from Polaris as the Plough is, and high when the Plough is low.

## Your latitude, for nothing

Stand at the north pole and Polaris would be overhead, at 90°. Stand on the equator and it would lie on the horizon, at 0°. In between, **the altitude of Polaris is your latitude**. Measure five fists and you are near 50° north. Sailors crossed oceans on that one fact.

South of the equator Polaris never rises, and no bright star marks the southern pole. People there use the Southern Cross: extend its long axis about four and a half times its own length to find the pole.
`),
          callout(
            "note",
            "Polaris is not the brightest star in the sky. That is Sirius. The mistake is so common that it is worth correcting at least one friend, kindly.",
          ),
          text(
            "**Tonight:** find Polaris, measure its altitude in fists, and compare the result with your latitude on a map.",
          ),
          {
            key: "night-sky-q-latitude",
            kind: "numeric",
            prompt:
              "From a ship's deck Polaris stands 35° above the horizon. What is the ship's latitude, in degrees north?",
            answer: 35,
            tolerance: 1,
            unit: "° N",
            explanation: "The altitude of Polaris equals the observer's northern latitude, to within a degree.",
            hints: ["At the pole Polaris is at 90°, at the equator at 0°."],
          },
          {
            key: "night-sky-q-pointers",
            kind: "shortText",
            prompt: "Name the star to which the two pointers of the Plough lead.",
            accepted: ["Polaris", "Pole Star", "the Pole Star", "North Star", "the North Star"],
            explanation:
              "A line from Merak through Dubhe, carried on about five times their distance, leads to Polaris, the Pole Star.",
          },
        ),
      ],
    },
    {
      key: "night-sky-moving",
      title: "Things that move",
      lessons: [
        lesson(
          { key: "night-sky-turning", title: "Why the sky turns", minutes: 9 },
          text(`
Watch a star next to a chimney for five minutes and it will creep towards it or away. Nothing up there is hurrying. You are standing on a ball that turns once a day, and the whole sky appears to turn the other way.

The arithmetic is pleasant. A full turn of 360° in 24 hours is **15° an hour**, so the sky moves one spread of the "horns" each hour, or the width of the Moon every two minutes. Stars, Moon, planets and Sun all rise on the eastern side and set on the western side. Those close to Polaris go round without ever touching the horizon; they are called *circumpolar*, and in Britain the Plough is among them.

## Four minutes early

There is a second, slower change. A star that rises at ten tonight will rise at four minutes to ten tomorrow. In a month that adds up to two hours, and in a year to a full day, so that after twelve months everything is back where it began.

The reason is that two things happen at once. While the Earth turns on its axis it also travels round the Sun, nearly one degree each day. To bring the *Sun* back to the south it must therefore turn slightly more than once; to bring a *star* back, exactly once. The day measured by the stars is 23 hours and 56 minutes long.

> The sky is a clock with two hands: the fast one turns in a day, the slow one in a year.

## What follows from it

- At the same hour, the sky of each season is different. Orion belongs to winter evenings because in summer he is up in the daytime, behind the Sun's glare.
- If you can stay up late you can see next season's stars. What stands in the south at four in the morning will stand there at ten in the evening three months later.
- A star chart must name both a date and an hour. The chart for 15 January at 22:00 is also right for 15 February at 20:00.
`),
          text(
            "**Tonight:** line up a bright star with the edge of a roof, from a spot you can find again. Note the time. Come back tomorrow and see whether it arrives four minutes earlier.",
          ),
          {
            key: "night-sky-q-hourly",
            kind: "numeric",
            prompt: "Through how many degrees does the sky appear to turn in three hours?",
            answer: 45,
            tolerance: 1,
            unit: "°",
            explanation: "The sky turns 360° in about 24 hours, which is 15° an hour; three hours make 45°.",
            hints: ["Divide a full circle by the hours in a day."],
          },
          {
            key: "night-sky-q-early",
            kind: "single",
            prompt: "Tonight a certain star rises at 21:00. When will it rise a month from now?",
            choices: [
              { text: "At about 19:00", isCorrect: true },
              {
                text: "At 21:00 again",
                isCorrect: false,
                feedback: "The stars rise about four minutes earlier each day, and that adds up.",
              },
              {
                text: "At about 23:00",
                isCorrect: false,
                feedback: "Right amount, wrong direction: stars rise earlier, not later.",
              },
            ],
            explanation:
              "Four minutes a day for thirty days is 120 minutes, so the star rises about two hours earlier.",
          },
        ),
        lesson(
          { key: "night-sky-moon", title: "The Moon, night by night", minutes: 12 },
          text(`
Nobody ever forgets the Moon, and hardly anybody can say why it changes shape. Ask a friend, and the answer will probably be "the Earth's shadow". It is not. The Earth's shadow falls on the Moon only during a lunar eclipse, a few hours in a year.

The truth is simpler. Half the Moon is always lit, the half that faces the Sun. As the Moon goes round us, we see that lit half from different sides.
`),
          drawing(
            "moon-phases",
            "The Earth in the middle with eight Moons around it, sunlight coming from the right. Every Moon is lit on its right half. Labels name the phase seen from Earth: new on the Sun's side, then first quarter, full on the far side, and last quarter, with crescents and gibbous phases between.",
            "The lit half always faces the Sun. The phase is only our point of view. Distances are not to scale.",
          ),
          text(`
You can act this out with an orange and a lamp. Hold the orange at arm's length and turn slowly on the spot. With the orange towards the lamp, its dark side faces you: new moon. With the lamp behind you, you see it fully lit: full moon. A quarter of a turn from either shows half of it lit: a quarter moon, so called because it is a quarter of the way round.

## The month in a table

From one new moon to the next takes 29½ days.

| Phase | Rises about | Highest about | Sets about |
| --- | --- | --- | --- |
| New | sunrise | noon | sunset |
| First quarter | noon | sunset | midnight |
| Full | sunset | midnight | sunrise |
| Last quarter | midnight | sunrise | noon |

Learn one row and you can work out the rest. A full moon is opposite the Sun, so it must rise as the Sun sets. And because the Moon moves on about 12° a day, it rises later each day: about fifty minutes on average, though it can be less than half that near the autumn equinox.

In the northern hemisphere, the side that is lit tells you which way things are going. **Lit on the right: growing. Lit on the left: shrinking.** In the southern hemisphere, exchange the two.

## A ghost in the crescent

When the crescent is thin you can often see the rest of the disc glowing dimly. That is *earthshine*: sunlight that struck the Earth, bounced to the Moon and came back to your eye.
`),
          callout(
            "tip",
            "The full moon is the worst time to look at the Moon through binoculars, because there are no shadows. Look near first quarter, along the line between light and dark.",
          ),
          {
            key: "night-sky-q-phase-cause",
            kind: "single",
            prompt: "Why does the Moon show phases?",
            choices: [
              {
                text: "The Earth's shadow covers part of it",
                isCorrect: false,
                feedback: "That is a lunar eclipse, which lasts only hours and happens only at full moon.",
              },
              {
                text: "Clouds on the Moon come and go",
                isCorrect: false,
                feedback: "The Moon has no clouds and next to no atmosphere.",
              },
              { text: "We see its sunlit half from different sides as it goes round us", isCorrect: true },
              {
                text: "It turns a dark side towards the Sun",
                isCorrect: false,
                feedback: "The half facing the Sun is always lit, whichever half that is.",
              },
            ],
            explanation:
              "Half of the Moon is always in sunlight. The phase depends on how much of that half faces the Earth.",
          },
          {
            key: "night-sky-q-full-rise",
            kind: "dropdown",
            prompt: "A full moon rises at about …",
            choices: [
              { text: "noon", isCorrect: false, feedback: "That is the first quarter." },
              { text: "sunset", isCorrect: true },
              { text: "midnight", isCorrect: false, feedback: "At midnight the full moon is at its highest." },
              { text: "sunrise", isCorrect: false, feedback: "That is when the full moon sets." },
            ],
            explanation: "The full moon stands opposite the Sun, so it comes up as the Sun goes down.",
            hints: ["At full moon, where is the Sun as seen from Earth?"],
          },
        ),
        lesson(
          { key: "night-sky-planets", title: "Planets: the wanderers", minutes: 11 },
          text(`
Five planets can be seen easily without a telescope: Mercury, Venus, Mars, Jupiter and Saturn. They have been known since before there was writing, because they do something that no star does. Over days and weeks they *wander* from one constellation into the next. The word planet comes from the Greek for wanderer.

## Planet or star? Four tests

1. **Does it twinkle?** A star is so far away that it is a single point, and the moving air throws that point about. A planet is a tiny disc, and the trembling of its many points averages out. A bright light that shines steadily is probably a planet.
2. **Is it on the road?** The Sun, the Moon and all the planets keep to one band round the sky, the *ecliptic*, because the solar system is nearly flat. Imagine the arc that the Sun took during the day. A "planet" near Polaris is not a planet.
3. **Is it on the chart?** If a bright object stands in a constellation and your star chart does not show it, you have found a wanderer.
4. **Does it move?** Compare it with nearby stars over a week or two.

## A field guide

| Planet | Looks | Where to expect it |
| --- | --- | --- |
| Mercury | modest, pinkish in the haze | very low, just after sunset or just before dawn |
| Venus | brilliant white, brighter than any star | west after sunset or east before dawn, never at midnight in middle latitudes |
| Mars | clearly orange; bright some years, dull in others | anywhere along the ecliptic |
| Jupiter | steady, creamy white, very bright | anywhere along the ecliptic |
| Saturn | steady, yellowish, like a bright star | anywhere along the ecliptic |

Mercury and Venus go round the Sun inside our own orbit, so they never appear far from it: Venus at most 47°, Mercury at most 28°. That is why they belong to twilight.
`),
          callout(
            "note",
            "Any binoculars held still against a wall will show up to four of Jupiter's moons as tiny points in a line. Look again the next night: they will have changed places.",
          ),
          text("**Tonight:** look along the path that the Sun took today. Is there anything bright and steady on it?"),
          {
            key: "night-sky-q-planet-signs",
            kind: "multiple",
            prompt: "Which of these suggest that a bright point is a planet? Choose all that apply.",
            choices: [
              { text: "It shines steadily while the stars near it twinkle", isCorrect: true },
              { text: "It lies close to the path that the Sun follows in the daytime", isCorrect: true },
              {
                text: "It stands close to Polaris",
                isCorrect: false,
                feedback: "The planets never leave the band around the ecliptic, and Polaris is far from it.",
              },
              { text: "It has moved against the stars since last week", isCorrect: true },
            ],
            explanation:
              "Planets look steady, keep to the ecliptic and wander among the stars. They never come near the celestial pole.",
          },
          {
            key: "night-sky-q-venus",
            kind: "trueFalse",
            prompt: "From London, you might see Venus high in the south at midnight.",
            choices: trueOrFalse(
              false,
              "Venus is never more than 47° from the Sun, and at midnight the Sun is far below the horizon.",
            ),
            explanation:
              "Venus orbits inside the Earth's orbit and stays within 47° of the Sun. By midnight it has long set, or has not yet risen.",
            hints: ["How far from the Sun can Venus ever appear?"],
          },
        ),
      ],
    },
    {
      key: "night-sky-seasons",
      title: "The sky through the year",
      lessons: [
        lesson(
          { key: "night-sky-winter", title: "Winter: Orion and his neighbours", minutes: 10 },
          text(`
If you learn only one constellation, learn Orion. He contains bright stars of different colours, he is recognised at once, and he points to everything around him. On winter evenings in the north he stands in the south.

Look for **three stars in a short, straight row**, equally bright and equally spaced. That is the belt. Above and to the left shines Betelgeuse, at his shoulder; below and to the right Rigel, at his foot. Look from one to the other a few times: Betelgeuse is orange, Rigel is blue-white. You are looking at temperature. Betelgeuse is a cool star with a surface of about 3,500 degrees; Rigel's is about 12,000.

## Following the belt

- **Down and to the left**, the line of the belt leads to Sirius, the brightest star in the night sky, flashing all colours when it is low. The colours belong to our air, not to the star.
- **Up and to the right**, it leads to Aldebaran, the orange eye of Taurus the Bull, and beyond it to a little misty cluster, the **Pleiades**. Count them: most people see six, sharp eyes see more, binoculars show dozens.
- A line **from Rigel up through Betelgeuse**, carried on for not quite twice its length, brings you near two bright stars side by side: Castor and Pollux, the Twins. Pollux is the brighter.
- **High above Orion's head**, in midwinter almost overhead, is yellowish Capella.

Below the belt hang three fainter points, Orion's sword. The middle one looks woolly. It is the Orion Nebula, a cloud of gas about 1,300 light-years away in which stars are being made. Binoculars show it as a small grey wing.
`),
          callout(
            "tip",
            "Five of these stars make the Winter Hexagon together with one that you have not met yet: Rigel, Aldebaran, Capella, Pollux, Procyon and Sirius. Procyon, the newcomer, stands to the left of Orion, level with his shoulders.",
          ),
          text(
            "**Tonight, if it is winter:** follow the belt both ways. If it is not, look up the hour at which Orion rises for you this month; in August you can meet him just before dawn.",
          ),
          {
            key: "night-sky-q-colour",
            kind: "single",
            prompt: "Betelgeuse is orange and Rigel is blue-white. What does that tell you?",
            choices: [
              { text: "Rigel has the hotter surface", isCorrect: true },
              {
                text: "Betelgeuse is hotter",
                isCorrect: false,
                feedback: "We call red taps hot, but for stars it is the reverse.",
              },
              {
                text: "Rigel is nearer",
                isCorrect: false,
                feedback: "Colour says little about distance. Rigel is in fact farther than many orange stars.",
              },
              {
                text: "Betelgeuse is moving away from us quickly",
                isCorrect: false,
                feedback: "Motion shifts a star's colour far too little for the eye to notice.",
              },
            ],
            explanation:
              "The hotter a star's surface, the bluer its light. Rigel is about 12,000 degrees, Betelgeuse about 3,500.",
          },
          {
            key: "night-sky-q-sirius",
            kind: "shortText",
            prompt:
              "Which star do you reach by following Orion's belt down and to the left, as seen from the northern hemisphere?",
            accepted: ["Sirius"],
            explanation: "The belt points down and left to Sirius, the brightest star in the night sky.",
            hints: ["It is the brightest star of the whole night sky."],
          },
        ),
        lesson(
          { key: "night-sky-spring-summer", title: "Spring and summer: arcs and triangles", minutes: 10 },
          text(`
When the winter stars sink into the evening twilight, two simple figures take over. One is an arc, the other a triangle.

## Spring: follow the arc

In spring the Plough stands high. Take its *handle*, which is curved, and carry the curve on, away from the pan. After about 30°, three fists, you come to a very bright orange star: **Arcturus**. Carry the same curve on for as far again and you reach a blue-white one, **Spica**. The old rhyme is "follow the arc to Arcturus, then speed on to Spica". The two stars belong to the Herdsman and to the Maiden.

Now go back to the pan. Below it, as if water were leaking from its bottom, crouches **Leo**, the Lion. His head and chest form a backwards question mark, and its dot is the star Regulus, which lies almost exactly on the ecliptic. If there is a bright "extra" star near Regulus, ask yourself which planet it is.

## Summer: the great triangle

As it gets dark on a July evening, look high in the east for the brightest star of the region: blue-white **Vega**. Two others complete a large triangle: **Deneb** to the left and lower, **Altair** well below, nearer to the horizon. They belong to three constellations, but the triangle is easier to see than any of them.

- Deneb is the tail of the **Swan**, who flies down through the triangle with wings outspread. It is also called the Northern Cross.
- Vega is the chief star of the small **Lyre**.
- Altair, with a fainter star close on either side, is the head of the **Eagle**.

The Milky Way runs along the Swan's neck and down past Altair. Under a dark sky it looks like torn cloud, with a dark lane down the middle. The lane is dust, between us and the stars behind it.
`),
          callout(
            "note",
            "Vega is 25 light-years away; Deneb is probably more than fifty times as far, and only looks fainter because of that. Two stars side by side in the sky are rarely neighbours in space.",
          ),
          {
            key: "night-sky-q-arc",
            kind: "single",
            prompt:
              "You follow the curve of the Plough's handle away from the pan. Which bright star do you meet first?",
            choices: [
              { text: "Arcturus", isCorrect: true },
              { text: "Spica", isCorrect: false, feedback: "Spica is the second stop on the same curve." },
              { text: "Regulus", isCorrect: false, feedback: "Regulus lies below the pan, in Leo." },
              {
                text: "Polaris",
                isCorrect: false,
                feedback: "The pan's front edge, not the handle, points to Polaris.",
              },
            ],
            explanation: "Follow the arc to Arcturus, then speed on to Spica.",
          },
          {
            key: "night-sky-q-triangle",
            kind: "multiple",
            prompt: "Which stars make the Summer Triangle?",
            choices: [
              { text: "Vega", isCorrect: true },
              { text: "Capella", isCorrect: false, feedback: "Capella is a star of the winter sky." },
              { text: "Deneb", isCorrect: true },
              { text: "Altair", isCorrect: true },
              {
                text: "Arcturus",
                isCorrect: false,
                feedback: "Arcturus can be seen on summer evenings, but it is not part of the triangle.",
              },
            ],
            explanation: "Vega, Deneb and Altair, in the Lyre, the Swan and the Eagle.",
          },
        ),
        lesson(
          { key: "night-sky-autumn", title: "Autumn, and a plan for the whole year", minutes: 12 },
          text(`
Autumn has the quietest sky. Its chief figure is the **Great Square of Pegasus**, four stars of middling brightness in a square about 15° on each side: one spread of the "horns". It stands high in the south on October evenings and looks so empty that counting the faint stars inside it is a good test of your sky. Fewer than five, and you are in a town; more than a dozen, and you are lucky.

## The farthest thing you can see

From the Square's upper left corner, a chain of stars leads away to the left: Andromeda. Go along the chain, past one faint star, to a bright one, Mirach. Turn right through a right angle there, and climb past one fainter star to the next. Just beside it, on a dark and moonless night, is a small smudge.

That smudge is the **Andromeda Galaxy**, a system of hundreds of thousands of millions of stars, two and a half million light-years away. The light that ends in your eye set out before there were any people. It is the most distant thing that most of us will ever see with our own eyes.

## Shooting stars

Meteors are grains of dust, few bigger than a pea, that hit the air at tens of kilometres a second. Some can be seen on any night. Several times a year the Earth crosses the trail of a comet and there are many more:

| Shower | Best nights | Notes |
| --- | --- | --- |
| Quadrantids | 3–4 January | strong, but lasts only hours |
| Perseids | 11–13 August | warm nights, bright meteors |
| Geminids | 13–14 December | the richest of the year |

Lie down, look anywhere high and dark, and stay at least an hour. No instrument helps. After midnight there are usually more, because your side of the Earth is then facing forwards.

## A plan for the year

1. Once a month, at the same hour, draw what stands in the south. Twelve sketches make the slow hand of the clock visible.
2. Follow one planet for a season and mark its place among the stars every fortnight.
3. Watch the Moon for one whole month, at the same hour whenever it is up.
4. Show somebody else Polaris. You understand a thing better once you have pointed at it.
`),
          callout(
            "tip",
            "Keep a log, however short: date, hour, weather, what you saw. After a year it will be the best book about the sky that you own.",
          ),
          {
            key: "night-sky-q-andromeda",
            kind: "numeric",
            prompt:
              "About how many million years has the light of the Andromeda Galaxy travelled before it reaches your eye?",
            answer: 2.5,
            tolerance: 0.2,
            unit: "million years",
            explanation:
              "The galaxy is about 2.5 million light-years away, and a light-year is the distance light covers in a year.",
            hints: ["A light-year is a distance: the one that light covers in a year."],
          },
          {
            key: "night-sky-q-meteors",
            kind: "trueFalse",
            prompt: "For watching a meteor shower, the naked eye is better than a telescope.",
            choices: trueOrFalse(
              true,
              "A telescope shows a patch of sky smaller than your fingernail. Meteors appear anywhere.",
            ),
            explanation:
              "Meteors can appear anywhere and last a second. The naked eye, which takes in the whole sky, is best.",
          },
        ),
      ],
    },
  ],
};
