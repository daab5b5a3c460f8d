import type { SeedCourse } from "../seed-types";
import { callout, drawing, lesson, text, trueOrFalse } from "../writing";

/** Music theory that begins with singing: nine lessons for people who do not read music. */
export const musicByEar: SeedCourse = {
  key: "music",
  slug: "music-theory-by-ear",
  title: "Music theory by ear",
  summary: "Rhythm, scales, intervals and chords, learned by singing and clapping before they are written down.",
  description: `
You already know a great deal of music theory. You can tell when a tune is finished and when it is not; you notice a wrong note in a song you have never studied. What you lack is names.

This course gives names to what your ear knows. In each lesson you first sing, clap or listen, then learn what it is called, and only then see it on paper. All you need is your voice and, if possible, some keyboard: a piano, a toy, an app on a telephone.

Nobody will hear you. Sing out.
`.trim(),
  category: "arts",
  level: "beginner",
  language: "en",
  outcomes: [
    "Keep a steady beat and tell the common metres apart",
    "Sing a major and a minor scale and say how they differ",
    "Recognise intervals up to the octave by ear",
    "Build major and minor chords on any note",
    "Accompany a simple song with three chords that you found yourself",
  ],
  requirements: ["A voice of any quality", "A keyboard of any kind, even on a screen"],
  owner: "larksong",
  isPublished: true,
  modules: [
    {
      key: "music-time",
      title: "Time",
      lessons: [
        lesson(
          { key: "music-beat", title: "The beat, and where it is strong", minutes: 9, isPreview: true },
          text(`
Put on a piece of music that makes you want to move, and tap your foot. That is the **beat**, a regular pulse which goes on even when nobody plays it. Everything else in music is hung on this line.

Now stop the music and keep tapping. You can. The beat was never in the loudspeaker only; you made it, by expecting it.

The speed of the beat is called **tempo** and is counted in beats per minute. Sixty is one a second, a slow walk is about ninety, and a brisk one a hundred and twenty.

## Strong and weak

Say aloud, evenly: *one two three four, one two three four*. You will notice that you lean on the *one*. Beats come in groups, and the first in each group feels heavier. A group is a **bar** (in America, a *measure*), and the kind of group is the **metre**.

- **In four**: *ONE two three four*. Most pop, rock and dance music, and many hymns.
- **In three**: *ONE two three*. Waltzes, and many folk songs and lullabies.
- **In two**: *ONE two*. Marches and polkas. Left, right.

To find the metre of a piece, tap the beat, then clap only where it feels strongest, and count how many taps lie between the claps. In four and in two are close cousins; if you cannot decide between them, you are in good company.

## Inside the beat

Beats can be split. Into two: *one-and two-and three-and*. Or into three: *one-and-a two-and-a*. The second kind gives a rolling, lilting feel. Two beats, each split into three, make the metre of the jig, and it is written **6/8**.
`),
          callout(
            "tip",
            "Practise on your feet. Walk the beat, clap the split, and speak the words of a song on top. When all three fit, you have rhythm in your body, which is the only place where it is of any use.",
          ),
          {
            key: "music-q-waltz",
            kind: "numeric",
            prompt: "How many beats are there in each bar of a waltz?",
            answer: 3,
            tolerance: 0,
            explanation: "ONE two three, ONE two three: a waltz is in three.",
          },
          {
            key: "music-q-tempo",
            kind: "single",
            prompt: "A song has 120 beats per minute. How long does one beat last?",
            choices: [
              { text: "Two seconds", isCorrect: false, feedback: "That would be 30 beats per minute." },
              { text: "One second", isCorrect: false, feedback: "That would be 60 beats per minute." },
              { text: "Half a second", isCorrect: true },
            ],
            explanation: "60 seconds divided by 120 beats is half a second.",
          },
        ),
        lesson(
          { key: "music-rhythm", title: "Long and short: writing rhythm down", minutes: 10 },
          text(`
Clap the rhythm of *Twinkle, twinkle, little star*, one clap for each syllable: six even claps, and then on *star* one that lasts twice as long. You have just found out what rhythm is: **a pattern of long and short over a steady beat**.

## The names

Each note value lasts half as long as the one before.

| British name | American name | Lasts (if the beat is a crotchet) |
| --- | --- | --- |
| semibreve | whole note | 4 beats |
| minim | half note | 2 beats |
| crotchet | quarter note | 1 beat |
| quaver | eighth note | ½ beat |
| semiquaver | sixteenth note | ¼ beat |

For every note there is a **rest** of the same length. A rest is not an absence; it is a silence of an exact size, and a good player counts it as carefully as a note.

A **dot** after a note adds half its own length: a dotted minim is 2 + 1 = 3 beats, and fills a bar of a waltz.

## The time signature

At the start of a piece stand two numbers, one above the other. **The upper says how many, the lower of what.** In 3/4 there are three crotchets (quarter notes) to a bar. In 6/8 there are six quavers, usually felt as two groups of three. It is not a fraction, and 3/4 and 6/8 are not the same, though the sums agree. Say *ONE-and-two-and-three-and* for the first and *ONE-and-a-TWO-and-a* for the second, at the same speed: six equal syllables, two different worlds.

## Off the beat

If you put a strong note where a weak one is expected, the music seems to trip and catch itself. That is **syncopation**. Tap a steady four and clap only on the *ands* between. It feels odd at first, and then you cannot stop.
`),
          {
            key: "music-q-dotted",
            kind: "numeric",
            prompt: "If a crotchet is one beat, how many beats does a **dotted crotchet** last?",
            answer: 1.5,
            tolerance: 0.01,
            unit: "beats",
            explanation: "The dot adds half the note's own length: 1 + ½ = 1½ beats.",
            hints: ["What is half of one?"],
          },
          {
            key: "music-q-signature",
            kind: "dropdown",
            prompt: "In the time signature 3/4, the lower number means that we count in …",
            choices: [
              {
                text: "bars of four beats",
                isCorrect: false,
                feedback: "The upper number says how many, and it is three.",
              },
              { text: "crotchets (quarter notes)", isCorrect: true },
              {
                text: "groups of four quavers",
                isCorrect: false,
                feedback: "The lower 4 names the note value, a quarter note.",
              },
            ],
            explanation: "Upper: how many. Lower: of what. Four stands for quarter notes, that is crotchets.",
          },
          {
            key: "music-q-rest",
            kind: "trueFalse",
            prompt: "A rest has an exact length, just as a note has.",
            choices: trueOrFalse(true, "Every note value has a rest of the same length, and it has to be counted."),
            explanation: "Rests are measured silence. Without them the next note comes too early.",
          },
        ),
      ],
    },
    {
      key: "music-pitch",
      title: "Pitch",
      lessons: [
        lesson(
          { key: "music-pitch-octave", title: "High, low and the same again", minutes: 10 },
          text(`
Hum a low note. Now slide up slowly, like a siren. Somewhere on the way you will come to a note that is higher and yet in some strange way *the same*. If a man and a child sing a song together they usually sing like that, one higher than the other, and nobody says that they sing different tunes.

That distance is the **octave**. It has a physical reason. A note is a vibration of the air, and the higher note vibrates exactly **twice as fast**. The A to which orchestras commonly tune has 440 vibrations a second; the next A above it 880, the one below 220. Because of this kinship, both are called A.

## Twelve steps

In Western music the octave is divided into twelve equal steps, called **semitones**. Two of them make a **tone**. On a keyboard each key is one semitone from its neighbour, black ones included.
`),
          drawing(
            "keyboard-octave",
            "One octave of a keyboard from C to C. The white keys are labelled C, D, E, F, G, A, B, C. Black keys stand between C and D, D and E, F and G, G and A, and A and B, but not between E and F or B and C.",
            "From any C to the next: eight white keys, five black ones, twelve semitones.",
          ),
          text(`
The white keys are called by the first seven letters: A B C D E F G, then A again. To find C, look for the group of *two* black keys and take the white one just to the left of it.

A black key takes its name from a neighbour. **Sharp** (♯) means a semitone higher, **flat** (♭) a semitone lower. The black key between C and D is therefore C sharp as well as D flat. On a piano they are one key; which name is used depends on the tune around it.

Look for the two places where no black key lies between two white ones: **E–F** and **B–C**. There the white keys are only a semitone apart. Much of the rest of this course follows from this irregularity.
`),
          callout(
            "note",
            "The slide itself is endless: between two keys of a piano there are infinitely many pitches, and singers, violinists and the music of many cultures use some of them. Twelve is a choice, though a very successful one.",
          ),
          {
            key: "music-q-octave-frequency",
            kind: "numeric",
            prompt: "A note vibrates 330 times a second. How often does the note one octave **higher** vibrate?",
            answer: 660,
            tolerance: 0,
            unit: "per second",
            explanation: "An octave up doubles the frequency: 2 × 330 = 660.",
            hints: ["What happens to the vibrations when you go up an octave?"],
          },
          {
            key: "music-q-semitone-pairs",
            kind: "multiple",
            prompt: "Between which neighbouring white keys is there **no** black key?",
            choices: [
              { text: "C and D", isCorrect: false, feedback: "C sharp, or D flat, lies between them." },
              { text: "E and F", isCorrect: true },
              { text: "G and A", isCorrect: false, feedback: "G sharp, or A flat, lies between them." },
              { text: "B and C", isCorrect: true },
            ],
            explanation: "E–F and B–C are the two semitones among the white keys.",
          },
        ),
        lesson(
          { key: "music-major", title: "The major scale", minutes: 10 },
          text(`
Sing *do re mi fa sol la ti do*. If you do not know it, play all the white keys from one C up to the next. This ladder is the **major scale**, and it is so familiar that you could hear a single wrong rung.

Now play eight white keys starting from D instead. It sounds like a different ladder, darker, perhaps medieval. The keys are the same; what has changed is **where the small steps lie**.

## The pattern

Count the semitones between neighbours as you go up from C:

> tone, tone, **semitone**, tone, tone, tone, **semitone**

Or, in numbers: 2 2 1 2 2 2 1. They add up to twelve, a full octave. Begin on *any* note, climb by this pattern, and you will hear *do re mi*.

Try it from G: G A B C D E, and now a whole tone is called for. The white key F is only a semitone above E, so we need the black key after it, **F sharp**. The scale of G major has one sharp. From F: F G A, and now a semitone is called for: **B flat**.

That is what sharps and flats at the beginning of a piece are for. They form the **key signature**, which says: make these changes throughout, so that the pattern fits.

## Home

Sing the scale up and stop on *ti*. It is almost painful. *Ti* leans on *do*, a semitone above it, so hard that it is called the **leading note**. *Do* itself is the **tonic**, or home. Most tunes end there, many begin there, and the whole art of melody consists of leaving it and coming back.

| Degree | Syllable | Name | Character |
| --- | --- | --- | --- |
| 1 | do | tonic | home |
| 4 | fa | subdominant | leaning away |
| 5 | sol | dominant | strong, asks for home |
| 7 | ti | leading note | must rise |
`),
          callout(
            "tip",
            "Sing a song you know, stop anywhere and hum what you feel to be home. You will nearly always be right. This skill is called finding the tonic, and you have had it since childhood.",
          ),
          {
            key: "music-q-major-pattern",
            kind: "single",
            prompt: "Which is the pattern of the major scale? (T tone, S semitone)",
            choices: [
              { text: "T T S T T T S", isCorrect: true },
              {
                text: "T S T T S T T",
                isCorrect: false,
                feedback: "That is the natural minor scale, which comes in the next lesson.",
              },
              {
                text: "T T T S T T S",
                isCorrect: false,
                feedback: "Close; but in the major scale the first semitone comes after two tones.",
              },
              {
                text: "S T T T S T T",
                isCorrect: false,
                feedback: "A scale that begins with a semitone is darker than minor.",
              },
            ],
            explanation: "Tone, tone, semitone, tone, tone, tone, semitone: the white keys from C to C.",
          },
          {
            key: "music-q-d-major",
            kind: "multiple",
            prompt: "Which black keys does the scale of **D major** need?",
            choices: [
              { text: "F sharp", isCorrect: true },
              {
                text: "G sharp",
                isCorrect: false,
                feedback: "From F sharp to G is the semitone that the pattern asks for.",
              },
              { text: "C sharp", isCorrect: true },
              { text: "B flat", isCorrect: false, feedback: "From A the pattern asks for a tone, which gives B." },
            ],
            explanation: "D E F♯ G A B C♯ D: tone, tone, semitone, tone, tone, tone, semitone.",
            hints: ["Write down D and climb by 2 2 1 2 2 2 1 semitones."],
            points: 2,
          },
        ),
        lesson(
          { key: "music-minor", title: "Minor, and what changes", minutes: 9 },
          text(`
Sing the beginning of a cheerful song that you know, and lower the third note of its scale by a semitone: *mi* becomes *me*. Suddenly it is raining. No other single change does so much.

The distance from the tonic to the third note decides. Four semitones, a **major third**: bright. Three semitones, a **minor third**: dark. *Major* and *minor* only mean greater and smaller.

## Three forms of one scale

Play the white keys from A to A. That is the **natural minor** scale, and its pattern is 2 1 2 2 1 2 2.

Its weakness is the top. From G to A is a whole tone, so nothing leans on the tonic. For many centuries, therefore, musicians have raised the seventh note: G sharp for G. That is the **harmonic minor**, and it has between its sixth and seventh notes (F and G sharp) a large gap of three semitones, which sounds exotic and is hard to sing.

To make it singable, they raised the sixth as well when going up, and took both changes back when coming down. That is the **melodic minor**.

| | Up | Down |
| --- | --- | --- |
| natural | A B C D E F G A | the same |
| harmonic | A B C D E F G♯ A | the same |
| melodic | A B C D E F♯ G♯ A | A G F E D C B A |

You need not choose. Pieces in a minor key use whichever form suits the moment.

## Relatives

C major and A minor share all their notes. They are called **relative** keys, and a piece can slip from one to the other almost unnoticed. To find the relative minor of any major key, go **down three semitones** from its tonic.

Is minor sad? Often, in the music that most of us grew up with; but there are plenty of minor dances and tearful songs in major. Tempo and words count for at least as much.
`),
          {
            key: "music-q-minor-third",
            kind: "numeric",
            prompt: "How many semitones make a **minor** third?",
            answer: 3,
            tolerance: 0,
            unit: "semitones",
            explanation: "A minor third is three semitones, a major third four.",
          },
          {
            key: "music-q-relative",
            kind: "shortText",
            prompt: "Which minor key is the relative of **G major**?",
            accepted: ["E minor", "e minor", "E", "Em"],
            explanation: "Three semitones down from G: F sharp, F, E. E minor has the same notes as G major.",
            hints: ["Go down three semitones from G, counting every key."],
          },
        ),
        lesson(
          { key: "music-intervals", title: "Intervals: the distance between two notes", minutes: 11 },
          text(`
An **interval** is the distance from one note to another. If you can recognise intervals you can write down a tune you hear and sing one that you see. Nobody is born with it, and almost anybody can learn it.

## How they are named

Count the letters, including both ends. C to E is a *third*: C, D, E. C to G is a *fifth*: C, D, E, F, G. Then say which kind, by the semitones:

| Semitones | Name | Think of |
| --- | --- | --- |
| 1 | minor second | a shark approaching in a film |
| 2 | major second | do–re, the first step of the scale |
| 3 | minor third | children calling "nyah-nyah", going down |
| 4 | major third | do–mi |
| 5 | perfect fourth | *Here comes the bride* |
| 6 | tritone | *Maria* from the musical, ma–ri |
| 7 | perfect fifth | the first *twinkle* to the second |
| 8 | minor sixth | sad and wide |
| 9 | major sixth | *My Bonnie lies over the ocean*, my–Bon |
| 10 | minor seventh | wants to fall |
| 11 | major seventh | wants very much to rise |
| 12 | octave | *Somewhere over the rainbow*, some–where |

Use songs of your own wherever you can, as the ones you have loved longest work best.

## Why fifths are calm and tritones are not

Two notes sound smooth together if their vibrations are in a simple ratio, since they then coincide often. Octave: 2 to 1. Fifth: 3 to 2. Fourth: 4 to 3. Major third: 5 to 4. The tritone has no simple ratio, and the ear hears restlessness. Composers need both; a music of fifths alone would be as dull as a meal of bread.

## Practise like this

1. Take **two** intervals only, say a fourth and a fifth.
2. Play or have played to you one of them, and sing it back before you name it.
3. When you are right nine times in ten, add a third kind.

Ten minutes a day are worth more than an hour on Sunday.
`),
          {
            key: "music-q-fifth",
            kind: "shortText",
            prompt: "Which note lies a perfect fifth **above** D?",
            accepted: ["A"],
            explanation: "D, E, F, G, A: five letters, and seven semitones.",
            hints: ["Count five letters, beginning with D itself."],
          },
          {
            key: "music-q-fourth-semitones",
            kind: "numeric",
            prompt: "How many semitones are there in a perfect fourth?",
            answer: 5,
            tolerance: 0,
            unit: "semitones",
            explanation: "From C up to F: C♯, D, D♯, E, F. Five steps.",
          },
          {
            key: "music-q-interval-ratio",
            kind: "dropdown",
            prompt: "The vibrations of two notes a perfect fifth apart are in the ratio …",
            choices: [
              { text: "2 to 1", isCorrect: false, feedback: "That is the octave." },
              { text: "3 to 2", isCorrect: true },
              { text: "4 to 3", isCorrect: false, feedback: "That is the fourth." },
            ],
            explanation: "3 to 2, the simplest ratio after the octave's.",
          },
        ),
      ],
    },
    {
      key: "music-harmony",
      title: "Harmony",
      lessons: [
        lesson(
          { key: "music-chords", title: "Chords: three notes at once", minutes: 10 },
          text(`
Play C, E and G together. You have skipped a white key each time, and the result is the most useful sound in Western music: a **triad**, the simplest chord.

A triad is built of thirds. The lowest is the **root**, which gives the chord its name; then come the **third** and the **fifth**.

| Kind | Semitones from the root | Example | Sounds |
| --- | --- | --- | --- |
| major | 0, 4, 7 | C E G | bright, settled |
| minor | 0, 3, 7 | C E♭ G | dark, settled |
| diminished | 0, 3, 6 | C E♭ G♭ | tense, narrow |
| augmented | 0, 4, 8 | C E G♯ | floating |

Major and minor differ by one semitone in the middle note. Play one after the other, many times, and sing the middle note alone. You will soon recognise either at once.

## Seven triads of one key

Build a triad on every note of C major, with white keys only. Three are major (on C, F and G), three are minor (on D, E and A), and one, on B, is diminished. Musicians number them in Roman figures, large for major and small for minor:

> I   ii   iii   IV   V   vi   vii°

The same pattern holds in every major key. If someone says "it goes one, four, five", you can play it anywhere.

## Turning chords over

The notes may be stacked in any order. With the root lowest a chord is in **root position**; with the third lowest, in **first inversion**; with the fifth lowest, in **second inversion**. C E G, E G C and G C E are all C major. Inversions let your hand move as little as possible: from C E G to F major, play C F A, and the C stays where it is.
`),
          {
            key: "music-q-minor-triad",
            kind: "single",
            prompt: "Which three notes make the chord of **A minor**?",
            choices: [
              { text: "A C E", isCorrect: true },
              { text: "A C♯ E", isCorrect: false, feedback: "From A to C sharp is four semitones: that is A major." },
              { text: "A D E", isCorrect: false, feedback: "A triad is built of thirds; D is a fourth above A." },
            ],
            explanation: "Three semitones from A lead to C, seven to E.",
          },
          {
            key: "music-q-inversion",
            kind: "trueFalse",
            prompt: "E G C (from the bottom up) is a chord of C major.",
            choices: trueOrFalse(true, "The order does not change the name. It is C major in first inversion."),
            explanation: "The same three notes with the third, E, at the bottom: the first inversion.",
          },
        ),
        lesson(
          { key: "music-three-chords", title: "Three chords and a song", minutes: 10 },
          text(`
Thousands of songs can be accompanied with three chords: **I, IV and V**. In C these are C, F and G. Between them they contain every note of the scale, so whatever the tune does, one of them will fit.

## Three jobs

- **I, the tonic**: home. Rest.
- **IV, the subdominant**: on the way somewhere.
- **V, the dominant**: tension. It contains the leading note and wants to go home.

Say it as a sentence: *Here I am (I), I am going out (IV), I ought to go back (V), I am home (I).* Play C F G C, and hear it.

Add a fourth note to the dominant, a minor third above its top, and you get the **dominant seventh**: G B D F, written G7. Between its B and its F lies a tritone, the restless interval, and it pulls home harder still: B rises to C, F falls to E.

## Find the chords of a song

Take *Twinkle, twinkle* in C.

1. Play the tune slowly and find the strong beats.
2. What note falls there? Choose from I, IV and V one that contains it.
3. Listen. If it grates, try another.

| Words | Note | Chord |
| --- | --- | --- |
| Twinkle | C | C |
| twinkle | G | C |
| little | A | F |
| star | G | C |
| how I | F | F |
| wonder | E | C |
| what you | D | G |
| are | C | C |

## Two endings

End with V–I, and it is a full stop: a **perfect cadence**. Stop on V, and everyone leans forward, as at a comma: a **half cadence**. End with IV–I, and you hear the *Amen* at the end of a hymn: a **plagal cadence**. Try all three.
`),
          callout(
            "tip",
            "Now play the same song in G: the chords are G, C and D. You have *transposed* it, and you did it by numbers without learning anything new.",
          ),
          {
            key: "music-q-dominant",
            kind: "shortText",
            prompt: "Which chord is V in the key of **F major**? (Give the letter of its root.)",
            accepted: ["C", "C major"],
            explanation: "F G A B♭ C: the fifth degree is C.",
            hints: ["Count five notes up the scale of F, with F as the first."],
          },
          {
            key: "music-q-cadence",
            kind: "dropdown",
            prompt: "A phrase that ends with IV followed by I ends with a … cadence.",
            choices: [
              { text: "perfect", isCorrect: false, feedback: "A perfect cadence is V–I." },
              { text: "half", isCorrect: false, feedback: "A half cadence stops on V." },
              { text: "plagal", isCorrect: true },
            ],
            explanation: "IV–I is the plagal cadence, the *Amen* of the hymns.",
          },
        ),
        lesson(
          { key: "music-circle", title: "The circle of fifths, and where to go next", minutes: 11 },
          text(`
Start on C and go up a perfect fifth: G. Again: D. Then A, E, B, F sharp, and so on. After twelve fifths you have touched every note once and are back where you began. Drawn on a clock face, this is the **circle of fifths**, and it is the best map of music that fits on a page.
`),
          drawing(
            "circle-of-fifths",
            "A circle like a clock face with the twelve major keys. C at the top, then clockwise G, D, A, E, B, F sharp or G flat, D flat, A flat, E flat, B flat and F. An inner ring gives the relative minor keys, A minor under C.",
            "Clockwise, each step adds a sharp; anticlockwise, a flat. The inner ring shows the relative minor keys.",
          ),
          text(`
## What it tells you

1. **Key signatures.** C has no sharps. Each step clockwise adds one: G has one, D two, A three. Each step anticlockwise adds a flat: F one, B flat two, E flat three.
2. **The three chords.** For any key, the neighbour one step anticlockwise is IV and the one a step clockwise is V. Look at C: F on one side, G on the other.
3. **Good neighbours.** Keys next to each other share six of their seven notes, so a piece moves between them easily. Opposite keys share almost nothing, and going there is an adventure.
4. **Progressions.** Chords love to move one step anticlockwise: D–G–C. Each is the dominant of the next. Much of jazz is a walk round this circle.

## A small untruth

Twelve perfect fifths in the ratio 3 to 2 overshoot seven octaves by a little, about a quarter of a semitone. Keyboards are tuned so that every fifth is slightly too narrow and the circle closes. It is called *equal temperament*. A choir singing without accompaniment often drifts towards the pure intervals, and that is one reason why it can sound so radiant.

## How to go on

- **Every day**, sing one scale and name three intervals that you hear.
- **Every week**, work out one song by ear: home first, then the bass, then the chords.
- **Find company.** A choir, a band, a friend with a guitar. Theory grows stale alone.

> Sing it first. The name can wait until tomorrow.
`),
          {
            key: "music-q-circle-sharps",
            kind: "numeric",
            prompt: "How many sharps has the key of **A major**?",
            answer: 3,
            tolerance: 0,
            explanation: "C has none, G one, D two, A three. They are F, C and G sharp.",
            hints: ["How many steps clockwise is A from C?"],
          },
          {
            key: "music-q-circle-neighbours",
            kind: "multiple",
            prompt: "Which keys stand next to **D** on the circle of fifths?",
            choices: [
              { text: "G", isCorrect: true },
              { text: "A", isCorrect: true },
              {
                text: "C",
                isCorrect: false,
                feedback: "C is next to D in the scale. On the circle, the step is a fifth.",
              },
              { text: "E", isCorrect: false, feedback: "E is two steps clockwise from D." },
            ],
            explanation: "A fifth below D is G, a fifth above is A. They are IV and V in the key of D.",
          },
        ),
      ],
    },
  ],
};
