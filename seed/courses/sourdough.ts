import type { SeedCourse } from "../seed-types";
import { callout, drawing, lesson, text, trueOrFalse } from "../writing";

/** Sourdough from the first spoonful of flour to the notebook of an experienced baker: nine lessons. */
export const sourdough: SeedCourse = {
  key: "sourdough",
  slug: "sourdough-the-science-of-bread",
  title: "Sourdough: the science of bread",
  summary: "Flour, water, salt and time. Learn what happens inside the dough, and bake a loaf you can repeat.",
  description: `
A recipe tells you what to do. It cannot tell you why your loaf came out flat in January when it rose so well in June. For that you need to know what is going on in the bowl.

We build a starter, follow a dough from mixing to crumb, and learn to read it by its look and feel instead of the clock. The chemistry is real but gentle, and every lesson contains something to do with your hands.

You will want two weeks for the starter. Read ahead while it grows.
`.trim(),
  category: "craft",
  level: "beginner",
  language: "en",
  outcomes: [
    "Grow and keep a lively starter",
    "Use baker's percentages to scale or change any recipe",
    "Judge fermentation by volume, feel and temperature",
    "Shape, score and bake a round loaf with a good crust",
    "Work out from a finished loaf what to change next time",
  ],
  requirements: [
    "An oven that reaches 230 °C",
    "A kitchen scale that shows single grams",
    "A lidded pot that can go in the oven is a great help",
  ],
  owner: "crumb",
  isPublished: true,
  modules: [
    {
      key: "sourdough-starter",
      title: "Something alive",
      lessons: [
        lesson(
          {
            key: "sourdough-what-is-it",
            title: "What makes bread sour, and why it rises",
            minutes: 9,
            isPreview: true,
          },
          text(`
Mix flour and water, leave it in a warm place, and within a week it will be alive. Nothing has to be added. The flour already carries wild yeasts and bacteria, as the grain did in the field. Your job is to give the useful ones an advantage.

## Two kinds of lodgers

**Yeasts** are single-celled fungi. They eat simple sugars and give off carbon dioxide (CO~2~) and alcohol. The gas is what raises the bread; the alcohol leaves in the oven.

**Lactic acid bacteria** eat sugars too, and give off acids: lactic acid, which tastes mild like yoghurt, and acetic acid, which is sharp like vinegar. Many of them also make some gas. In a mature starter they outnumber the yeasts by something like a hundred to one.

They get on because they hardly compete. Some of the commonest sourdough bacteria live chiefly on *maltose*, a sugar for which some common sourdough yeasts have no use; and these yeasts tolerate the acid which keeps nearly everything else out. Acid is the lock on the door. Below about pH 4.5 most of the bacteria that spoil food give up.

## Where the sugar comes from

Flour is mostly starch, and neither lodger can eat starch. But grain contains enzymes called *amylases*. They are there to feed the sprouting seed, and water wakes them. They cut starch into sugars, hour after hour, and so the dough feeds its own guests.

## What you gain

- **Flavour**: acids, alcohols and the aromas that they form together.
- **Keeping**: acid bread stays moist and resists mould for days.
- **Strength**: a moderate acidity tightens the dough. Too much makes it fall apart.
`),
          callout(
            "note",
            "Baker's yeast from a packet is one selected species, bred for speed. It raises bread in two hours. A sourdough takes most of a day, and what you taste is chiefly that time.",
          ),
          {
            key: "sourdough-q-gas",
            kind: "single",
            prompt: "What makes a sourdough loaf rise?",
            choices: [
              {
                text: "Steam from the water only",
                isCorrect: false,
                feedback: "Steam helps in the oven, but the dough rises for hours before that.",
              },
              {
                text: "Oxygen beaten in while kneading",
                isCorrect: false,
                feedback:
                  "Kneading traps a little air, which becomes the nuclei of bubbles, but the volume comes from fermentation.",
              },
              { text: "Carbon dioxide given off by yeasts, with some from bacteria", isCorrect: true },
            ],
            explanation:
              "Yeasts turn sugar into carbon dioxide and alcohol, and many lactic bacteria add gas of their own. The gluten holds it in.",
          },
          {
            key: "sourdough-q-starch",
            kind: "shortText",
            prompt: "What are the enzymes called that cut the flour's starch into sugars?",
            accepted: ["amylase", "amylases"],
            explanation:
              "Amylases are part of the grain itself. Water activates them, and they feed the yeasts and bacteria.",
            hints: ["The word begins with amyl-, from the Latin for starch."],
          },
        ),
        lesson(
          { key: "sourdough-growing", title: "Growing a starter in two weeks", minutes: 11 },
          text(`
You need wholemeal flour (rye is the liveliest), water, a jar with a loose lid and a place at 22 to 26 °C. The top of a refrigerator often will do.

## Day by day

1. **Day 1.** Stir 30 g of wholemeal flour with 30 g of water. Mark the level with a rubber band. Wait a day.
2. **Day 2.** Perhaps nothing. Throw away half. Add 30 g of flour and 30 g of water.
3. **Day 3.** Often a great rush of bubbles and a nasty smell, and you feel triumphant. Do not. These are the wrong bacteria, early settlers that cannot stand acid. Halve and feed as before.
4. **Days 4 to 6.** Silence. Many people give up here. In fact the acid is building up and the early settlers are dying. Keep halving and feeding, once a day.
5. **Days 7 to 10.** Small, even bubbles, and a smell of yoghurt, then of apples. The rubber band shows some rise.
6. **Days 10 to 14.** It doubles within six hours of a feed, and does so three times in a row. Now it is a starter.

From about day 4 you may change to half wholemeal and half white flour. If it stalls, go back to wholemeal: the bran carries most of the microbes and minerals.
`),
          drawing(
            "starter-rise",
            "A curve of a starter's height against hours after feeding. It is flat for the first hour, climbs steeply to a peak at about six hours, stays level for an hour or two and then falls slowly. The peak is marked as the best time to use it.",
            "A feed, hour by hour, at about 24 °C. The best time to use it is at the peak or just before.",
          ),
          text(`
## Why throw half away?

Because otherwise you would need to double the feed every day: 60 g today would be about 60 kg in ten days. Discarding keeps the food in proportion to the eaters. After the first week the discard is perfectly good in pancakes.
`),
          callout(
            "warning",
            "A pink or orange tint, or fuzzy mould on the surface, means that it must go, jar and all. A grey liquid on top is harmless: it is watery alcohol, and says that your starter is hungry.",
          ),
          {
            key: "sourdough-q-day-three",
            kind: "single",
            prompt: "On day three your new starter bubbles violently and smells unpleasant. What is happening?",
            choices: [
              {
                text: "It is ready to bake with",
                isCorrect: false,
                feedback: "These are gas-making bacteria that will be gone in a few days. Yeasts come later.",
              },
              {
                text: "It has spoilt, and you must start again",
                isCorrect: false,
                feedback: "It is a normal stage. Only mould or a pink or orange tint means starting again.",
              },
              { text: "Early bacteria are making gas, and rising acidity will soon stop them", isCorrect: true },
            ],
            explanation:
              "The first rush comes from bacteria that cannot bear acid. As lactic acid builds up, they give way to the lasting community.",
          },
          {
            key: "sourdough-q-ready",
            kind: "multiple",
            prompt: "Which signs tell you that a starter is ready to raise bread?",
            choices: [
              { text: "It doubles within about six hours of a feed", isCorrect: true },
              { text: "It has done so several times running", isCorrect: true },
              {
                text: "There is a layer of grey liquid on top",
                isCorrect: false,
                feedback: "That is a sign of hunger.",
              },
              { text: "It smells pleasantly of yoghurt or apples", isCorrect: true },
            ],
            explanation:
              "Reliable doubling and a clean, fruity or yoghurt-like smell show that yeasts and lactic bacteria are both at home.",
          },
        ),
        lesson(
          { key: "sourdough-keeping", title: "Keeping it alive for years", minutes: 8 },
          text(`
Once a starter is established it is hard to kill. It can be neglected for a month and come back. But there is a difference between alive and lively, and bread needs lively.

## The feeding ratio

Bakers write three numbers: *old starter : flour : water*, by weight. A feed of **1:1:1** means equal parts. A feed of **1:5:5** means that a spoonful of the old meets five of flour and five of water. More food takes longer to eat, so the ratio is your timer:

| Ratio | Peaks after about (at 24 °C) | Good for |
| --- | --- | --- |
| 1:1:1 | 4 hours | baking the same day |
| 1:2:2 | 6 hours | feeding at breakfast, mixing at lunch |
| 1:5:5 | 10 hours | feeding at night, mixing in the morning |

These are guides. Ten degrees colder, everything takes two to three times as long.

## Small is beautiful

You never need a bucket. Keep 20 g in a jar. The evening before baking, take 10 g of it, feed it 1:5:5, and in the morning you have 110 g: enough for a loaf, with 20 g left to go back in the jar. Next to nothing is thrown away.

## The refrigerator

At 4 °C life slows to a crawl. Feed the starter, let it stand for an hour and put it away. Once a fortnight, take it out and feed it. Before baking, give it two feeds at room temperature so that it wakes up fully.

For a longer absence, spread some thinly on baking paper, let it dry, crumble it and keep it in an envelope. Soak the crumbs in water when you return, feed daily, and within about four days it will be doubling again.
`),
          callout("tip", "Give a dried envelope to a friend. It is the best insurance that a baker can have."),
          {
            key: "sourdough-q-ratio",
            kind: "numeric",
            prompt:
              "You feed 20 g of starter in the ratio 1:5:5. How many grams do you have in all when you have mixed it?",
            answer: 220,
            tolerance: 0,
            unit: "g",
            explanation: "20 g of starter, 5 × 20 = 100 g of flour and 100 g of water make 220 g.",
            hints: ["Flour and water are each five times the weight of the starter."],
          },
          {
            key: "sourdough-q-overnight",
            kind: "dropdown",
            prompt:
              "You want to feed at ten in the evening and mix the dough at eight next morning, at about 24 °C. Use the ratio …",
            choices: [
              {
                text: "1:1:1",
                isCorrect: false,
                feedback: "It would peak at two in the morning and be past its best by eight.",
              },
              { text: "1:2:2", isCorrect: false, feedback: "It would peak at about four in the morning." },
              { text: "1:5:5", isCorrect: true },
            ],
            explanation: "Ten hours at 24 °C suits a feed of 1:5:5. More food makes the peak later.",
          },
        ),
      ],
    },
    {
      key: "sourdough-dough",
      title: "The dough",
      lessons: [
        lesson(
          { key: "sourdough-percentages", title: "Baker's percentages", minutes: 10 },
          text(`
Bakers do not say "three cups". They say what share of *the flour's weight* each thing has. Flour is always 100 %, and everything else is measured against it. Once you think this way you can scale a recipe from one loaf to fifty, compare two recipes at a glance, and spot a misprint.

Here is the loaf for this course:

| Ingredient | Baker's % | For one loaf |
| --- | --- | --- |
| Strong white flour | 90 % | 405 g |
| Wholemeal flour | 10 % | 45 g |
| Water | 70 % | 315 g |
| Starter, at its peak | 20 % | 90 g |
| Salt | 2 % | 9 g |

The percentages add up to 192 %, and nobody minds. The dough weighs 450 × 1.92 = 864 g.

## Two numbers to know by heart

**Salt, 2 %.** Less than 1.5 tastes flat; more than 2.5 is too much for most people. Salt also slows the yeast and tightens the gluten.

**Hydration**, the water as a share of the flour. At 60 % a dough is firm and easy to handle. At 70 % it is soft and tacky. At 80 % it behaves like a live animal. More water generally gives larger holes and a thinner crust, but a wet dough which is badly handled gives a pancake. Begin with 70.

## What about the flour in the starter?

A purist counts it. Our starter is half flour and half water, so its 90 g bring 45 g of each: the true flour is 495 g, the true water 360 g, and the true hydration 360 ÷ 495 ≈ **73 %**. For everyday baking it is enough to do it always in the same way, and to know which way a recipe means.
`),
          callout(
            "tip",
            "To make a dough of a given total weight, divide that weight by the sum of the percentages. For 1,000 g of our dough: 1,000 ÷ 1.92 ≈ 521 g of flour; all the rest follows.",
          ),
          {
            key: "sourdough-q-water",
            kind: "numeric",
            prompt: "A recipe has 600 g of flour and a hydration of 72 %. How much water does it need?",
            answer: 432,
            tolerance: 1,
            unit: "g",
            explanation: "Hydration is the water as a share of the flour: 600 × 0.72 = 432 g.",
            hints: ["Hydration is the water as a share of the flour."],
          },
          {
            key: "sourdough-q-salt",
            kind: "numeric",
            prompt: "How much salt belongs to 750 g of flour at 2 %?",
            answer: 15,
            tolerance: 0.1,
            unit: "g",
            explanation: "2 % of 750 g is 15 g.",
          },
          {
            key: "sourdough-q-flour",
            kind: "single",
            prompt: "In baker's percentages, 100 % stands for …",
            choices: [
              {
                text: "the finished dough",
                isCorrect: false,
                feedback: "Then every change of one ingredient would change all the others' percentages.",
              },
              { text: "all the flour together", isCorrect: true },
              { text: "the water", isCorrect: false, feedback: "Water is measured against the flour." },
            ],
            explanation:
              "All the flour in the recipe together counts as 100 %, and everything else is measured against it.",
          },
        ),
        lesson(
          { key: "sourdough-gluten", title: "Mixing, resting and folding", minutes: 11 },
          text(`
Flour contains two kinds of protein that do nothing until they are wet. Then they link into *gluten*, a net that is both stretchy and springy. It is the rubber of the balloon: without it the gas would bubble up through the dough and away.

You can make that net by kneading hard for ten minutes. You can also make nearly the same net by waiting, for the links form by themselves. Most of this lesson is about being lazy at the right moments.

## The sequence

1. **Autolyse.** Mix only flour and water until no dry flour is left. Cover, and wait for 45 minutes. The dough, which was shaggy, has become smooth and stretchy, and you did nothing.
2. **Add the starter and the salt.** Spread them over the top, dimple them in with wet fingers, then squeeze and fold for three or four minutes until all is even. It will first fall apart and then come together again.
3. **Fold.** Every half hour, four times: wet your hand, take hold of one side of the dough, stretch it up as far as it will go without tearing, and fold it over to the other side. Turn the bowl a quarter, and repeat until you have been all round.

Each set of folds takes half a minute. After the first the dough flops; after the fourth it holds its shape in the bowl like a cushion.

## The window test

Take a walnut-sized piece and stretch it slowly between the fingers of both hands. If it makes a thin skin, through which you can see light, the gluten is ready. If it tears at once, give it another half hour and another set of folds.
`),
          callout(
            "note",
            "Wholemeal flour is weaker in this sense. The bran is sharp and gets in the way of the net, and it drinks more water. When you raise the share of wholemeal, raise the water a little too.",
          ),
          {
            key: "sourdough-q-autolyse",
            kind: "single",
            prompt: "What does the autolyse achieve?",
            choices: [
              { text: "The flour takes up water and gluten forms without kneading", isCorrect: true },
              {
                text: "It lets the starter double before mixing",
                isCorrect: false,
                feedback: "In an autolyse as described here, the starter has not been added yet.",
              },
              {
                text: "It dissolves the salt",
                isCorrect: false,
                feedback: "The salt comes afterwards, because it tightens the gluten.",
              },
            ],
            explanation:
              "Flour and water alone rest. The proteins take up water and link up, which saves most of the kneading.",
          },
          {
            key: "sourdough-q-gluten-without-kneading",
            kind: "trueFalse",
            prompt: "Gluten can form without any kneading.",
            choices: trueOrFalse(
              true,
              "Water and time are enough for the links to form. Kneading and folding only speed that up and put it in order.",
            ),
            explanation: "Wet flour proteins link by themselves. That is why long, gentle methods work.",
          },
        ),
        lesson(
          { key: "sourdough-fermentation", title: "Bulk fermentation: watch the dough, not the clock", minutes: 11 },
          text(`
From the moment the starter goes in, the dough ferments. This first, long rise is called *bulk fermentation*, since the whole dough rises in one piece. More loaves are spoilt here than in all other steps together, and nearly always because somebody trusted the time in a recipe.

## Temperature is the real recipe

Yeasts and bacteria speed up steeply with warmth. For our dough with 20 % starter:

| Dough temperature | Bulk fermentation takes about |
| --- | --- |
| 18 °C | 10–12 hours |
| 21 °C | 7–8 hours |
| 24 °C | 5–6 hours |
| 27 °C | 4 hours |

So a kitchen three degrees warmer saves two hours, and "rise for four hours" means nothing without a temperature. Measure the *dough*, not the room. In winter mix it with water at 32 °C; in a heat wave, with cold water.

## When is it done?

Look for several signs together:

- **Volume.** It has grown by half to three quarters. It is easiest to see in a straight-sided container with a mark.
- **Surface.** Smooth and slightly domed, with a few bubbles under the skin.
- **Feel.** Shake the bowl: it wobbles like a jelly. It is airy, and comes away from the side in one piece.
- **Smell.** Mildly sour and pleasant.

Take a spoonful of the dough at the start, press it into a small straight glass, mark the height, and stand it beside the bowl. It ferments at the same rate, and tells you the rise exactly.

## Too little, too much

Stopped too early, the dough is dense and rubbery, and the bread has a few wild tunnels with tight crumb between them. Left too long, the acid and the enzymes cut the gluten: the dough turns slack and sticky, spreads when tipped out, and bakes flat and pale.
`),
          callout(
            "tip",
            "If in doubt on a weekday, stop a little early and let the shaped loaf finish in the refrigerator overnight. Cold is the baker's pause button, though a slow one: the middle takes hours to cool.",
          ),
          {
            key: "sourdough-q-bulk-signs",
            kind: "multiple",
            prompt: "Which are good signs that bulk fermentation is complete?",
            choices: [
              { text: "The dough has grown by at least half", isCorrect: true },
              { text: "It wobbles when the bowl is shaken", isCorrect: true },
              {
                text: "Exactly five hours have passed",
                isCorrect: false,
                feedback: "At 18 °C that would be half the time needed; at 28 °C too long.",
              },
              {
                text: "It has turned slack and sticky, and smells of vinegar",
                isCorrect: false,
                feedback: "That dough has gone too far.",
              },
            ],
            explanation:
              "Volume, wobble, surface and smell together tell you. The clock alone does not, because the temperature decides the pace.",
          },
          {
            key: "sourdough-q-flat",
            kind: "single",
            prompt:
              "Your dough spreads into a puddle when tipped out, and the loaf bakes flat and pale. What is the most likely cause?",
            choices: [
              { text: "It fermented too long", isCorrect: true },
              {
                text: "It fermented too briefly",
                isCorrect: false,
                feedback: "A dough that fermented too little is dense and rubbery, with a few large tunnels.",
              },
              {
                text: "There was too much salt",
                isCorrect: false,
                feedback: "Extra salt tightens a dough and slows it down.",
              },
            ],
            explanation:
              "Long fermentation builds acid, and enzymes cut the gluten. The net no longer holds, and little sugar is left to brown the crust.",
          },
        ),
      ],
    },
    {
      key: "sourdough-oven",
      title: "The loaf",
      lessons: [
        lesson(
          { key: "sourdough-shaping", title: "Shaping and the last rise", minutes: 9 },
          text(`
Shaping has one aim: to give the loaf a tight skin. Under tension it grows upwards in the oven; without it, sideways.

## Preshape

Tip the dough on a board without flour, or with very little. With a wet hand and a scraper, push it round in circles, so that it drags slightly on the board and draws itself into a ball. Cover, and let it relax for twenty minutes. It will spread a little. If it spreads very much, do the preshape a second time.

## Shape a round loaf

1. Flour the top lightly and turn the ball over, so that the sticky side looks up.
2. Stretch the edge nearest you and fold it to the middle. Do the same with the left, the right and the far edge, like an envelope.
3. Turn it over, seam down. Cup your hands behind it and draw it towards you. The bottom grips the board, and the top tightens. Turn it and repeat, four or five times.
4. Stop when the skin is taut and before it tears.

Put it *seam up* in a basket lined with a floured cloth. Rice flour sticks least. A bowl with a tea towel will do.

## The last rise

At room temperature, allow one to two hours. Or cover it and put it in the refrigerator for 8 to 16 hours, which brings more flavour, makes it easier to cut and lets you bake when you like.

**The poke test:** press a floured finger a centimetre into the dough.

- It springs back at once: too early.
- It comes back slowly and leaves a small dent: ready.
- The dent stays: bake it right away, it is late.

The test is less telling with dough straight from the refrigerator, which is stiff whatever its state.
`),
          {
            key: "sourdough-q-tension",
            kind: "single",
            prompt: "Why do we shape a loaf with a tight skin?",
            choices: [
              { text: "So that it grows upwards in the oven instead of spreading", isCorrect: true },
              {
                text: "To press out all the gas",
                isCorrect: false,
                feedback: "We want to keep most of the gas that took hours to make.",
              },
              {
                text: "To keep the flour on the outside",
                isCorrect: false,
                feedback: "The flour only stops it from sticking.",
              },
            ],
            explanation:
              "Surface tension holds the loaf together, so that the expansion goes up and out through the cut you make.",
          },
          {
            key: "sourdough-q-poke",
            kind: "dropdown",
            prompt:
              "You poke the dough at room temperature; the dent comes back slowly and not completely. The loaf is …",
            choices: [
              { text: "not ready", isCorrect: false, feedback: "Then the dent would spring back at once." },
              { text: "ready to bake", isCorrect: true },
              { text: "well past its best", isCorrect: false, feedback: "Then the dent would stay as it is." },
            ],
            explanation: "A slow, incomplete return shows that the gluten is still elastic but already full of gas.",
          },
        ),
        lesson(
          { key: "sourdough-baking", title: "Scoring, steam and heat", minutes: 10 },
          text(`
In the first ten minutes in the oven a loaf can grow by a third. The gas expands, water turns to steam, and the yeasts have one last rush before they die at about 55 to 60 °C. Bakers call it *oven spring*. Everything you do now is meant to give it room.

## Before

Heat the oven to **250 °C** with the lidded pot inside, for at least 45 minutes. Tip the loaf on baking paper, seam down.

## Score

With a razor blade, held at a flat angle, make one long, decided cut about a centimetre deep, a little off the centre. Where the skin is cut the loaf will open; uncut, it bursts where it likes. A cold dough cuts cleanly.

## Bake

1. Lift the paper and loaf into the hot pot. Put the lid on. **20 minutes at 250 °C.**
2. Take the lid off. **20 to 25 minutes at 220 °C**, until it is darker than you dare.
3. Cool on a rack for at least an hour. The crumb is still setting; cut it hot, and it will be gummy.

## Why the lid?

The loaf's own steam condenses on its cool surface. That keeps the skin soft and lets it stretch, and it turns the starch on the outside into a glossy gel. Once the lid is off, the crust dries and browns. Two reactions make the colour and much of the aroma: *Maillard* reactions between sugars and amino acids, from about 140 °C, and *caramelisation* of sugars at higher temperatures still. Inside, the crumb never gets above 100 °C, because it is wet.
`),
          callout(
            "warning",
            "The pot is at 250 °C and looks exactly as it does when cold. Use dry, thick oven gloves on both hands: a damp cloth conducts heat straight to your fingers. Leave a glove on the lid as a reminder.",
          ),
          callout(
            "tip",
            "No pot? Bake on a hot tray with a metal bowl upside down over the loaf, and lift the bowl off after twenty minutes.",
          ),
          {
            key: "sourdough-q-lid",
            kind: "single",
            prompt: "Why is the loaf covered for the first twenty minutes?",
            choices: [
              {
                text: "To keep the crust from getting too hot",
                isCorrect: false,
                feedback: "The pot is as hot as the oven. It is the moisture that matters.",
              },
              {
                text: "To keep the smell in",
                isCorrect: false,
                feedback: "A pity, but no: much of it escapes when you lift the lid.",
              },
              { text: "To hold steam, so that the skin stays soft and can stretch", isCorrect: true },
            ],
            explanation: "Trapped steam keeps the surface moist during oven spring, and gives a glossy crust later.",
          },
          {
            key: "sourdough-q-crumb-temperature",
            kind: "trueFalse",
            prompt: "However brown the crust, the middle of a baking loaf never gets much hotter than 100 °C.",
            choices: trueOrFalse(
              true,
              "As long as there is water in it, the crumb cannot get hotter than boiling water.",
            ),
            explanation:
              "The crumb is wet, so its temperature stays below about 100 °C. Only the dry crust gets hot enough to brown.",
            hints: ["What happens to water at 100 °C?"],
          },
        ),
        lesson(
          { key: "sourdough-reading", title: "Reading a loaf, and keeping a notebook", minutes: 10 },
          text(`
Every loaf is a letter from your dough. Cut it when cold, look at the slice, and read.

| What you see | Probable cause | Change next time |
| --- | --- | --- |
| Dense crumb, a few large tunnels | too little fermentation | longer or warmer bulk rise |
| Flat, pale, sour, tight small holes | too much fermentation | shorter or cooler bulk rise |
| Even holes, but spread wide | weak skin | shape tighter, or use less water |
| Burst at the side | cut too shallow, or early | cut deeper; longer last rise |
| Gummy line at the bottom | cut too hot, or underbaked | wait; five minutes longer |
| Thick, dull crust | too little steam | better lid |
| Large hole right under the crust | loose shaping | press the folds together |

Change **one thing at a time**. If you alter the flour, the water and the time at once and the loaf improves, you have learned nothing.

## The notebook

Six lines are enough:

1. Date, and what you changed.
2. Temperature of the dough after mixing.
3. When the starter went in, when you shaped, when you baked.
4. How far it rose.
5. What the slice looked like. A photograph beside a ruler is best.
6. One sentence: what next?

After ten loaves, you will find that the second line explains most of the fifth.

## Where to go from here

When the basic loaf succeeds three times running, play. Replace 30 % of the flour with wholemeal and add 5 % of water. Add seeds: soak them first in their own weight of water, so that they do not rob the dough. Try 10 % rye for aroma. Let the shaped loaf rest for two nights in the cold, and taste the difference.

> The best bread is the one you can bake again.
`),
          {
            key: "sourdough-q-diagnose",
            kind: "single",
            prompt: "A slice shows tight, rubbery crumb with two huge tunnels. What should you change first?",
            choices: [
              { text: "Bake it hotter", isCorrect: false, feedback: "The crumb was decided before the oven." },
              {
                text: "Use less salt",
                isCorrect: false,
                feedback:
                  "Salt slows the dough somewhat, but changing it spoils the taste. Time and warmth are the right levers.",
              },
              { text: "Let the bulk fermentation go further", isCorrect: true },
            ],
            explanation: "Tight crumb with a few tunnels is the typical sign of too little fermentation.",
          },
          {
            key: "sourdough-q-one-change",
            kind: "trueFalse",
            prompt: "The quickest way to better bread is to change several things at once.",
            choices: trueOrFalse(false, "If the loaf changes, you cannot tell which change did it."),
            explanation: "Change one thing at a time and write it down. Then each loaf answers a question.",
          },
        ),
      ],
    },
  ],
};
