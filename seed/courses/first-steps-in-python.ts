import type { SeedCourse } from "../seed-types";
import { callout, drawing, lesson, text, trueOrFalse } from "../writing";

/** Programming from nothing: ten lessons that end with a small program worth keeping. */
export const firstStepsInPython: SeedCourse = {
  key: "python",
  slug: "first-steps-in-python",
  title: "First steps in Python",
  summary: "Learn to program from nothing: values, choices, loops, functions and files, in ten short lessons.",
  description: `
Programming is explaining something so exactly that even a machine can follow. It is learned like cooking, by doing, with small disasters.

We use Python because it reads almost like English and because it is useful from the first evening: for renaming three hundred photographs, adding up a list of expenses, or answering a question that a spreadsheet finds awkward.

Type every example yourself. Copying and pasting teaches your clipboard; typing teaches you. When something goes wrong, and it will, read the last line of the message first: the third lesson shows how.
`.trim(),
  category: "technology",
  level: "beginner",
  language: "en",
  outcomes: [
    "Write, run and correct small Python programs",
    "Use variables, conditions, loops, lists and dictionaries",
    "Break a problem into functions and test them",
    "Read an error message and find its cause",
    "Read and write text files",
  ],
  requirements: ["A computer with Python 3.10 or later", "No experience of programming"],
  creditUnits: 3,
  owner: "semicolon",
  isPublished: true,
  modules: [
    {
      key: "python-beginning",
      title: "Talking to the machine",
      lessons: [
        lesson(
          { key: "python-hello", title: "Your first program", minutes: 9, isPreview: true },
          text(`
A program is a text file with instructions, and Python is the program that reads that file and does what it says, from top to bottom. Let us begin with the shortest one that does anything.

Open a plain text editor (the one called IDLE comes with Python on many systems), type this line and save it as \`hello.py\`:

\`\`\`python
print("Good evening, world")
\`\`\`

Run it. In IDLE choose *Run Module*; in a terminal, go to the folder and type \`python hello.py\`, or \`python3 hello.py\` on many Macs and Linux machines. You should see:

\`\`\`text
Good evening, world
\`\`\`

## What happened

- \`print\` is the name of a *function*, a piece of work that Python already knows how to do.
- The brackets hand something to the function.
- The quotation marks say that what lies between them is *text*, to be taken as it stands. They do not appear on the screen.

Leave one of the quotation marks out and run it again. Python complains that the text was never finished: \`SyntaxError: unterminated string literal\`. You have now met both halves of programming, saying something and being misunderstood. Put it back.

## Several lines

\`\`\`python
print("One potato")
print("Two potato")
# This line is a note for people. Python ignores it.
print(3 + 4, "potatoes")
\`\`\`

The last line hands \`print\` two things, separated by a comma, and shows \`7 potatoes\`. Without quotation marks, \`3 + 4\` is a sum to be worked out. With them, \`"3 + 4"\` is five characters of text.

**Now change it.** Let the program greet you by name, then show the number of minutes in a week. Guess what you will see before you run it, every time. The moment in which the guess and the screen disagree is the moment in which you learn something.
`),
          callout(
            "tip",
            "Capital letters matter: `Print` is not `print`. So do the two brackets and the two quotation marks. If a line looks right and is refused, count the pairs.",
          ),
          {
            key: "python-q-print",
            kind: "shortText",
            prompt: 'What does this line show?\n\n```python\nprint("2 + 2")\n```',
            accepted: ["2 + 2", "2+2"],
            explanation:
              "Between quotation marks everything is text, so it is shown as it stands. `print(2 + 2)` would show 4.",
            hints: ["Look at the quotation marks."],
          },
          {
            key: "python-q-comment",
            kind: "single",
            prompt: "What does Python do with a line that begins with `#`?",
            choices: [
              {
                text: "It shows the line on the screen",
                isCorrect: false,
                feedback: "Only print shows things on the screen.",
              },
              { text: "It runs the line last", isCorrect: false, feedback: "Lines are run from top to bottom." },
              { text: "It ignores the line", isCorrect: true },
            ],
            explanation: "Everything after `#` on a line is a comment: a note for people.",
          },
        ),
        lesson(
          { key: "python-variables", title: "Names for values", minutes: 10 },
          text(`
A *variable* is a name tied to a value. You tie it with an equals sign, which in Python does not mean "is equal to" but "from now on, let this name stand for that".

\`\`\`python
price = 4
count = 3
total = price * count
print(total)        # 12

count = 5
print(total)        # still 12
\`\`\`

Read the last two lines twice. \`total\` was worked out once, when its line ran. Changing \`count\` afterwards does not reach back. Python is not a spreadsheet; it does one line, then the next.

## Kinds of value

| Kind | Python calls it | Examples |
| --- | --- | --- |
| whole number | \`int\` | \`7\`, \`-2\` |
| number with a point | \`float\` | \`3.5\`, \`-0.25\` |
| text | \`str\` | \`"tea"\`, \`'milk'\` |
| yes or no | \`bool\` | \`True\`, \`False\` |

The kind decides what can be done. \`2 + 3\` is \`5\`, but \`"2" + "3"\` is \`"23"\`, since for text the plus sign means *join*. And \`"2" + 3\` is refused, because it is not clear what you mean. Say it yourself: \`int("2") + 3\` or \`"2" + str(3)\`.

## Sums

\`+\`, \`-\`, \`*\` do as you expect. \`/\` divides and always gives a float: \`8 / 2\` is \`4.0\`. \`//\` divides and drops the remainder: \`17 // 5\` is \`3\`. \`%\` gives the remainder: \`17 % 5\` is \`2\`. \`**\` raises to a power: \`2 ** 10\` is 2^10^, which is \`1024\`.

## Putting values into text

\`\`\`python
name = "Wren"
cups = 2
print(f"{name} would like {cups} cups, that is {cups * 0.25} litres.")
\`\`\`

The \`f\` before the quotation mark makes it a *formatted* text: whatever stands in curly brackets is worked out and put in its place.
`),
          callout(
            "tip",
            "Choose names that say what the value is: `price_per_cup` rather than `p`. Use small letters, with underscores between the words. You will read your program far more often than you write it.",
          ),
          {
            key: "python-q-reassign",
            kind: "numeric",
            prompt: "What does this show?\n\n```python\na = 2\nb = a * 10\na = 7\nprint(b)\n```",
            answer: 20,
            tolerance: 0,
            explanation: "`b` was worked out while `a` was still 2. Changing `a` later does not change `b`.",
            hints: ["What did the name a stand for when the second line ran?"],
          },
          {
            key: "python-q-remainder",
            kind: "numeric",
            prompt: "What is the value of `23 % 6`?",
            answer: 5,
            tolerance: 0,
            explanation: "6 goes into 23 three times, making 18, and 5 remain.",
          },
          {
            key: "python-q-text-plus",
            kind: "dropdown",
            prompt: 'The value of `"4" + "2"` is …',
            choices: [
              { text: "6", isCorrect: false, feedback: "That would be 4 + 2, without quotation marks." },
              { text: '"42"', isCorrect: true },
              {
                text: "an error",
                isCorrect: false,
                feedback: 'An error comes from mixing text and number, as in "4" + 2.',
              },
            ],
            explanation: 'For text, `+` joins. The result is the text "42".',
          },
        ),
        lesson(
          { key: "python-errors", title: "Errors are letters addressed to you", minutes: 9 },
          text(`
Beginners see a red block of text and close the window. Programmers read it, because it nearly always says what is wrong and where. Here is a program with a mistake:

\`\`\`python
cups = 3
price = "4"
print("You owe", cups * prize)
\`\`\`

And here is Python's answer:

\`\`\`text
Traceback (most recent call last):
  File "tea.py", line 3, in <module>
    print("You owe", cups * prize)
NameError: name 'prize' is not defined
\`\`\`

**Read from the bottom.** The last line says *what*: there is no name \`prize\`. The line above it shows the piece of program, and the one above that *where*: file \`tea.py\`, line 3. We typed \`prize\` for \`price\`. Newer versions of Python even add a guess: *Did you mean: 'price'?*

Correct it, and the program runs and shows \`You owe 444\`. There was a second mistake, and no error for it. \`price\` is text, and three times the text \`"4"\` is \`"444"\`. An error message would have been kinder. Programs that are wrong in silence are the reason we test.

## A field guide

| Message begins with | Usually means |
| --- | --- |
| \`SyntaxError\` | a bracket, quotation mark or colon is missing, here or on the line before |
| \`IndentationError\` | the spaces at the start of a line do not match |
| \`NameError\` | misspelt, or used before it was given a value |
| \`TypeError\` | the wrong kind of value, such as text plus number |
| \`ValueError\` | the right kind, an impossible value: \`int("five")\` |
| \`IndexError\`, \`KeyError\` | you asked for an item that is not there |
| \`ZeroDivisionError\` | exactly what it says |

## When you are stuck

1. Say aloud what each line is supposed to do.
2. Print the values just before the line that fails: \`print("price is", repr(price))\`. The function \`repr\` shows the quotation marks, so that you can tell \`'4'\` from \`4\`.
3. Take things away until the mistake disappears. What you took away last is interesting.
`),
          {
            key: "python-q-traceback",
            kind: "single",
            prompt: "Where in a traceback do you look first?",
            choices: [
              {
                text: "At the first line",
                isCorrect: false,
                feedback: "The first line only announces that a traceback follows.",
              },
              { text: "At the longest line", isCorrect: false, feedback: "Length says nothing." },
              { text: "At the last line", isCorrect: true },
            ],
            explanation: "The last line names the kind of error and what was wrong; the lines above it say where.",
          },
          {
            key: "python-q-error-kind",
            kind: "dropdown",
            prompt: '`int("seven")` stops with a …',
            choices: [
              {
                text: "NameError",
                isCorrect: false,
                feedback: 'int is a known name, and "seven" is in quotation marks.',
              },
              {
                text: "TypeError",
                isCorrect: false,
                feedback: "Text is a kind that int accepts. It is this particular text that it cannot read.",
              },
              { text: "ValueError", isCorrect: true },
              { text: "SyntaxError", isCorrect: false, feedback: "The line is well formed." },
            ],
            explanation: "`int` accepts text, but this text is not a number: right kind, impossible value.",
          },
        ),
      ],
    },
    {
      key: "python-control",
      title: "Choosing and repeating",
      lessons: [
        lesson(
          { key: "python-if", title: "If, otherwise", minutes: 10 },
          text(`
A program becomes interesting when it can take one way or another. The word for that is \`if\`.

\`\`\`python
temperature = 3

if temperature < 0:
    print("Ice. Take the bus.")
elif temperature < 10:
    print("Chilly. Wear gloves.")
else:
    print("Take the bicycle.")
\`\`\`

Python tries the conditions from the top and does the *first* block whose condition is true. \`elif\` is short for "else if"; \`else\` catches everything that is left. Here it shows \`Chilly. Wear gloves.\`

## The colon and the spaces

The colon says "here comes a block". The block is whatever is *indented*, by convention with four spaces. In Python the spaces are not decoration: they say where the block ends. Move a line to the left and it no longer belongs to the \`if\`.

## Comparing

| Write | Means |
| --- | --- |
| \`a == b\` | equal |
| \`a != b\` | not equal |
| \`a < b\`, \`a <= b\` | less, less or equal |
| \`a > b\`, \`a >= b\` | greater, greater or equal |
| \`x in y\` | is contained in |

Note the double \`==\`. A single one ties a name to a value; two ask a question.

Join questions with \`and\`, \`or\` and \`not\`:

\`\`\`python
age = 66
is_member = False

if age >= 65 or is_member:
    print("Reduced ticket")
\`\`\`

Here \`or\` is enough for one of the two to be true. \`and\` needs both. When you mix them, use brackets, so that nobody has to remember which is done first.

**Now change it.** Let the program at the top say something of its own for more than thirty degrees. Where must the new lines go so that they are ever reached? Try a value on each side of every limit, and one exactly on it: the mistakes live at the edges.
`),
          callout(
            "warning",
            'Write `if day == "Saturday" or day == "Sunday":`. The shorter `if day == "Saturday" or "Sunday":` looks reasonable and is always true, because a piece of text that is not empty counts as true. Better still: `if day in ("Saturday", "Sunday"):`',
          ),
          {
            key: "python-q-first-true",
            kind: "shortText",
            prompt:
              'Which word does this program show?\n\n```python\nn = 15\nif n > 20:\n    print("large")\nelif n > 5:\n    print("medium")\nelif n > 10:\n    print("larger")\nelse:\n    print("small")\n```',
            accepted: ["medium"],
            explanation: "The first true condition wins. 15 > 5 is true, so the next `elif` is never asked.",
            hints: ["Python stops at the first condition that is true."],
          },
          {
            key: "python-q-double-equals",
            kind: "trueFalse",
            prompt: "`if x = 5:` is the right way to ask whether x equals 5.",
            choices: trueOrFalse(false, "A single = ties a name to a value. To compare, write ==."),
            explanation: "Python refuses the line with a SyntaxError. Comparison is written `x == 5`.",
          },
        ),
        lesson(
          { key: "python-loops", title: "Doing it again", minutes: 11 },
          text(`
Computers do not get bored. Telling them to repeat is called a *loop*, and there are two kinds.

## For each

Use \`for\` when you know what you want to go through:

\`\`\`python
for guest in ["Hazel", "Jasper", "Pearl"]:
    print("Welcome,", guest)
\`\`\`

The indented block runs once for each item, and each time the name \`guest\` stands for the next one. To count, use \`range\`:

\`\`\`python
total = 0
for n in range(1, 6):
    total = total + n
print(total)   # 1 + 2 + 3 + 4 + 5 = 15
\`\`\`

\`range(1, 6)\` begins at 1 and stops *before* 6. That seems odd and turns out to be handy: \`range(5)\` goes through 0, 1, 2, 3, 4, which is exactly five turns.
`),
          drawing(
            "for-loop",
            "A flow chart. From the top: is there another item? If yes, tie the name to the next item, run the indented block, and go back to the question. If no, carry on below the loop.",
            "What a for loop does. The arrow back to the top is the whole idea.",
          ),
          text(`
## As long as

Use \`while\` when you do not know how many turns it will take:

\`\`\`python
savings = 100
years = 0
while savings < 200:
    savings = savings * 1.05
    years = years + 1
print(years)   # 15
\`\`\`

At five per cent interest, money doubles in about fifteen years. Inside the loop something must change that will one day make the condition false. If nothing does, the loop runs for ever; stop it with Ctrl-C.

## Two exits

\`break\` leaves the loop at once. \`continue\` skips the rest of this turn and goes on to the next. Use both sparingly, since a loop with one way out is the easiest to understand.

\`\`\`python
for word in ["tea", "milk", "stop", "sugar"]:
    if word == "stop":
        break
    print(word)    # tea, then milk
\`\`\`

## Following by hand

When a loop puzzles you, draw a table with one column for each name and one row for each turn, and play the machine yourself. For the loop that adds up 1 to 5, the rows for \`n\` and \`total\` read 1 and 1, 2 and 3, 3 and 6, 4 and 10, 5 and 15. Nearly every mistake in a loop is in its first turn or its last.
`),
          {
            key: "python-q-range",
            kind: "numeric",
            prompt: "How many times does the block under `for i in range(3, 8):` run?",
            answer: 5,
            tolerance: 0,
            explanation: "`range(3, 8)` goes through 3, 4, 5, 6 and 7: five turns.",
            hints: ["The last number is not included."],
          },
          {
            key: "python-q-loop-sum",
            kind: "numeric",
            prompt:
              "What does this show?\n\n```python\ntotal = 0\nfor n in [2, 5, 8]:\n    if n == 5:\n        continue\n    total = total + n\nprint(total)\n```",
            answer: 10,
            tolerance: 0,
            explanation: "`continue` skips the turn in which n is 5, so 2 + 8 = 10.",
          },
          {
            key: "python-q-endless",
            kind: "single",
            prompt: "Why does this loop never end?\n\n```python\nn = 1\nwhile n < 10:\n    print(n)\n```",
            choices: [
              {
                text: "Because n < 10 is false from the start",
                isCorrect: false,
                feedback: "Then the block would not run even once.",
              },
              { text: "Because nothing in the loop changes n", isCorrect: true },
              { text: "Because print restarts it", isCorrect: false, feedback: "Printing only shows things." },
            ],
            explanation: "n stays 1 for ever, so the condition stays true. Add `n = n + 1` to the block.",
          },
        ),
        lesson(
          { key: "python-lists", title: "Lists", minutes: 11 },
          text(`
A list holds several values in order, under one name.

\`\`\`python
shopping = ["flour", "salt", "apples"]
shopping.append("butter")
print(len(shopping))     # 4
print(shopping[0])       # flour
print(shopping[-1])      # butter
\`\`\`

Positions count from **zero**. Think of them as distances from the start: the first item is no steps away. Negative positions count from the end, so \`-1\` is the last. Ask for \`shopping[4]\` in a list of four and you get an \`IndexError\`.

## Slices

\`shopping[1:3]\` is a new list with the items from position 1 up to, but not including, position 3: \`["salt", "apples"]\`. Leave one side empty to go to the end: \`shopping[2:]\` is \`["apples", "butter"]\`.

## What lists can do

| Write | Does |
| --- | --- |
| \`items.append(x)\` | puts \`x\` at the end |
| \`items.insert(0, x)\` | puts \`x\` at position 0 and moves the rest along |
| \`items.remove(x)\` | removes the first \`x\` |
| \`items.pop()\` | removes the last item and gives it to you |
| \`x in items\` | True or False |
| \`sorted(items)\` | a new, sorted list |
| \`sum(items)\`, \`max(items)\` | for numbers |

## Building a list from another

\`\`\`python
prices = [4.0, 2.5, 10.0, 3.5]

cheap = []
for price in prices:
    if price < 4:
        cheap.append(price)

print(cheap)             # [2.5, 3.5]
\`\`\`

The pattern is so common that there is a short way of writing it, called a *list comprehension*: \`cheap = [price for price in prices if price < 4]\`. Read it aloud, and it makes sense.
`),
          callout(
            "warning",
            "`b = a` does not copy a list. It gives the same list a second name, and a change made through one name is seen through the other. To copy, write `b = a.copy()`.",
          ),
          {
            key: "python-q-index",
            kind: "shortText",
            prompt: 'Given `birds = ["wren", "robin", "owl", "swift"]`, what is `birds[2]`?',
            accepted: ["owl", '"owl"', "'owl'"],
            explanation: "Positions start from zero: wren 0, robin 1, owl 2.",
            hints: ["The first item is at position 0."],
          },
          {
            key: "python-q-alias",
            kind: "numeric",
            prompt: "What does this show?\n\n```python\na = [1, 2, 3]\nb = a\nb.append(4)\nprint(len(a))\n```",
            answer: 4,
            tolerance: 0,
            explanation: "`a` and `b` are two names for one list, which now has four items.",
            hints: ["How many lists are there?"],
          },
        ),
      ],
    },
    {
      key: "python-building",
      title: "Building something",
      lessons: [
        lesson(
          { key: "python-functions", title: "Functions: naming a piece of work", minutes: 11 },
          text(`
When you notice that you have written the same four lines twice, give them a name.

\`\`\`python
def price_with_tax(net, rate=0.2):
    """Give the price including tax, rounded to pence."""
    return round(net * (1 + rate), 2)

print(price_with_tax(10))         # 12.0
print(price_with_tax(10, 0.05))   # 10.5
\`\`\`

- \`def\` begins a definition. Nothing runs yet: you have written a recipe, not cooked.
- \`net\` and \`rate\` are *parameters*, names for what will be handed in. \`rate=0.2\` is what it takes if nothing is said.
- The line in triple quotation marks tells people what the function is for.
- \`return\` hands the result back, and ends the function.

## Return is not print

This is the commonest confusion of the first month. \`print\` shows something to a *person*. \`return\` gives something to the *program*, which can go on working with it.

\`\`\`python
def double(n):
    return n * 2

print(double(double(5)))   # 20
\`\`\`

Had \`double\` printed instead of returning, the outer call would have received \`None\`, Python's word for nothing, and failed.

## What happens inside stays inside

A name given a value inside a function lives only there, and vanishes when the function ends. That is a blessing: you can write \`total\` in ten functions and none disturbs another.

## Test while you write

\`\`\`python
assert price_with_tax(10) == 12.0
assert price_with_tax(0) == 0
\`\`\`

\`assert\` stays silent when the claim is true and stops the program when it is false. Three such lines under a function are worth an hour of searching later. Try the ordinary case, then zero, then something odd.

## How long should one be?

Short enough for an honest name. If the best name that you can find contains the word *and*, as in \`read_file_and_add_up\`, you have two functions. Divide them, and each can be tested and used alone.
`),
          {
            key: "python-q-return",
            kind: "single",
            prompt:
              "What does this show?\n\n```python\ndef triple(n):\n    print(n * 3)\n\nresult = triple(2)\nprint(result)\n```",
            choices: [
              { text: "6, then None", isCorrect: true },
              { text: "6, then 6", isCorrect: false, feedback: "The function shows 6 but gives nothing back." },
              { text: "None only", isCorrect: false, feedback: "The print inside the function does run." },
              { text: "6 only", isCorrect: false, feedback: "The last line shows something too." },
            ],
            explanation: "`triple` shows 6 and, having no `return`, gives back `None`, which the last line shows.",
            hints: ["What does a function give back if it has no return line?"],
          },
          {
            key: "python-q-default",
            kind: "numeric",
            prompt: "Given `def area(width, height=2): return width * height`, what is `area(7)`?",
            answer: 14,
            tolerance: 0,
            explanation: "Height was not given, so it takes its default, 2: 7 × 2 = 14.",
          },
        ),
        lesson(
          { key: "python-dictionaries", title: "Dictionaries: looking things up", minutes: 10 },
          text(`
A list finds things by position. A *dictionary* finds them by name, which is more often what you want.

\`\`\`python
phone = {"Hazel": "0100", "Jasper": "0111"}

print(phone["Hazel"])        # 0100
phone["Pearl"] = "0122"      # add
phone["Hazel"] = "0199"      # change
del phone["Jasper"]          # remove
print(len(phone))            # 2
\`\`\`

Before the colon stands the *key*, after it the *value*. Each key occurs once. Looking up is about as fast with a million entries as with ten, because Python works out from the key where to look.

Ask for a key that is not there and you get a \`KeyError\`. To ask politely, use \`get\`, with something to fall back on:

\`\`\`python
print(phone.get("Tobias", "no number"))
\`\`\`

## Going through one

\`\`\`python
for name, number in phone.items():
    print(name, "has", number)
\`\`\`

## Counting: the great use

\`\`\`python
text = "the cat and the hat and the bat"

counts = {}
for word in text.split():
    counts[word] = counts.get(word, 0) + 1

print(counts["the"])   # 3
\`\`\`

Follow it by hand for the first four words. Each time, the program looks up how often the word has been seen, with 0 for a new one, adds one and puts the result back. With these four lines you can find the commonest words of a novel, the busiest hours of a shop or the most frequent error in a log.

## List or dictionary?

Ask yourself how you will look for things later. "The third one", "all of them in order": a list. "The one called …": a dictionary. Often it is both, a list of dictionaries, one for each person or parcel:

\`\`\`python
parcels = [{"to": "Hazel", "grams": 400}, {"to": "Pearl", "grams": 250}]
print(sum(parcel["grams"] for parcel in parcels))   # 650
\`\`\`
`),
          callout(
            "note",
            'Keys must be values that cannot change, such as text or numbers. A list cannot be a key. A *tuple*, which is a list written with round brackets and fixed for ever, can: `board[(3, 4)] = "knight"`.',
          ),
          {
            key: "python-q-get",
            kind: "numeric",
            prompt:
              'What does this show?\n\n```python\nstock = {"pens": 4, "ink": 0}\nprint(stock.get("paper", 9) + stock["pens"])\n```',
            answer: 13,
            tolerance: 0,
            explanation: 'There is no key "paper", so `get` gives the fallback, 9. 9 + 4 = 13.',
            hints: ["What does get() do if the key is missing?"],
          },
          {
            key: "python-q-choose-structure",
            kind: "single",
            prompt:
              "You want to look up a member's address by membership number, quickly, among fifty thousand members. What do you use?",
            choices: [
              { text: "A dictionary with the number as key", isCorrect: true },
              {
                text: "A list of addresses, searched from the start",
                isCorrect: false,
                feedback: "On average you would look at twenty-five thousand entries each time.",
              },
              { text: "Fifty thousand variables", isCorrect: false, feedback: "Please do not." },
            ],
            explanation: "A dictionary finds a value by its key in about the same time, however many entries it has.",
          },
        ),
        lesson(
          { key: "python-files", title: "Reading and writing files", minutes: 10 },
          text(`
So far everything has vanished when the program ended. Files remain.

## Reading

Make a text file called \`expenses.txt\` beside your program:

\`\`\`text
bread 3.20
train 14.50
bread 2.80
books 21.00
\`\`\`

Now add it up, by kind:

\`\`\`python
totals = {}

with open("expenses.txt", encoding="utf-8") as file:
    for line in file:
        kind, amount = line.split()
        totals[kind] = totals.get(kind, 0) + float(amount)

for kind, amount in totals.items():
    print(f"{kind:10} {amount:8.2f}")
\`\`\`

- \`with open(…) as file\` opens the file and *closes it again* at the end of the block, even if something fails in between.
- \`encoding="utf-8"\` says how letters are stored. Always write it, or one day an accent will be garbled on someone else's machine.
- Going through a file with \`for\` gives one line at a time, so even an enormous file does not fill the memory.
- \`{amount:8.2f}\` shows a number eight characters wide, with two decimals.

## Writing

\`\`\`python
with open("summary.txt", "w", encoding="utf-8") as file:
    for kind, amount in totals.items():
        file.write(f"{kind},{amount:.2f}\\n")
\`\`\`

\`"w"\` means write. It **empties an existing file without asking**. \`"a"\` appends to the end instead. The \`\\n\` is a line break; unlike \`print\`, \`write\` does not add one.

## When the line is not as you expect

Somebody will leave a blank line, and \`kind, amount = line.split()\` will stop with a \`ValueError\`. Decide what should happen, and say it, inside the loop and before the line is used:

\`\`\`python
parts = line.split()
if len(parts) != 2:
    print("Skipped:", repr(line))
    continue
\`\`\`
`),
          callout(
            "tip",
            "Never skip bad input silently. A line that says what was left out costs nothing, and it is the difference between a sum and a guess.",
          ),
          {
            key: "python-q-write-mode",
            kind: "single",
            prompt:
              'You open an existing diary with `open("diary.txt", "w", encoding="utf-8")`. What happens to its contents?',
            choices: [
              {
                text: "They are kept, and new text goes at the end",
                isCorrect: false,
                feedback: 'That is the mode "a", append.',
              },
              { text: "Python asks first", isCorrect: false, feedback: "It does not, so be careful." },
              { text: "They are erased at once", isCorrect: true },
            ],
            explanation: 'Mode `"w"` starts with an empty file. Use `"a"` to add to the end.',
          },
          {
            key: "python-q-with",
            kind: "trueFalse",
            prompt: "A file opened with `with` is closed even if an error occurs inside the block.",
            choices: trueOrFalse(true, "Closing the file whatever happens is exactly what the with block is for."),
            explanation: "`with` guarantees that the file is closed when the block is left, normally or by an error.",
          },
        ),
        lesson(
          { key: "python-project", title: "A small project: the quiz keeper", minutes: 18 },
          text(`
Now put it together. We build a program that asks questions from a file, marks the answers, and remembers your best score. Make it work in steps, and run it after each one.

## Step 1: the questions

\`questions.txt\` has one question per line, with the answer after a semicolon:

\`\`\`text
What is the capital of France?; Paris
How many legs has a spider?; 8
\`\`\`

## Step 2: read them

\`\`\`python
def read_questions(path):
    """Read a list of (question, answer) pairs from a text file."""
    pairs = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            if ";" not in line:
                continue
            question, answer = line.split(";", 1)
            pairs.append((question.strip(), answer.strip()))
    return pairs
\`\`\`

\`strip\` removes the spaces and the line break at both ends.

## Step 3: mark fairly

\`\`\`python
def is_right(given, expected):
    """Compare two answers without regard to case or outer spaces."""
    return given.strip().lower() == expected.lower()

assert is_right(" paris ", "Paris")
assert not is_right("London", "Paris")
\`\`\`

This part is separate from asking, so that it can be tested without anybody typing.

## Step 4: ask

\`\`\`python
def play(pairs):
    """Ask every question and give back the number of right answers."""
    score = 0
    for question, answer in pairs:
        given = input(question + " ")
        if is_right(given, answer):
            print("Right.")
            score = score + 1
        else:
            print("The answer is", answer)
    return score
\`\`\`

## Step 5: remember

\`\`\`python
from pathlib import Path

def best_so_far(path):
    """Give the stored best score, or 0 on the first day."""
    if not path.exists():
        return 0
    return int(path.read_text(encoding="utf-8"))

best_file = Path("best.txt")
pairs = read_questions("questions.txt")
score = play(pairs)
print(f"{score} out of {len(pairs)}")

if score > best_so_far(best_file):
    best_file.write_text(str(score), encoding="utf-8")
    print("A new best.")
\`\`\`

## Make it yours

- Shuffle the questions: \`import random\`, then \`random.shuffle(pairs)\`.
- Allow several right answers, separated by \`/\`.
- Ask the wrong ones again at the end.

Each of these is a change of a few lines, and you know all of them. Congratulations: you can program.
`),
          {
            key: "python-q-strip",
            kind: "dropdown",
            prompt: '`"  Paris \\n".strip().lower()` gives …',
            choices: [
              { text: '"Paris"', isCorrect: false, feedback: "lower() makes the capital small." },
              { text: '"paris"', isCorrect: true },
              { text: '"  paris "', isCorrect: false, feedback: "strip() removes the spaces at both ends." },
            ],
            explanation:
              "`strip()` removes spaces and line breaks at both ends, and `lower()` makes all letters small.",
          },
          {
            key: "python-q-separate",
            kind: "single",
            prompt: "Why is `is_right` a function of its own, apart from `play`?",
            choices: [
              {
                text: "Because Python allows only ten lines in a function",
                isCorrect: false,
                feedback: "There is no such limit.",
              },
              {
                text: "Because it makes the program faster",
                isCorrect: false,
                feedback: "It makes no noticeable difference to the speed.",
              },
              { text: "So that the rule can be tested without anybody typing answers", isCorrect: true },
            ],
            explanation:
              "Keeping the deciding part apart from the asking part lets you test it with a line of `assert`.",
          },
        ),
      ],
    },
  ],
};
