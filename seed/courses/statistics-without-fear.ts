import type { SeedCourse } from "../seed-types";
import { callout, drawing, lesson, text, trueOrFalse } from "../writing";

/** Statistics for people who were once put off it: ten lessons, hardly any formulas, much counting. */
export const statisticsWithoutFear: SeedCourse = {
  key: "statistics",
  slug: "statistics-without-fear",
  title: "Statistics without fear",
  summary:
    "Averages, spread, chance and evidence, explained with buses, biscuits and birthdays instead of Greek letters.",
  description: `
Statistics is the craft of saying what a heap of numbers shows, and how sure you may be. It is needed by anyone who reads a newspaper, runs a shop, sits on a committee or is handed a leaflet by a doctor.

The course uses no algebra beyond adding, dividing and the occasional square root. Every idea is worked through on numbers small enough to check with a pencil, and each lesson names the mistake that people most often make with it.

You will meet: **averages**, **spread**, **pictures of data**, **chance**, **samples**, **tests** and **correlation**, in that order.
`.trim(),
  category: "mathematics",
  level: "beginner",
  language: "en",
  outcomes: [
    "Choose the average that answers the question asked",
    "Describe the spread of a set of numbers and say what it means",
    "Work out simple chances, including those that depend on each other",
    "Judge whether a sample can support what is claimed from it",
    "Read a p-value and a confidence interval without being impressed too soon",
  ],
  requirements: ["Adding, dividing and percentages", "A pocket calculator, or the one in your telephone"],
  creditUnits: 3,
  owner: "persona-instructor",
  isPublished: true,
  modules: [
    {
      key: "statistics-describing",
      title: "Describing what you have",
      lessons: [
        lesson(
          { key: "statistics-three-averages", title: "Three averages, three answers", minutes: 11, isPreview: true },
          text(`
Seven people work in a small shop. Their monthly pay, in the local crowns, is:

> 1,800   1,900   1,900   2,000   2,100   2,300   9,000

The last one owns the shop. What does a person there earn "on average"?

## The mean

Add everything up and share it out equally: 21,000 ÷ 7 = **3,000**. That is the *mean*. It is the right answer to a question about totals. If you must budget for the wages, it is exactly what you need: seven people at 3,000 each. But six of the seven people earn less than the mean, so as a description of a *typical* person it is poor.

## The median

Put the numbers in order and take the one in the middle: **2,000**. Half the people earn no more than that, half no less. This is the *median*. With an even count there are two in the middle, and you take the point halfway between them. If the owner doubled her own pay, the mean would jump by more than 1,200 and the median would not move. We say that it is *resistant* to extreme values.

## The mode

The value that occurs most often is the *mode*: here **1,900**. For pay it says little. For things that cannot be averaged it is the only choice. You can name the most common shoe size, the most common bus route, the most common reason for a complaint; the mean bus route does not exist.

| Question | Average to use |
| --- | --- |
| What will it cost us altogether? | mean |
| What is it like for a person in the middle? | median |
| Which should we stock most of? | mode |
`),
          callout(
            "warning",
            "When somebody quotes an average, ask which one. Where a few values are very large, as with incomes, house prices or waiting times, the mean and the median can tell opposite stories, and both are true.",
          ),
          {
            key: "statistics-q-median",
            kind: "numeric",
            prompt: "Five buses were late by these minutes: 2, 3, 3, 4, 28. What is the **median** delay?",
            answer: 3,
            tolerance: 0,
            unit: "minutes",
            explanation: "In order, the middle one of five is the third: 3 minutes. The 28 makes no difference to it.",
            hints: ["The list is in order already. Which place is in the middle of five?"],
          },
          {
            key: "statistics-q-mean",
            kind: "numeric",
            prompt: "For the same five delays, 2, 3, 3, 4 and 28, what is the **mean**?",
            answer: 8,
            tolerance: 0.01,
            unit: "minutes",
            explanation: "The sum is 40, and 40 ÷ 5 = 8. Four of the five buses did better than the mean.",
          },
          {
            key: "statistics-q-which-average",
            kind: "single",
            prompt:
              "A town has 400 modest houses and 5 mansions. Which average best describes the price of an ordinary house there?",
            choices: [
              {
                text: "The mean",
                isCorrect: false,
                feedback: "Five mansions can pull the mean well above what nearly anybody paid.",
              },
              { text: "The median", isCorrect: true },
              {
                text: "The highest price minus the lowest",
                isCorrect: false,
                feedback: "That is the range, a measure of spread.",
              },
            ],
            explanation: "The median is the price in the middle, and five mansions among 405 houses hardly shift it.",
          },
        ),
        lesson(
          { key: "statistics-spread", title: "Spread: how different are they?", minutes: 12 },
          text(`
Two bus lines are each five minutes late on average. On the first, every bus is between four and six minutes late. On the second, half come on time and half ten minutes late. The average is the same and the two lines are nothing alike. An average without a measure of spread is half an answer.

## Range

The simplest measure is the *range*, the largest value minus the smallest. It is easy to find and easily spoilt, since it depends on the two oddest values and on nothing else.

## Quartiles

Put the values in order and cut the list into four equal parts. The cuts are the *quartiles*; the middle one is the median. The distance between the first and third is the **interquartile range**, and the middle half of the values lies inside it. Like the median it is resistant.

## Standard deviation

The measure you will meet most often asks: how far, typically, is a value from the mean? Take five delays: 2, 4, 5, 6, 8. The mean is 5.

1. How far is each from the mean? −3, −1, 0, 1, 3.
2. Square each, so that minus signs vanish and large differences count for more: 9, 1, 0, 1, 9.
3. Take the mean of those: 20 ÷ 5 = 4. This is the *variance*.
4. Take the square root: √4 = **2 minutes**. This is the *standard deviation*.

So a bus on this line is typically about two minutes from its mean. The square root brings us back from "square minutes", which nobody understands, to minutes.
`),
          callout(
            "note",
            "When your values are only a sample, calculators offer a second version that divides by one less than the count: 20 ÷ 4 = 5, and √5 is about 2.24. It corrects for the fact that a sample usually looks slightly less spread out than the whole. For large samples the two are nearly the same.",
          ),
          text(`
## Which to use

Give the median together with the interquartile range, or the mean together with the standard deviation. The first pair suits lopsided data. The second suits data that heap up evenly round the middle, and most of the theory in later lessons is built on it.
`),
          {
            key: "statistics-q-sd",
            kind: "numeric",
            prompt:
              "Four biscuits weigh 9, 9, 11 and 11 grams. What is their standard deviation (dividing by the count)?",
            answer: 1,
            tolerance: 0.01,
            unit: "g",
            explanation:
              "The mean is 10 g. Each biscuit differs by 1, each square is 1, the mean of the squares is 1, and √1 = 1 g.",
            hints: ["Find the mean first.", "Every biscuit is equally far from the mean."],
          },
          {
            key: "statistics-q-resistant",
            kind: "multiple",
            prompt:
              "Somebody mistypes the largest value in a list of a hundred, making it ten times too big. Which of these are hardly affected, or not at all?",
            choices: [
              { text: "The range", isCorrect: false, feedback: "The range uses the largest value directly." },
              { text: "The median", isCorrect: true },
              {
                text: "The standard deviation",
                isCorrect: false,
                feedback: "Squaring makes one huge difference count enormously.",
              },
              { text: "The interquartile range", isCorrect: true },
            ],
            explanation:
              "The median and the quartiles depend on the order of the values. The largest stays the largest, whatever its size.",
          },
        ),
        lesson(
          { key: "statistics-pictures", title: "Pictures that tell the truth", minutes: 10 },
          text(`
Before you compute anything, draw. The eye finds in a second what a table hides: two heaps instead of one, a value that cannot be right, a gap where nothing ever falls.

## Three plain pictures

- **A histogram** shows one set of numbers. Cut the scale into equal steps and draw a bar for how many values fall in each. It answers "what is usual, and how does it trail off?"
- **A bar chart** compares separate things: sales of five kinds of cake. The order of the bars is up to you, so put them in order of size unless there is a better reason.
- **A scatter plot** shows two numbers for each thing: one dot per pupil, hours of practice along the bottom, mistakes up the side. It answers "do these go together?"
`),
          drawing(
            "histogram-shapes",
            "Three small histograms side by side. The first is symmetrical with one hump in the middle. The second is skewed, with a tall hump on the left and a long tail to the right. The third has two separate humps.",
            "Three shapes worth recognising: symmetrical, skewed to the right, and two-humped.",
          ),
          text(`
## Reading the shape

A **symmetrical** heap, such as the heights of adult women, has its mean and median close together. A heap **skewed to the right**, such as incomes, has a long tail of large values, and the mean is pulled towards the tail. **Two humps** almost always mean that two different groups have been mixed: lunchtime and evening customers, perhaps. Separate them before you say anything about an average, because the average falls in the valley where nobody is.

## Four ways a picture lies

1. **The cut-off axis.** A bar's length is its message. If the axis starts at 95 instead of 0, then 97 looks twice as large as 96.
2. **The chosen window.** Any jagged line has a stretch that goes up. Ask what came before.
3. **The double scale.** Two lines with two different axes can be made to cross wherever the author likes.
4. **Area for length.** A coin drawn twice as wide has four times the area. The eye sees four.
`),
          callout(
            "tip",
            "The test of an honest chart: cover the title and the commentary. Does the picture still say the same thing?",
          ),
          {
            key: "statistics-q-humps",
            kind: "single",
            prompt:
              "A café's histogram of customers' visits by time of day has two clear humps with a valley between. What should you do first?",
            choices: [
              { text: "Look at the two groups separately", isCorrect: true },
              {
                text: "Report the mean time, since it balances the two",
                isCorrect: false,
                feedback: "The mean falls in the valley, at an hour when hardly anyone comes.",
              },
              {
                text: "Remove the smaller hump as an outlier",
                isCorrect: false,
                feedback: "A whole hump is not an outlier. It is a second kind of customer.",
              },
            ],
            explanation: "Two humps mean two groups. A single average would describe neither of them.",
          },
          {
            key: "statistics-q-skew",
            kind: "dropdown",
            prompt: "In data with a long tail of large values, the mean is usually … the median.",
            choices: [
              { text: "above", isCorrect: true },
              { text: "equal to", isCorrect: false, feedback: "That is so for symmetrical data." },
              { text: "below", isCorrect: false, feedback: "A tail of small values would do that." },
            ],
            explanation: "The large values pull the mean towards them, and leave the median where it is.",
          },
        ),
      ],
    },
    {
      key: "statistics-chance",
      title: "Chance",
      lessons: [
        lesson(
          { key: "statistics-probability", title: "Counting the ways", minutes: 10 },
          text(`
A probability is a number between 0, which means never, and 1, which means always. If all outcomes are equally likely, finding it is a matter of counting:

> probability = the ways that it can happen ÷ all the ways there are

A fair die shows an even number in 3 ways out of 6, so the probability is 3/6 = 0.5, or 50 %. That is all there is to it, provided you count honestly.

## Three rules

**Not.** If the chance of rain is 0.3, then the chance of no rain is 1 − 0.3 = 0.7.

**Or.** For things that cannot both happen, add. The chance of rolling a one *or* a two is 1/6 + 1/6 = 1/3. If both can happen at once, subtract the overlap, or you count it twice.

**And.** For things that have nothing to do with each other, multiply. The chance of two sixes with two dice is 1/6 × 1/6 = 1/36. Imagine the 36 squares of a six-by-six table: only one of them is the double six.

## "At least one"

Some chances are easiest to find backwards. What is the chance of *at least one* six in four rolls? Adding 1/6 four times gives 4/6, which is wrong; six rolls would then make it certain, and anyone who has played a board game knows that they do not. Ask instead for the opposite, *no six at all*: (5/6) × (5/6) × (5/6) × (5/6) ≈ 0.48. So the chance of at least one is 1 − 0.48 = **0.52**.
`),
          callout(
            "warning",
            'Dice have no memory. After five tails in a row a fair coin is not "due" a head; the chance is 50 % again. Long runs even out because they are swamped by later throws, not because they are paid back.',
          ),
          {
            key: "statistics-q-two-coins",
            kind: "numeric",
            prompt:
              "You toss two fair coins. What is the probability of getting **at least one** head? Answer as a decimal.",
            answer: 0.75,
            tolerance: 0.005,
            explanation: "The chance of no head is 0.5 × 0.5 = 0.25, so the chance of at least one is 1 − 0.25 = 0.75.",
            hints: ["Find the chance of no head at all, then subtract it from 1."],
          },
          {
            key: "statistics-q-memory",
            kind: "trueFalse",
            prompt: "A fair coin has just shown heads six times in a row, so tails is now more likely than heads.",
            choices: trueOrFalse(false, "The coin cannot remember. Each toss is fifty-fifty, whatever went before."),
            explanation: "This is the gambler's fallacy. The tosses are independent, so the next is still fifty-fifty.",
          },
        ),
        lesson(
          { key: "statistics-conditional", title: "If this, then how likely that?", minutes: 13 },
          text(`
A test for a rare illness is "95 % accurate". Yours comes back positive. Is it 95 % certain that you are ill? Most people say yes, and some of them are doctors. To see why it is not so, count people instead of multiplying percentages.

## Imagine a thousand people

Suppose that 1 person in 100 has the illness. Of those who have it, the test finds 95 %. Of those who have not, it wrongly alarms 5 %.

| | Ill | Well | All |
| --- | --- | --- | --- |
| Test positive | 9.5 | 49.5 | 59 |
| Test negative | 0.5 | 940.5 | 941 |
| All | 10 | 990 | 1,000 |

Fifty-nine people are told that the test is positive, and of these fewer than ten are ill. So the chance of being ill, *given* a positive test, is 9.5 ÷ 59 ≈ **16 %**. The test is quite good. The illness is rare, so that the small share of false alarms among many healthy people outnumbers the real cases.

The result is not useless. Before the test your chance was 1 %; now it is sixteen times greater, and a second test is well worth having.

## The order of words matters

"The chance of a positive test if you are ill" is 95 %. "The chance that you are ill if the test is positive" is 16 %. They sound alike and are two different questions. Almost all mothers are women; not almost all women are mothers. Confusing the two has sent innocent people to prison: "an innocent person would match this evidence once in a million" does not mean "the chance that this person is innocent is one in a million", least of all if you searched through several million people to find the match.
`),
          callout(
            "tip",
            "Whenever percentages of percentages appear, imagine a thousand people and fill in the four boxes. It takes a minute, and it is very hard to get wrong.",
          ),
          {
            key: "statistics-q-base-rate",
            kind: "numeric",
            prompt:
              "Out of 1,000 parcels, 20 are damaged. A scanner beeps at all 20 of them, but also at 10 % of the 980 sound ones. When it beeps, what is the probability, in per cent, that the parcel is damaged?",
            answer: 17,
            tolerance: 0.6,
            unit: "%",
            explanation: "It beeps for 20 damaged and 98 sound parcels, 118 in all. 20 ÷ 118 ≈ 0.169, or about 17 %.",
            hints: ["How many sound parcels make it beep?", "Divide the damaged parcels by all that make it beep."],
            points: 2,
          },
          {
            key: "statistics-q-order",
            kind: "single",
            prompt: '"90 % of our prize-winners practise every day." What follows?',
            choices: [
              { text: "Of the winners, one in ten does not practise every day", isCorrect: true },
              {
                text: "If you practise every day, you have a 90 % chance of a prize",
                isCorrect: false,
                feedback: "That turns the condition round. Thousands may practise daily and win nothing.",
              },
              {
                text: "Practice causes 90 % of a success",
                isCorrect: false,
                feedback: "The sentence speaks of who the winners are, not of causes.",
              },
            ],
            explanation:
              "The percentage is taken among winners. About the chance of winning for those who practise it says nothing.",
          },
        ),
        lesson(
          { key: "statistics-normal", title: "The bell curve, and when not to trust it", minutes: 10 },
          text(`
Weigh a loaf from the same bakery every morning for three years, and the weights form a heap: high in the middle, sloping evenly to both sides. The same shape turns up for heights, for measurement errors, for the number of heads in a hundred tosses. It is called the *normal distribution*, or the bell curve.

It appears wherever many small, independent causes **add up**: a little more flour, a slightly warmer oven, a scale that reads a gram too low. Some push up, some down, and it is rare for all to push the same way.

## Two numbers say it all

A bell curve is described completely by its mean and its standard deviation, and the shares never change:
`),
          drawing(
            "normal-curve",
            "A bell-shaped curve over a scale marked in standard deviations. The central band from minus one to plus one is labelled 68 per cent, minus two to plus two 95 per cent, minus three to plus three 99.7 per cent.",
            "About 68 % of the values lie within one standard deviation of the mean, 95 % within two, 99.7 % within three.",
          ),
          text(`
Say the loaves have a mean of 800 g and a standard deviation of 10 g. Then about 95 % weigh between 780 and 820 g. Of the remaining 5 %, half are on each side, so a customer gets a loaf under 780 g about once in forty times. A loaf of 760 g, four standard deviations down, would be so rare that you should look for a cause: perhaps somebody forgot the water.

The distance from the mean, counted in standard deviations, is called the **z-score**. A loaf of 815 g has a z-score of 15 ÷ 10 = 1.5. It lets you compare things measured in different units: being 1.5 above the mean in height is as unusual as being 1.5 above it in shoe size.

## When it fails

Not everything is a bell. Where causes *multiply* instead of adding up, or where a few large cases dominate (incomes, the sizes of towns, losses in a flood), the tail is far longer than the curve allows. People who used a bell curve there have been surprised by "once in ten thousand years" events twice in a decade. Draw the histogram first.
`),
          {
            key: "statistics-q-within-two",
            kind: "numeric",
            prompt:
              "Bags of flour have a mean weight of 1,000 g and a standard deviation of 5 g, and the weights follow a bell curve. Above what weight do only about 2.5 % of the bags lie?",
            answer: 1010,
            tolerance: 0.5,
            unit: "g",
            explanation:
              "About 95 % lie within two standard deviations, 990 to 1,010 g. Half of the other 5 %, that is 2.5 %, lie above 1,010 g.",
            hints: ["Which band contains 95 %?"],
          },
          {
            key: "statistics-q-zscore",
            kind: "numeric",
            prompt: "A test has mean 60 and standard deviation 8. What is the z-score of a mark of 72?",
            answer: 1.5,
            tolerance: 0.01,
            explanation: "72 − 60 = 12 marks above the mean, and 12 ÷ 8 = 1.5 standard deviations.",
          },
        ),
      ],
    },
    {
      key: "statistics-evidence",
      title: "From a few to all",
      lessons: [
        lesson(
          { key: "statistics-samples", title: "Who was asked? The art of sampling", minutes: 10 },
          text(`
You need not eat the whole pot of soup to know whether it wants salt. One spoonful is enough, on one condition: the soup was stirred. A sample of a thousand people can describe a nation, on the same condition. Size helps much less than stirring.

## Stirring means chance

In a *random sample* everybody has a known chance of being picked, and luck does the picking. Luck has no opinions. Any other way of choosing brings somebody's preferences in by the back door:

- **Volunteers.** Those who answer an open poll feel strongly. The contented do not write in.
- **Convenience.** The people in the shopping street at eleven in the morning are those who are not at work.
- **Survivors.** Ask the members of a club why they like it and you miss all who left. In the Second World War the statistician Abraham Wald was asked where to put armour on bombers, and was shown where returning aircraft had been hit. He advised armouring the places *without* holes. The aircraft hit there had not returned.
- **Silence.** Of a perfectly random list only a third may answer. Are the two thirds like them? Sometimes nobody knows.

A famous case: in 1936 an American magazine, the *Literary Digest*, received more than two million replies to a poll and predicted a clear defeat for President Roosevelt. He won 46 states of 48. Its mailing lists were drawn largely from car registrations and telephone directories, in a year when many voters had neither, and those who disliked him were keener to reply. A much smaller poll, chosen with more care, got it right.
`),
          callout(
            "note",
            "How large should a sample be? For yes-or-no questions the uncertainty, in percentage points, is at most about 100 divided by the square root of the number asked. 100 people: ± 10 points. 1,000 people: ± 3. To halve the error you must ask four times as many.",
          ),
          {
            key: "statistics-q-margin",
            kind: "numeric",
            prompt:
              "Using the rule in the note, about what margin of error (in percentage points) belongs to a random sample of 400 people?",
            answer: 5,
            tolerance: 0.1,
            unit: "points",
            explanation: "√400 = 20, and 100 ÷ 20 = 5 percentage points either way.",
            hints: ["What is the square root of 400?"],
          },
          {
            key: "statistics-q-bias",
            kind: "multiple",
            prompt: "Which of these surveys are likely to be biased? Choose all that apply.",
            choices: [
              { text: "A gym asks the members present on a Friday how often they exercise", isCorrect: true },
              { text: "A newspaper invites its readers to vote online about a new tax", isCorrect: true },
              {
                text: "A council draws 500 addresses by lot and visits each until someone answers",
                isCorrect: false,
                feedback: "Chance did the choosing and silence was followed up. This is as good as it gets.",
              },
              { text: "A company asks long-standing customers why they are satisfied", isCorrect: true },
            ],
            explanation:
              "The gym meets the keen, the newspaper the indignant, and the company the survivors. Only the council let chance decide.",
          },
        ),
        lesson(
          { key: "statistics-intervals", title: "How sure are you? Intervals", minutes: 11 },
          text(`
You weigh 25 loaves and find a mean of 796 g. The true mean of *all* loaves is surely not 796 exactly. How far off might it be?

## Means wobble less than single values

Another 25 loaves would have given another mean: 801, perhaps, or 799. If you did this many times, the means themselves would form a heap, and a narrow one, since light and heavy loaves partly cancel out. Its spread has a name and a rule:

> standard error = standard deviation ÷ √(number in the sample)

With a standard deviation of 10 g and 25 loaves, it is 10 ÷ 5 = **2 g**. A hundred loaves would bring it to 1 g. Four times the work for twice the precision: that square root is the most expensive symbol in statistics.

## The interval

The heap of possible means is close to a bell curve, even where the loaves themselves are not. And in a bell curve 95 % lies within two standard errors. So we report

> 796 ± 4 g, that is, **from 792 to 800 g**

and call it a *95 % confidence interval*. The 95 % describes the method: of all the intervals that we produce in this way, about 95 in 100 contain the true value. Whether this one does, nobody can say.

## Using it

The bakery claims a mean of 800 g. Our interval just reaches 800, so the claim can stand. Had it run from 788 to 796 we would have reason to complain. If two shops' intervals overlap a good deal, do not announce which is better.
`),
          callout(
            "warning",
            "The interval covers bad luck in the draw and nothing else. If the scale is wrong, or the baker chose which loaves you were allowed to weigh, the interval is narrow, confident and wrong.",
          ),
          {
            key: "statistics-q-standard-error",
            kind: "numeric",
            prompt:
              "Waiting times have a standard deviation of 12 minutes. You record 36 of them. What is the standard error of the mean?",
            answer: 2,
            tolerance: 0.01,
            unit: "minutes",
            explanation: "√36 = 6, and 12 ÷ 6 = 2 minutes.",
            hints: ["Divide the standard deviation by the square root of how many there are."],
          },
          {
            key: "statistics-q-narrower",
            kind: "single",
            prompt: "You want an interval half as wide. How many more observations do you need?",
            choices: [
              {
                text: "Twice as many in all",
                isCorrect: false,
                feedback: "Twice as many narrows it by a factor of √2, about 1.4.",
              },
              { text: "Half as many", isCorrect: false, feedback: "Fewer observations widen the interval." },
              { text: "Four times as many in all", isCorrect: true },
            ],
            explanation: "The width shrinks with the square root of the sample size, and √4 = 2.",
          },
        ),
        lesson(
          { key: "statistics-tests", title: "What a p-value says, and what it does not", minutes: 12 },
          text(`
A friend claims that she can tell by taste whether the milk was poured before the tea. You prepare eight cups, four of each kind, in random order, and ask her to pick the four with the milk first. She gets all four right. Are you convinced?

A careful person asks: *how often would that happen by luck?* There are 70 ways to choose four cups out of eight, and only one is right. So a guesser succeeds once in 70 times, about 1.4 %. Either she can taste the difference, or something quite unusual has happened.

You have just carried out a significance test. (The story is that of a real lady and the statistician Ronald Fisher, in the 1920s.)

## The parts

1. **The null hypothesis**: nothing is going on, she is guessing.
2. **The p-value**: the probability, *if nothing is going on*, of a result at least as striking as the one you got. Here 0.014.
3. **The verdict**: if p is small, usually below 0.05, the result is called *statistically significant*.

## What it does not say

- It is **not the chance that she is guessing**. Remember the medical test: the chance of the evidence given innocence is not the chance of innocence given the evidence.
- **Significant does not mean large.** With a million customers, a difference of a tenth of a penny can be significant. Ask how big, then how sure.
- **Not significant does not mean no effect.** With three cups, she could not have convinced you however good she was.
- **0.05 is a convention.** Between 0.04 and 0.06 there is no cliff.
`),
          callout(
            "warning",
            'Test twenty things in which nothing is going on, and on average one will be "significant" at 0.05. If a report mentions only that one, you have been shown the winner of a lottery and told about skill. Ask how many things were tried.',
          ),
          {
            key: "statistics-q-pvalue",
            kind: "single",
            prompt: "A trial reports p = 0.03. Which statement is right?",
            choices: [
              {
                text: "There is a 3 % chance that the treatment does not work",
                isCorrect: false,
                feedback: "This is the most common misreading. The p-value assumes that it does not work.",
              },
              {
                text: "The treatment improves things by 3 %",
                isCorrect: false,
                feedback: "The p-value measures surprise. It says nothing of the size.",
              },
              {
                text: "97 % of patients were helped",
                isCorrect: false,
                feedback: "The p-value does not count patients.",
              },
              {
                text: "If the treatment did nothing, a result this striking would occur about 3 % of the time",
                isCorrect: true,
              },
            ],
            explanation:
              "A p-value is computed on the assumption that nothing is going on, and says how surprising the data would then be.",
          },
          {
            key: "statistics-q-many-tests",
            kind: "numeric",
            prompt:
              'Someone tests 60 foods that in truth have no effect on headaches. How many "significant" results at the 0.05 level should you expect?',
            answer: 3,
            tolerance: 0,
            explanation: "Each has a 5 % chance of a false alarm, and 60 × 0.05 = 3.",
            hints: ["What is 5 % of 60?"],
          },
        ),
        lesson(
          { key: "statistics-correlation", title: "Together is not because", minutes: 11 },
          text(`
In towns where more ice cream is sold, more people drown. Both happen in hot weather. Nobody thinks that ice cream drowns people, and yet the same argument with less comical words is printed every week.

## Measuring togetherness

The *correlation coefficient*, written r, runs from −1 to +1. Near +1, the dots of a scatter plot climb along a line; near −1, they fall along one; near 0, knowing one number tells you nothing useful *along a line* about the other. A perfect U-shape also gives r near 0, so look at the plot as well.

## Five reasons for a correlation

When A and B go together, one of these is at work, or several:

1. **A causes B.** Watering makes the tomatoes grow.
2. **B causes A.** Towns with more police have more crime; perhaps they hired them because of it.
3. **Something else causes both.** Heat sells ice cream and fills the lakes. This is called a *confounder*.
4. **The choosing made it.** If a school admits pupils who are either clever or good at sport, then *among its pupils* the two seem to exclude each other.
5. **Luck.** Compare a thousand things with a thousand others and some pairs will match beautifully.

## How to find a cause

The best tool is the **randomised experiment**: toss a coin for each person, give one half the treatment and the other half something that looks the same. The coin knows nothing of age, money or weather, so that all confounders, known and unknown, are shared out evenly. What difference remains is due to the treatment, or to luck, and luck we know how to measure.

Where nobody may toss coins, as with smoking, evidence is built more slowly: the dose matters, the cause comes first, several kinds of study agree, and the mechanism is understood.
`),
          callout(
            "tip",
            'Read a headline of the form "X linked to Y" and say the five reasons aloud. If you can make a good story for number three, wait for a better study.',
          ),
          text(
            "You now have the whole kit: describe, draw, count, sample, allow for luck, and ask for the cause last. The next time somebody gives you a number, you know what to ask.",
          ),
          {
            key: "statistics-q-confounder",
            kind: "single",
            prompt: "Children with bigger feet read better. What is the most likely explanation?",
            choices: [
              {
                text: "Reading makes feet grow",
                isCorrect: false,
                feedback: "Reason two, B causes A, is not plausible here.",
              },
              { text: "Older children have bigger feet and have had more lessons", isCorrect: true },
              {
                text: "Pure luck",
                isCorrect: false,
                feedback: "The pattern would appear in every school, so luck is not the answer.",
              },
            ],
            explanation: "Age is the confounder: it drives both the size of the feet and the skill in reading.",
          },
          {
            key: "statistics-q-randomise",
            kind: "trueFalse",
            prompt:
              "In a randomised experiment, even causes that nobody has thought of tend to be shared evenly between the groups.",
            choices: trueOrFalse(
              true,
              "The coin ignores every cause, including those that nobody has thought of. That is its whole point.",
            ),
            explanation:
              "Chance assignment depends on nothing, so it balances unknown confounders as well as known ones, apart from luck.",
          },
          {
            key: "statistics-q-r-zero",
            kind: "trueFalse",
            prompt: "If the correlation between two quantities is 0, then they have nothing to do with each other.",
            choices: trueOrFalse(false, "Think of a U-shape: a perfect connection, and yet r is 0."),
            explanation:
              "The correlation coefficient detects only the part of a connection that lies along a straight line.",
          },
        ),
      ],
    },
  ],
};
