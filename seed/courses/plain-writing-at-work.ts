import type { SeedCourse } from "../seed-types";
import { callout, lesson, text, trueOrFalse } from "../writing";

/** Writing that gets things done: nine lessons on letters, messages and reports. */
export const plainWritingAtWork: SeedCourse = {
  key: "plain-writing",
  slug: "plain-writing-at-work",
  title: "Plain writing at work",
  summary:
    "Write messages, letters and reports that people finish, understand and act on. Shorter is not the point; clearer is.",
  description: `
Most writing at work is not read but searched. Your reader has eleven other messages, a meeting in six minutes, and one question: *what do you want from me?*

This course teaches you to answer that question early, in words that cannot be misunderstood. You will take real kinds of text, from the two-line message to the ten-page report, and rebuild them. Bring something that you wrote last month; you will need it in the fourth lesson.

There are no rules here for their own sake. Where a famous rule is wrong, we say so.
`.trim(),
  category: "business",
  level: "intermediate",
  language: "en",
  outcomes: [
    "Say what you want in the first two sentences",
    "Build paragraphs and pages that can be skimmed",
    "Cut a draft by a third and lose nothing",
    "Write bad news, refusals and complaints with tact",
    "Edit your own text with a method, in passes",
  ],
  requirements: ["A text of your own, of one or two pages, to work on"],
  creditUnits: 2,
  owner: "persona-instructor",
  isPublished: true,
  modules: [
    {
      key: "plain-writing-reader",
      title: "The reader first",
      lessons: [
        lesson(
          { key: "plain-writing-who", title: "One reader, one purpose", minutes: 9, isPreview: true },
          text(`
Before you write anything longer than three lines, finish this sentence:

> When **(one person)** has read this, they will **(one thing they do or know)**.

"When the caretaker has read this, he will unlock the hall at seven on Saturday." Now you know what must be in the message: which hall, which door, which Saturday, and whom to ring if there is trouble. You also know what need not be: the history of the booking, your view of the old caretaker, an apology for the weather.

If you cannot finish the sentence, do not write yet. Either you do not know what you want, or you want two things and should write twice.

## A real person

"The reader" is a fog. Choose somebody: a name, a face, a desk. Ask three questions.

1. **What do they know already?** Explaining what they know is tiresome; leaving out what they do not know is fatal. When in doubt, give the missing fact in half a sentence.
2. **What do they fear or want?** A finance officer reads for the sum, a head nurse for the rota, a neighbour for the noise. Answer that early, and they will read the rest calmly.
3. **How will they read?** On a telephone, walking? In a printed folder, before a committee? It decides the length, the headings and whether a table makes sense.

When a text goes to several people who need different things, either split it, or put the part for everyone on top and then say who needs which section: "If you only approve expenses, stop here."

## Writer's text, reader's text

A first draft nearly always follows the order in which *you* found things out: what happened first, what you tried, what it means. That is a diary. The reader wants it the other way round: what it means, what they must do, and then, if they care, how you know.
`),
          callout(
            "tip",
            "Put the finished sentence at the top of your draft while you write, and delete it at the end. It is remarkable how often it would have made the best first line.",
          ),
          {
            key: "plain-writing-q-purpose",
            kind: "single",
            prompt: "Which is the best statement of purpose for a message?",
            choices: [
              { text: "When Ludmila has read this, she will order two toner cartridges by Thursday", isCorrect: true },
              {
                text: "To give an overview of the situation with the printer",
                isCorrect: false,
                feedback: "What should the reader do when the overview is over?",
              },
              {
                text: "To keep everybody in the loop",
                isCorrect: false,
                feedback: "Who is everybody, and what do they need?",
              },
            ],
            explanation: "It names one person, one act and a date. The message almost writes itself.",
          },
          {
            key: "plain-writing-q-order",
            kind: "trueFalse",
            prompt:
              "A report is easiest to use when it tells the story in the order in which the writer found things out.",
            choices: trueOrFalse(false, "That order suits the writer. Most readers want the conclusion first."),
            explanation:
              "Readers need what it means and what to do, then the grounds. The order of discovery is a diary.",
          },
        ),
        lesson(
          { key: "plain-writing-first", title: "Say it first", minutes: 9 },
          text(`
Here is a message that somebody really might have sent:

> Dear all, as you may know, the heating in the east wing has been causing concern for some time. Following several reports from staff we asked an engineer to inspect the boiler, which took place last Tuesday. He found that a valve was worn. The replacement part has now been ordered, and we are informed that it can be fitted on the 18th. Unfortunately this means that the east wing will have to be closed that day, and staff are asked to work from home.

Eighty-odd words, and the only thing that matters comes last. Those who stopped reading at "concern for some time" will stand before a locked door on the 18th. Turned round:

> **The east wing is closed on Thursday 18 March. Please work from home that day.**
> A worn boiler valve is being replaced. We expect to open again on Friday at 8:00.
> Need something from your desk? Collect it by Wednesday 17:00.

The same facts, and now one can stop after any line and still have the most important part.

## The order that works

1. **The point**: what is decided, or wanted, or changed.
2. **What it means for you**: act, date, place.
3. **Why**, briefly.
4. **Details** for those who need them.
5. **Whom to ask.**

Newspapers have worked in this way for more than a century. The last paragraph of a story can be cut without loss, and editors often do.

## Subject lines

The subject line is the real first sentence. *Heating* says nothing; *Update on heating* adds one word and says as little. *East wing closed Thu 18 March: work from home* could be acted on without opening the message.

If you want something, say so: *Please approve by Friday: new chairs, 640 crowns*.
`),
          callout(
            "note",
            "There is one exception. When the point will shock or wound, one sentence of preparation is kinder than a blow. One sentence, though, not five. The seventh lesson is about that.",
          ),
          {
            key: "plain-writing-q-subject",
            kind: "single",
            prompt: "You need a signature on the insurance form by noon on Wednesday. Which subject line is best?",
            choices: [
              { text: "Insurance", isCorrect: false, feedback: "A topic, and nothing about what you want." },
              { text: "Quick question!!", isCorrect: false, feedback: "It hides the topic as well as the deadline." },
              { text: "Please sign by Wed noon: insurance form (1 page)", isCorrect: true },
              {
                text: "Important information regarding the insurance form",
                isCorrect: false,
                feedback: "Everyone's message is important. What should the reader do?",
              },
            ],
            explanation: "It says what to do, by when, with what, and how much work it is.",
          },
          {
            key: "plain-writing-q-first-line",
            kind: "multiple",
            prompt: "Which opening lines say the point first?",
            choices: [
              { text: "The library closes at 16:00 on Fridays from 1 May.", isCorrect: true },
              {
                text: "Following a review of visitor numbers which began in January …",
                isCorrect: false,
                feedback: "This is how you found out. The point is still to come.",
              },
              { text: "Please choose your holiday weeks by 31 January.", isCorrect: true },
              {
                text: "I am writing to you with regard to the matter of parking.",
                isCorrect: false,
                feedback: "The reader knows that you are writing. What about the parking?",
              },
            ],
            explanation: "The first and third can be acted on at once. The other two clear their throats.",
          },
        ),
        lesson(
          { key: "plain-writing-skim", title: "Pages that can be skimmed", minutes: 9 },
          text(`
Readers skim, and rightly so. They look at headings, first lines, lists and whatever is bold, then decide where to stop. Help them, and they will find what you wanted them to find.

## Headings that say something

*Background*, *Discussion* and *Next steps* fit any report ever written, and so tell nobody anything. A good heading is a small sentence, or a question the reader has:

| Label | Message |
| --- | --- |
| Costs | The repair costs 4,200 crowns |
| Timeline | Work takes three weeks from June |
| Risks | Two things could delay us |

Test: read only your headings, from top to bottom. Do they tell the story?

## One paragraph, one idea

The first sentence of a paragraph says what it is about; the others support it. When you come to "also", or "on the other hand", you may have begun a new one. Three to six lines is a comfortable length on a screen. A paragraph of one line is like raising your voice: useful, and only once a page.

## Lists, and when not to

Use a list when the items are *alike*: steps, conditions, things to bring. Give all of them the same grammatical shape.

- Number them if order matters or if you will refer to them.
- Between three and seven is readable. Beyond that, group them.
- Do not make a list of a train of thought. "Because", "although" and "therefore" are lost between bullets, and with them your argument.

## Tables

If you find yourself writing "whereas the second option costs …, while the third …", draw a table. Options go down the side, questions across the top, and the answers can be compared at a glance.

## Bold

Make bold what a person would mark with a pen: the date, the sum, the one condition. More than a few words in a page, and it becomes wallpaper.
`),
          {
            key: "plain-writing-q-heading",
            kind: "single",
            prompt: "Which heading helps a skimming reader most?",
            choices: [
              { text: "Overview", isCorrect: false, feedback: "It would fit on any page in the world." },
              { text: "Findings and considerations", isCorrect: false, feedback: "Longer, and no more informative." },
              { text: "Moving in August saves 900 crowns", isCorrect: true },
            ],
            explanation: "It gives the finding itself, so that a person who reads only the headings still gets it.",
          },
          {
            key: "plain-writing-q-list",
            kind: "single",
            prompt: "Which content should **not** be a bulleted list?",
            choices: [
              {
                text: "The five things to bring to the training day",
                isCorrect: false,
                feedback: "Alike and separate: a perfect list.",
              },
              { text: "The steps for resetting the alarm", isCorrect: false, feedback: "A list, and a numbered one." },
              { text: "An argument for why the cheaper offer costs more in the end", isCorrect: true },
            ],
            explanation: "An argument lives on words like *because* and *although*. In bullets they disappear.",
          },
        ),
      ],
    },
    {
      key: "plain-writing-sentences",
      title: "Sentences",
      lessons: [
        lesson(
          { key: "plain-writing-verbs", title: "Put the action in the verb", minutes: 10 },
          text(`
Look at this sentence, of a kind produced in offices by the thousand:

> The implementation of the new rota will be subject to consideration by the committee following the completion of a consultation of staff.

Who does what? The actions have been frozen into nouns: *implementation, consideration, completion, consultation*. Linguists call them nominalisations. Thaw them out:

> The committee will ask the staff, and then decide whether to introduce the new rota.

Fifteen words instead of twenty-two, and we can see people doing things.

## How to find them

1. Underline words ending in *-tion, -ment, -ance, -ence, -al, -ing* that name an action.
2. Look at the verb. If it is *make, carry out, undertake, conduct, effect, be subject to*, it is a stand-in.
3. Ask: who does it? Make that the subject. What do they do? Make that the verb.

| Frozen | Thawed |
| --- | --- |
| make a decision | decide |
| carry out an inspection of | inspect |
| give consideration to | consider |
| be in receipt of | have, receive |
| provide assistance to | help |

## Active and passive

"The window was broken" is passive: we are not told who did it. The old advice to avoid the passive entirely is too strong. It is right

- when nobody knows or cares who did it: *The bridge was built in 1902*;
- when the thing matters more than the doer: *Your parcel has been sent*;
- when it keeps the topic in first place from one sentence to the next.

It is wrong when it hides who must act. "The form should be returned by Friday" leaves everyone waiting for someone else. "Please return the form to me by Friday" does not.

**Now:** take the text you brought. Underline the frozen actions in one page, and thaw at least five.
`),
          {
            key: "plain-writing-q-thaw",
            kind: "single",
            prompt: 'Which is the clearest version of "An investigation into the leak was undertaken by the plumber"?',
            choices: [
              { text: "The plumber investigated the leak.", isCorrect: true },
              {
                text: "There was an investigation of the leak by the plumber.",
                isCorrect: false,
                feedback: "The action is still a noun.",
              },
              {
                text: "The leak's investigation has been undertaken.",
                isCorrect: false,
                feedback: "Now we have lost the plumber.",
              },
            ],
            explanation: "The doer is the subject, the action is the verb, and half the words are gone.",
          },
          {
            key: "plain-writing-q-passive",
            kind: "trueFalse",
            prompt: "Good writers never use the passive voice.",
            choices: trueOrFalse(
              false,
              "It is the right choice when the doer is unknown or unimportant, or when it keeps the topic in first place.",
            ),
            explanation: "The passive does harm when it hides who must act. Elsewhere it is a useful tool.",
          },
          {
            key: "plain-writing-q-verb",
            kind: "shortText",
            prompt: 'Replace with one plain verb: "to provide assistance to".',
            accepted: ["help", "to help", "assist", "to assist", "aid", "to aid"],
            explanation: "*Help* does everything that the three words did.",
          },
        ),
        lesson(
          { key: "plain-writing-cut", title: "Cutting by a third", minutes: 10 },
          text(`
Most drafts can lose a third of their words and gain in every way. The trick is to know where the fat lies.

## Six places to cut

1. **The run-up.** The first paragraph of a draft is often only the writer warming up. Cover it with your hand. Is anything missing?
2. **Announcements.** *It should be noted that, I would like to point out that, as mentioned above, needless to say.* Delete; note the thing.
3. **Twins.** *Each and every, first and foremost, terms and conditions, null and void.* One will do, unless a lawyer needs both.
4. **Stilts.** Long forms of short words:

| Stilts | Feet |
| --- | --- |
| in order to | to |
| due to the fact that | because |
| at this moment in time | now |
| in the event that | if |
| with regard to | about |
| prior to | before |
| a number of | some, or the number |

5. **Mufflers.** *Quite, rather, somewhat, basically, actually, very.* Sometimes they are honest: if you are not sure, say so. Mostly they are habit.
6. **The same thing again.** Two sentences that make one point. Keep the better.

## A worked example

> I just wanted to get in touch in order to let you know that, due to the fact that a number of colleagues are currently on leave, it will unfortunately not be possible for us to complete the processing of your application prior to the end of the month. (49 words)

> Several colleagues are on leave, so we cannot finish your application this month. We expect to do so by 10 May. (21 words)

The second is less than half as long and *says more*, since there was room for a date.

## Where not to cut

Keep the word that prevents a misunderstanding, the example that makes a rule clear, and the courtesy that costs four syllables. *Please* and *thank you* are not fat.
`),
          callout(
            "tip",
            'Set yourself a number. "This page has 420 words; it will have 280." A target turns tinkering into a game, and you will be surprised by what can go.',
          ),
          {
            key: "plain-writing-q-because",
            kind: "shortText",
            prompt: 'Which one word can replace "due to the fact that"?',
            accepted: ["because", "since", "as"],
            explanation: "*Because* says the same in one word instead of five.",
            hints: ["It introduces a reason."],
          },
          {
            key: "plain-writing-q-keep",
            kind: "multiple",
            prompt: "Which of these should usually **survive** the cutting?",
            choices: [
              { text: "An example that makes a rule clear", isCorrect: true },
              {
                text: '"It should be noted that"',
                isCorrect: false,
                feedback: "Delete the announcement and keep the thing announced.",
              },
              { text: "A word that prevents a misunderstanding", isCorrect: true },
              { text: '"Please"', isCorrect: true },
            ],
            explanation: "Cut what does no work. Examples, necessary precision and courtesy all work.",
          },
        ),
        lesson(
          { key: "plain-writing-words", title: "The right word, and the same word", minutes: 9 },
          text(`
At school you were told not to repeat a word. In a novel that may be good advice. In a contract, a manual or a message about money it does damage. If you write *the agreement*, then *the contract*, then *the document*, a careful reader asks whether these are three things.

**Rule: one thing, one name.** Choose the name your reader uses and stick to it.

## Jargon

Jargon is not evil. Between two plumbers, *compression fitting* is the plain word. It becomes a fault when it crosses a border. Three ways to deal with it:

- **Replace** it, if an ordinary word means the same: *remuneration*, pay; *utilise*, use; *commence*, begin.
- **Explain** it once, where it first occurs, if the reader will meet it again: "the *float* (cash kept in the till for change)".
- **Spell out** abbreviations unless everyone says the short form. Nobody spells out *BBC*; everyone should spell out *QRT*.

## Concrete beats abstract

*Adverse weather conditions may impact outdoor activities* is a fog. *If it rains, we play in the hall* is a fact. Go down the ladder from the general to something that can be seen or counted:

> resources → equipment → tools → a ladder and two drills

Somewhere on that ladder is the rung that your reader needs. It is usually lower than you think.

## Numbers and dates

- *Soon*, *shortly* and *in due course* mean nothing. Give a date, even a doubtful one: "by 10 May, or I shall write again".
- Avoid *next Friday*: half your readers think of another one. Write *Friday 12 June*.
- *Biweekly* may mean twice a week or every two weeks. Say which.
- Give people something to compare with: *640 crowns, about what we spend on paper in a month*.

## Words that judge

*Obviously*, *simply* and *just* tell a reader who does not understand that it is their own fault. Leave them out, and nothing is lost.
`),
          {
            key: "plain-writing-q-one-name",
            kind: "trueFalse",
            prompt:
              "In instructions it is good style to use the same word each time you mention the same part, however dull that sounds.",
            choices: trueOrFalse(true, "Variety makes the reader wonder whether you mean different parts."),
            explanation: "One thing, one name. Repetition is a virtue wherever exactness matters.",
          },
          {
            key: "plain-writing-q-date",
            kind: "single",
            prompt: "Today is Monday 8 June. Which is clearest?",
            choices: [
              {
                text: "Please reply by next Friday.",
                isCorrect: false,
                feedback: "The 12th or the 19th? Both readings are common.",
              },
              { text: "Please reply shortly.", isCorrect: false, feedback: "An hour? A month?" },
              { text: "Please reply by Friday 12 June.", isCorrect: true },
            ],
            explanation: "The weekday and the date together leave no doubt, and each checks the other.",
          },
        ),
      ],
    },
    {
      key: "plain-writing-hard",
      title: "The hard ones",
      lessons: [
        lesson(
          { key: "plain-writing-bad-news", title: "Bad news, refusals and apologies", minutes: 10 },
          text(`
Nobody likes to write *no*, and so we hide it: in the third paragraph, in the passive, behind "at this stage". The reader looks for it, finds it, and is now disappointed *and* annoyed.

## A refusal in four sentences

1. **Thank them, or show that you understood** in one honest sentence. Not "your interest in our organisation is appreciated".
2. **Say no**, clearly, with the reason that really decided it.
3. **Offer what you can**, if there is something. If there is nothing, do not invent it.
4. **Close kindly**, without opening a door that is shut.

> Thank you for asking to hold your exhibition in the reading room; the sketches are lovely. We cannot say yes, because the fire rules allow us no displays on those walls. The entrance hall is free in May and has better light. If that would suit you, ring me and I will keep a week for you.

## An apology

A real apology has a doer and a deed. Compare:

> We apologise for any inconvenience that may have been caused.

> On Tuesday we sent your parcel to the wrong address. That was our mistake. A new one left this morning and arrives on Friday. We have refunded the postage.

The first apologises for the reader's feelings, if any. The second says what happened, whose fault it was, what is being done and what they get. It is also the one that ends the correspondence.

## Complaining well

When you are the one who complains, write to somebody who can put it right, and make it easy for them:

- what you bought or booked, with date and number;
- what happened, in two or three facts without adjectives;
- what you want: repair, money, an explanation;
- by when.

Write it angry, if you must, and *send it in the morning*, after one more reading.
`),
          callout(
            "warning",
            "Never put in writing what you would not read aloud to the person concerned. Messages are forwarded.",
          ),
          {
            key: "plain-writing-q-apology",
            kind: "single",
            prompt: "Which is the better apology?",
            choices: [
              {
                text: "We lost your form. I am sorry. I have filled in a new one from your first letter; please sign it and I will bring it to the office myself.",
                isCorrect: true,
              },
              {
                text: "We regret any inconvenience experienced.",
                isCorrect: false,
                feedback: "Who did what? And what happens now?",
              },
              {
                text: "Mistakes were made, and lessons will be learned.",
                isCorrect: false,
                feedback: "By whom? The passive is hiding someone.",
              },
            ],
            explanation: "It names the deed and the doer, and puts it right.",
          },
          {
            key: "plain-writing-q-refusal",
            kind: "single",
            prompt: "Where does the *no* belong in a refusal?",
            choices: [
              { text: "Near the start, after a sentence that shows you understood", isCorrect: true },
              {
                text: "At the end, when the reader is prepared",
                isCorrect: false,
                feedback: "By then they have guessed it, and resent the wait.",
              },
              {
                text: "Nowhere; it should be implied",
                isCorrect: false,
                feedback: "People who hope will not hear a hint.",
              },
            ],
            explanation: "Early and clear, with the real reason, after one honest sentence.",
          },
        ),
        lesson(
          { key: "plain-writing-report", title: "A report that gets a decision", minutes: 11 },
          text(`
A report exists so that somebody can decide something without repeating your work. Build it from that end.

## The one-page summary

Write it last, put it first, and assume that it is all the chairwoman will read. It has five parts, in this order:

1. **The question**, in one sentence. *Should we replace the van this year?*
2. **The answer.** *Yes, with a used electric one, before October.*
3. **The three strongest reasons**, each with its figure.
4. **The strongest reason against**, and why it did not win.
5. **What you ask for**: the decision, the sum, the date.

The fourth part is what makes the rest believable. A report that knows no objection looks as if it had not looked for any.

## The body

One section per reason. Each begins with its conclusion, then the evidence, then how sure you are. Use words for certainty and use them always in the same way: *we know* (counted or measured), *we expect* (good grounds), *we guess* (someone should check).

## Options, fairly

Offer two or three real options, one of which is usually *do nothing*. Compare them in one table, by the criteria the reader cares about:

| | Keep the old van | Used electric | New diesel |
| --- | --- | --- | --- |
| Cost over 5 years | 21,000 | 18,500 | 27,000 |
| Days off the road a year | 14 | about 4 | about 3 |
| May enter the old town | no | yes | no |

If you find that your favourite wins in every row, you have probably chosen the rows to suit it.

## What goes at the back

Method, sources, full tables, the minutes of interviews. Refer to them by number. Nobody should *need* them in order to decide, and anybody should be able to check.
`),
          callout(
            "tip",
            "Give the summary to a colleague who knows nothing of the matter. After two minutes take it away and ask: what is wanted, and why? If they cannot say, the report is not finished.",
          ),
          {
            key: "plain-writing-q-summary",
            kind: "dropdown",
            prompt: "The summary of a report is best written …",
            choices: [
              {
                text: "first, and placed first",
                isCorrect: false,
                feedback: "You do not yet know exactly what you will conclude.",
              },
              { text: "last, and placed first", isCorrect: true },
              { text: "last, and placed last", isCorrect: false, feedback: "Few readers will get there." },
            ],
            explanation: "Write it when you know the answer; put it where it will be read.",
          },
          {
            key: "plain-writing-q-objection",
            kind: "trueFalse",
            prompt:
              "Stating the strongest argument against your proposal, and answering it, usually makes the proposal stronger.",
            choices: trueOrFalse(true, "Readers think of the objection anyway. Meeting it shows that you did too."),
            explanation: "A stated and answered objection builds trust, and saves the meeting twenty minutes.",
          },
        ),
        lesson(
          { key: "plain-writing-editing", title: "Editing in passes", minutes: 10 },
          text(`
If you read through a draft and correct "everything", you will catch commas and miss that the second page contradicts the first. The eye cannot look for six kinds of thing at once. Edit in passes, from large to small, and look for one thing each time.

## Five passes

1. **Purpose.** Read the first two sentences only. Do they say what you want, and from whom?
2. **Order.** Read the headings and the first sentence of each paragraph. Is it a story? Move, merge, delete.
3. **Sentences.** Thaw the verbs. Split what runs over thirty words. Cut by a third.
4. **Facts.** Check every name, date, sum and link against its source, one by one, with a pencil. A wrong figure costs more trust than ten spelling mistakes.
5. **Polish.** Spelling, commas, consistency. Only now; before this you would be painting a wall that is coming down.

## Getting distance

You cannot see what you meant to write and what you did write as two things until some time has passed. Overnight is good. If you have only ten minutes:

- read it **aloud**. Where you stumble or run out of breath, so will the reader;
- change how it looks: another typeface, a printed sheet, the telephone;
- read the last paragraph first.

## Asking somebody

Do not ask "what do you think?" You will hear "fine". Ask what you need to know:

- What do I want from you, after reading this?
- Where did you have to read something twice?
- What would you leave out?

Then keep quiet. If they misunderstand a sentence, do not explain it; rewrite it. You will not be there to explain it to the others.

## When to stop

> It is finished when the next change would make it different, and no longer better.
`),
          text(
            "**To end the course:** take the text that you brought, and do all five passes. Compare the number of words before and after, and, more to the point, the first two sentences.",
          ),
          {
            key: "plain-writing-q-pass-order",
            kind: "single",
            prompt: "Why does polishing come last?",
            choices: [
              {
                text: "Because commas do not matter",
                isCorrect: false,
                feedback: "They do, but there is no sense in correcting a paragraph that will be deleted.",
              },
              {
                text: "Because a spelling checker does it anyway",
                isCorrect: false,
                feedback: "It misses a good deal, such as “form” where you meant “from”.",
              },
              { text: "Because sentences may still be moved, changed or cut in the earlier passes", isCorrect: true },
            ],
            explanation: "Go from large to small. Otherwise you polish what you are about to throw away.",
          },
          {
            key: "plain-writing-q-feedback",
            kind: "single",
            prompt: "Your test reader misunderstands a sentence. What do you do?",
            choices: [
              {
                text: "Explain to them what you meant",
                isCorrect: false,
                feedback: "You cannot stand beside every reader.",
              },
              {
                text: "Look for a cleverer reader",
                isCorrect: false,
                feedback: "Tempting. But your real readers will be in a hurry.",
              },
              { text: "Rewrite the sentence", isCorrect: true },
            ],
            explanation: "If one attentive person misread it, so will others. The text has to stand alone.",
          },
        ),
      ],
    },
  ],
};
