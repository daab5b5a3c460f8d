import type { SeedCourse } from "../seed-types";
import { callout, drawing, lesson, text, trueOrFalse } from "../writing";

/** First aid as a way of thinking: nine lessons that follow the order in which a helper acts. */
export const firstAid: SeedCourse = {
  key: "first-aid",
  slug: "first-aid-a-clear-head",
  title: "First aid: a clear head",
  summary: "What to look for, what to do first and what to leave alone, until trained help arrives.",
  description: `
In an emergency people rarely fail for lack of knowledge. They fail because nobody begins. This course gives you an order of things to do, so short that it can be remembered with a beating heart.

It follows the advice that European and British first aid organisations commonly teach, for adults unless we say otherwise. Children are treated in one lesson of their own.

**This course does not replace practice.** Chest compressions and the recovery position have to be learned with your hands. Take a practical course as well; here you learn what to think while your hands are busy. Local advice and the person on the emergency line come before anything written here.
`.trim(),
  category: "health",
  level: "beginner",
  language: "en",
  outcomes: [
    "Make a scene safe and find what threatens life first",
    "Give effective chest compressions and use a public defibrillator",
    "Recognise a stroke, a heart attack, choking and severe allergy",
    "Treat bleeding, burns and fainting with what is at hand",
    "Make an emergency call that brings the right help quickly",
  ],
  requirements: ["No medical knowledge", "A practical course nearby, to take afterwards"],
  creditUnits: 2,
  owner: "brightwater",
  isPublished: true,
  modules: [
    {
      key: "first-aid-beginning",
      title: "Beginning",
      lessons: [
        lesson(
          { key: "first-aid-first-minute", title: "The first minute", minutes: 9, isPreview: true },
          text(`
You come round a corner, and somebody is lying on the pavement. Several people stand about. Nobody is doing anything, because each thinks that another knows better. This is so common that it has a name, the *bystander effect*, and so the first rule of first aid is not medical at all: **begin**.

## Three questions, in this order

**1. Is it safe?** Look for what hurt this person, for it may hurt you next: traffic, electricity, smoke, a loose slate, a frightened dog. Two casualties are worse than one. If you cannot make it safe, keep away and call for help. That is not cowardice; it is the only useful thing left to do.

**2. Do they respond?** Kneel beside them. Say loudly, "Can you hear me? Open your eyes!" and shake the shoulders gently. If they answer, they are breathing, and you have time to ask what happened.

**3. Are they breathing normally?** If there is no response, open the airway: one hand on the forehead, two fingers under the chin, tilt the head back. Look at the chest, listen and feel for breath on your cheek, for **no more than ten seconds**.
`),
          drawing(
            "first-minute",
            "A flow chart with three questions. Is it safe? If not, keep away and call. Does the person respond? If yes, ask and watch. Breathing normally? If yes, recovery position and call; if no, call and begin chest compressions.",
            "Three questions, and each answer says what comes next.",
          ),
          text(`
## Then

- Not responding, **breathing normally**: recovery position, and call.
- Not responding, **not breathing normally**: call, and begin chest compressions.
- Occasional noisy gasps are **not** normal breathing. They are seen in many people in the first minutes after the heart stops. Treat them as no breathing.

## Give people tasks

A crowd is a resource if you speak to one person at a time. Point. "You, in the green coat: call the ambulance and tell me what they say. You: look for a defibrillator." Nobody who has been pointed at stands idle.
`),
          callout(
            "tip",
            "Put your telephone on loudspeaker and lay it beside you. The person on the emergency line can count with you and tell you what to do next.",
          ),
          {
            key: "first-aid-q-gasps",
            kind: "single",
            prompt:
              "A man has collapsed. He does not respond, and gasps noisily about once in ten seconds. What do you conclude?",
            choices: [
              { text: "He is not breathing normally; call for help and start compressions", isCorrect: true },
              {
                text: "He is breathing; put him in the recovery position",
                isCorrect: false,
                feedback: "Occasional gasps are a sign that the heart has stopped.",
              },
              {
                text: "He is snoring; wait and watch",
                isCorrect: false,
                feedback: "Each minute without compressions lowers his chances.",
              },
            ],
            explanation: "Gasping of this kind does not bring enough air. Treat it as cardiac arrest.",
            hints: ["Is one gasp in ten seconds normal breathing?"],
          },
          {
            key: "first-aid-q-safe-first",
            kind: "trueFalse",
            prompt: "You should check that the place is safe before you go to the casualty.",
            choices: trueOrFalse(
              true,
              "If you are hurt as well, the casualty has lost a helper and the ambulance has gained a patient.",
            ),
            explanation: "Look for what hurt them before you come near. It takes two seconds.",
          },
        ),
        lesson(
          { key: "first-aid-call", title: "The emergency call", minutes: 8 },
          text(`
In the European Union and in many other countries the number is **112**. In the United Kingdom it is 999, and 112 works too; in North America it is 911. Save your local number under a word that you would think of.

The person who answers is trained to lead you. You need not give a speech; you need to answer questions and to stay on the line. Still, it helps to know what they will want.

## Where, what, who

1. **Where**, before all else. If the line fails after ten seconds, they can still send somebody. Give town, street and number, or what you see: "on the towpath, two hundred metres upstream of the iron bridge". Say which entrance, which floor.
2. **What happened.** "A woman fell off a ladder." "A man collapsed and is not breathing."
3. **How many**, and roughly how old.
4. **Their state**: Do they respond? Do they breathe? Is there heavy bleeding?
5. **What is dangerous**: gas, traffic, fire, a locked gate.
6. **Your number.** Do not hang up first.

## If you are alone

Adults who do not breathe normally usually need a defibrillator: call **first**, on loudspeaker, then start. With a baby or a child, or somebody taken from the water, the cause is more often lack of air. If you are alone without a telephone at hand, give **one minute** of resuscitation before you go to find one.

## Help them find you

Send somebody to the road to wave. Switch on lights. Open the gate, shut away the dog, hold the lift. In a large building, have one person meet the crew at the entrance and lead them. These things often save more minutes than anything done at the bedside.
`),
          callout(
            "note",
            "Many telephones can send your position with an emergency call, and several countries use apps or location codes. Look up tonight what works where you live. During the call is too late.",
          ),
          {
            key: "first-aid-q-call-first",
            kind: "single",
            prompt: "Which information do you give first in an emergency call?",
            choices: [
              { text: "Your name", isCorrect: false, feedback: "It can wait." },
              {
                text: "The history of the illness",
                isCorrect: false,
                feedback: "If the line failed now, nobody could be sent.",
              },
              { text: "Where you are", isCorrect: true },
            ],
            explanation: "If the line breaks off after the place, help can still be sent.",
          },
          {
            key: "first-aid-q-number",
            kind: "numeric",
            prompt: "Which number reaches the emergency services throughout the European Union?",
            answer: 112,
            tolerance: 0,
            explanation: "112 is free of charge and works in every country of the EU, and in a good many others.",
          },
        ),
        lesson(
          { key: "first-aid-recovery", title: "Unconscious but breathing", minutes: 9 },
          text(`
A person who is deeply unconscious lies like a sack. If they are on their back, the tongue may fall back and the contents of the stomach may run into the lungs. Both can kill in minutes, and both are prevented by turning them on their side.

## The recovery position

Kneel beside them. Take off their glasses. Straighten the legs.

1. Put the **arm nearest to you** out at a right angle, elbow bent, palm up.
2. Bring the **far arm** across the chest, and hold the back of that hand against the cheek nearest to you.
3. With your other hand, take hold of the **far leg** just above the knee and pull the knee up, foot on the ground.
4. Keeping the hand pressed to the cheek, **pull on the knee**. The person rolls towards you, on their side.
5. Bend the upper leg so that hip and knee are at right angles. It is the stand that stops them from rolling on.
6. **Tilt the head back** gently and open the mouth, facing slightly downwards. Check that they breathe.

The bent leg and the weight of the body do the work. A slight person can turn a heavy one.

## Then watch

Call for help if nobody has. Cover them, for the ground is colder than it looks. **Check the breathing again and again**, at least every minute. If it stops or becomes gasping, roll them on their back and begin compressions.

Do not leave them, give them anything to drink or put a pillow under the head.

## What about the spine?

After a fall from a height or a road accident the neck may be injured. If the person breathes and there is no danger, leave them as they lie and steady the head with both hands. But **an open airway comes before the spine**. If you cannot keep it open, or have to leave, turn them, keeping head, neck and body in line as well as you can.
`),
          {
            key: "first-aid-q-recovery-why",
            kind: "multiple",
            prompt: "Why is an unconscious, breathing person turned on the side?",
            choices: [
              { text: "So that the tongue does not block the airway", isCorrect: true },
              { text: "So that vomit can run out of the mouth", isCorrect: true },
              {
                text: "To help the heart pump",
                isCorrect: false,
                feedback: "It does not help the heart noticeably. It is all about the airway.",
              },
            ],
            explanation:
              "Everything about the recovery position serves the airway: it keeps it open and lets fluid drain.",
          },
          {
            key: "first-aid-q-spine",
            kind: "trueFalse",
            prompt:
              "If you suspect an injury of the neck, you must never turn the person, even if they are choking on vomit.",
            choices: trueOrFalse(
              false,
              "Without an open airway they die within minutes. Turn them, keeping head and body in line.",
            ),
            explanation: "An open airway comes first. Turn them as carefully as you can.",
          },
        ),
      ],
    },
    {
      key: "first-aid-life",
      title: "Threats to life",
      lessons: [
        lesson(
          { key: "first-aid-cpr", title: "When the heart stops", minutes: 12 },
          text(`
When the heart stops, the brain has oxygen for a few minutes. Compressions push blood through the body from outside, and keep it alive until the heart can be started again. You cannot make things worse: without you, this person is dead.

## Compressions

1. Kneel beside the chest. Put the heel of one hand **in the middle of the chest**, on the lower half of the breastbone, and the other hand on top. Fingers interlocked and lifted off the ribs.
2. Arms straight, shoulders over your hands.
3. Press **5 to 6 centimetres** deep. That is more than you think.
4. Let the chest come up fully each time, without losing contact.
5. **100 to 120 a minute.** Count aloud, or think of a song of that pace.

You may feel a rib crack. Check the position of your hands and go on: ribs heal.

## Breaths

If you have been trained and are willing: after **30 compressions, 2 breaths**. Tilt the head, pinch the nose, seal the mouth with yours, and blow for a second, until the chest rises. Do not interrupt compressions for more than ten seconds. If you are untrained or would rather not, give compressions **without a pause**. For most adults who collapse that is nearly as good, and far better than nothing.

It is very tiring. Change places with someone every two minutes, quickly.

## The defibrillator

A public defibrillator (AED) talks. Switch it on and do what it says.

- Bare the chest, and dry it if it is wet. Stick the pads where the pictures show: below the right collarbone, and on the left side below the armpit.
- Nobody touches the patient while it analyses, or when it gives a shock.
- Resume compressions **at once** after the shock.

It will not shock a heart that does not need it. Each minute without defibrillation lowers the chance of survival by about a tenth; so send for one in the first minute.

## When do you stop?

When the person begins to breathe normally, moves or opens their eyes; when professionals tell you to; or when you can do no more.
`),
          {
            key: "first-aid-q-rate",
            kind: "dropdown",
            prompt: "The right rate of chest compressions is … a minute.",
            choices: [
              {
                text: "60 to 80",
                isCorrect: false,
                feedback: "That is a resting pulse, and too slow to keep up the pressure.",
              },
              { text: "100 to 120", isCorrect: true },
              {
                text: "140 to 160",
                isCorrect: false,
                feedback: "Faster than that, and the heart has no time to fill.",
              },
            ],
            explanation: "100 to 120 a minute is roughly two a second.",
          },
          {
            key: "first-aid-q-ratio",
            kind: "numeric",
            prompt: "If you give breaths to an adult, how many compressions come before each two breaths?",
            answer: 30,
            tolerance: 0,
            explanation: "30 compressions, then 2 breaths, and so on.",
          },
          {
            key: "first-aid-q-aed",
            kind: "trueFalse",
            prompt: "A person without any training may use a public defibrillator.",
            choices: trueOrFalse(
              true,
              "It is made for the untrained. It speaks, shows pictures and refuses to shock a heart that does not need it.",
            ),
            explanation: "Anyone may use one. It analyses the rhythm itself and tells you each step.",
          },
        ),
        lesson(
          { key: "first-aid-choking", title: "Choking", minutes: 8 },
          text(`
Somebody at table suddenly stops talking and puts a hand to the throat. Ask one question: **"Are you choking?"** The answer decides everything.

## They can speak or cough

Then air is passing. A cough is stronger than anything you can do from outside. **Encourage them to cough**, stay with them, and do not thump them on the back while they cough well.

## They cannot speak, breathe or cough

Act at once.

1. **Five back blows.** Stand at their side and a little behind. Support the chest with one hand and lean them well forward, so that whatever comes loose falls out of the mouth. With the heel of the other hand, strike firmly between the shoulder blades. After each blow, look whether it has worked.
2. **Five abdominal thrusts.** Stand behind, arms round the waist, and lean them forward. Place your fist just above the navel, well below the breastbone. Grasp it with your other hand and pull sharply inwards and upwards. Check after each.
3. **Repeat**, five and five. Have someone call for an ambulance if the first round has not worked.
4. If they become **unconscious**, lower them to the ground, call, and start chest compressions, even if there is a pulse. The compressions may drive the object out. When you open the mouth, remove only what you can *see*. Never sweep blindly with a finger.

## Special cases

- **Late in pregnancy, or if your arms do not reach round**: give chest thrusts instead, on the breastbone.
- **Babies under one year**: five back blows, face down along your forearm with the head low; then five *chest* thrusts with two fingers. **Never abdominal thrusts**, which can injure the liver.
- **You are alone and it is you**: call, and throw your upper belly against the back of a chair.
`),
          callout(
            "warning",
            "Anybody who has been given abdominal thrusts should be seen by a doctor afterwards, even if all seems well. The thrusts can cause internal injuries.",
          ),
          {
            key: "first-aid-q-coughing",
            kind: "single",
            prompt:
              "A woman has swallowed something the wrong way. She is coughing hard and can say a few words. What do you do?",
            choices: [
              {
                text: "Give five back blows",
                isCorrect: false,
                feedback: "A strong cough works better, and a blow may shift the object for the worse.",
              },
              {
                text: "Give abdominal thrusts",
                isCorrect: false,
                feedback: "These are for people who cannot breathe.",
              },
              { text: "Give her some water", isCorrect: false, feedback: "It may go the same wrong way." },
              { text: "Encourage her to go on coughing and stay with her", isCorrect: true },
            ],
            explanation: "As long as she coughs well and can speak, air is passing. Coughing is the best remedy.",
          },
          {
            key: "first-aid-q-baby",
            kind: "trueFalse",
            prompt: "A choking baby of six months is given abdominal thrusts.",
            choices: trueOrFalse(false, "A baby's liver is large and unprotected. Use back blows and chest thrusts."),
            explanation: "Under one year: five back blows, then five chest thrusts. Never abdominal thrusts.",
          },
        ),
        lesson(
          { key: "first-aid-bleeding", title: "Bleeding and shock", minutes: 9 },
          text(`
An adult has about five litres of blood and can lose half a litre without much trouble, as donors do. Beyond a litre and a half it becomes dangerous, and from a large artery that may take only minutes. The treatment is easy to remember: **press**.

## Severe bleeding

1. **Press** directly on the wound with whatever is clean: a dressing, a folded scarf, your hand in a glove or a plastic bag. Press hard, with straight arms if need be.
2. **Keep pressing.** Do not lift the cloth to look. If blood comes through, put another on top and press harder.
3. **Bandage** firmly, when it slows, so that the pressure stays.
4. **Call** for help, and lay the person down.

If something is *sticking in the wound*, leave it there. It may be the cork in the bottle. Press on both sides of it, and pad around it.

When blood spurts from an **arm or leg** and pressing does not stop it, use a *tourniquet*, if you have a proper one or have been taught to improvise one: five to seven centimetres above the wound, not over a joint, tightened until the bleeding stops. It hurts. Note the time, and do not loosen it.

## Shock

In medicine, shock does not mean fright. It means that too little blood is reaching the organs. Look for skin that is **pale, cold and clammy**, a fast, weak pulse, quick breathing, restlessness, then drowsiness.

- Treat the cause: press.
- Lay them flat. Raise the legs if that causes no pain and no injury forbids it.
- Keep them **warm**: a coat below as well as above. Blood that is cold does not clot well.
- Give **nothing to eat or drink**; they may need an operation.
- Talk to them. A calm voice is a treatment.

## A nosebleed

Sit, lean *forward*, and pinch the soft part of the nose for ten minutes without letting go. Leaning back only sends the blood into the stomach.
`),
          {
            key: "first-aid-q-soaked",
            kind: "single",
            prompt: "Blood is coming through the cloth you are pressing on a wound. What do you do?",
            choices: [
              {
                text: "Take it off and look",
                isCorrect: false,
                feedback: "You would tear away the clot that is trying to form.",
              },
              { text: "Put another on top and press harder", isCorrect: true },
              {
                text: "Wait for the ambulance without pressing",
                isCorrect: false,
                feedback: "Pressure is the treatment. Do not stop.",
              },
            ],
            explanation: "Leave the first cloth in place, add to it and increase the pressure.",
          },
          {
            key: "first-aid-q-shock-signs",
            kind: "multiple",
            prompt: "Which are signs of shock in the medical sense?",
            choices: [
              { text: "Pale, cold and clammy skin", isCorrect: true },
              { text: "A fast, weak pulse", isCorrect: true },
              {
                text: "A hot, red face",
                isCorrect: false,
                feedback: "In shock from bleeding the skin is pale, since blood is kept for the vital organs.",
              },
              { text: "Restlessness or drowsiness", isCorrect: true },
            ],
            explanation:
              "The body withdraws blood from the skin and drives the heart faster, and the brain grows short of oxygen.",
          },
          {
            key: "first-aid-q-nosebleed",
            kind: "dropdown",
            prompt: "A person with a nosebleed should lean …",
            choices: [
              {
                text: "back",
                isCorrect: false,
                feedback: "Then the blood runs down the throat, which makes them sick and hides how much is lost.",
              },
              { text: "forward", isCorrect: true },
            ],
            explanation: "Forward, pinching the soft part of the nose for ten minutes without a break.",
          },
        ),
      ],
    },
    {
      key: "first-aid-recognise",
      title: "Recognising what is wrong",
      lessons: [
        lesson(
          { key: "first-aid-heart-stroke", title: "Heart attack and stroke", minutes: 10 },
          text(`
Both happen because a vessel is blocked, or, in some strokes, because one has burst. In both, tissue dies by the minute. And in both, people lose an hour by hoping that it will pass.

## Stroke: think FAST

| Letter | Look for |
| --- | --- |
| **F**ace | Ask for a smile. Does one side hang? |
| **A**rms | Ask them to raise both. Does one sink? |
| **S**peech | Ask for a simple sentence. Is it slurred or muddled? |
| **T**ime | One "yes" is enough. Call now, and note *when it began* |

The hospital must know when the person was last well, since some treatments are possible only in the first hours. Also suspect a stroke with sudden loss of vision, sudden trouble with balance, or the worst headache of their life. If the signs disappear after ten minutes, call all the same: it may have been a warning.

While you wait: keep them comfortable with the head a little raised, and give **nothing to eat or drink**, because they may not be able to swallow. No aspirin: if a vessel has burst, it would make things worse.

## Heart attack

Typical is a **pressure or tightness in the middle of the chest**, "like a belt", which does not go away with rest and may spread to the arm, jaw, neck or back. Often there is sweating, paleness, shortness of breath, nausea, a feeling of doom. In women, older people and people with diabetes it may be less clear: unusual tiredness, breathlessness or pain in the upper belly.

1. **Call.**
2. Let them sit on the floor, leaning against something, knees bent. It eases the heart, and they cannot fall.
3. Help them to take their own angina medicine, if they have some.
4. Ask the emergency line about **aspirin**. An adult who is not allergic is often told to *chew* one tablet of 300 mg.
5. Stay. Be ready to start compressions.

A heart attack is not the same as cardiac arrest. In a heart attack the person is usually awake, and the heart is beating but short of blood. It may *turn into* an arrest, and that is why you stay.
`),
          {
            key: "first-aid-q-fast",
            kind: "single",
            prompt:
              "Your neighbour's face hangs on one side and his speech is slurred. After ten minutes it is all gone, and he feels well. What do you do?",
            choices: [
              { text: "Call the emergency number all the same, and say when it began", isCorrect: true },
              {
                text: "Nothing, it has passed",
                isCorrect: false,
                feedback: "It may be the warning before a full stroke.",
              },
              {
                text: "Give him an aspirin and let him sleep",
                isCorrect: false,
                feedback:
                  "You cannot know whether a vessel is blocked or has bled. In the second case, aspirin does harm.",
              },
            ],
            explanation:
              "A passing attack is an emergency too, since the risk of a full stroke is highest in the hours and days after it.",
          },
          {
            key: "first-aid-q-attack-arrest",
            kind: "trueFalse",
            prompt: "Heart attack and cardiac arrest are two names for the same thing.",
            choices: trueOrFalse(
              false,
              "In a heart attack a vessel is blocked, and the person is usually awake. In an arrest the heart has stopped pumping.",
            ),
            explanation: "A heart attack may lead to an arrest, but it needs different help: call, let them sit, stay.",
          },
        ),
        lesson(
          { key: "first-aid-burns", title: "Burns, heat and cold", minutes: 9 },
          text(`
## Burns and scalds

Heat goes on doing damage after its source is gone. So **cool, and cool long enough**:

1. Take the person away from the heat. If clothes burn: stop, drop, roll.
2. Hold the burn under **cool running water for 20 minutes**. Not ice, which causes damage of its own. Begin as soon as you can, but it is useful even up to three hours later.
3. While it cools, take off rings, watches and clothing *near* the burn before it swells. **Leave what sticks.**
4. Cover it loosely with cling film laid lengthways, not wrapped round, or with a clean plastic bag for a hand.
5. Keep the rest of the body warm, above all with children.

**No butter, oil, toothpaste, flour or cream.** Do not burst blisters.

Get medical help for any burn larger than the person's hand; on face, hands, feet, joints or genitals; right round a limb; deep, white or charred; from chemicals or electricity; and for every burn of a baby or an old person.

## Too hot

*Heat exhaustion*: headache, dizziness, sweating, pale skin. Bring them into the shade, lay them down, and give them water in small sips. They should be better in half an hour.

*Heatstroke* is an emergency. The body's own cooling has failed: very hot, **confused, drowsy or unconscious**; the skin may be dry. Call, and cool them by all means: wet sheets and a fan, cold water, ice packs in the armpits and groin.

## Too cold

Someone with *hypothermia* shivers at first, then stops shivering, mumbles, stumbles. Move them gently out of the wind, change wet clothes for dry ones, wrap them up, head included. If fully awake, give them something warm and sweet to drink. **No alcohol**, and no rubbing of arms and legs: it sends cold blood to the heart.
`),
          callout(
            "tip",
            "For chemicals in the eye or on the skin, rinse for at least twenty minutes, away from the other eye, and call while you rinse. Brush off dry powder first.",
          ),
          {
            key: "first-aid-q-cooling",
            kind: "numeric",
            prompt: "For how many minutes should a burn be held under cool running water?",
            answer: 20,
            tolerance: 0,
            unit: "minutes",
            explanation: "Twenty minutes. Deeper layers stay hot long after the surface feels cool.",
          },
          {
            key: "first-aid-q-burn-home-remedies",
            kind: "multiple",
            prompt: "Which of these belong on a fresh burn?",
            choices: [
              { text: "Cool running water", isCorrect: true },
              {
                text: "Butter",
                isCorrect: false,
                feedback: "It keeps the heat in, and has to be scrubbed off in hospital.",
              },
              { text: "Ice cubes", isCorrect: false, feedback: "Ice can freeze tissue that is already damaged." },
              { text: "Cling film, laid on loosely, after cooling", isCorrect: true },
            ],
            explanation: "Cool water for twenty minutes, then a clean, loose cover that does not stick.",
          },
          {
            key: "first-aid-q-heatstroke",
            kind: "single",
            prompt: "After a run in the heat a woman is very hot and confused. What does it mean?",
            choices: [
              { text: "Heatstroke; call the emergency number and cool her at once", isCorrect: true },
              {
                text: "Heat exhaustion; let her rest with a drink",
                isCorrect: false,
                feedback: "Confusion shows that the brain is affected.",
              },
              {
                text: "Low blood pressure; raise her legs and wait",
                isCorrect: false,
                feedback: "Waiting is what she cannot afford.",
              },
            ],
            explanation: "Great heat with confusion or drowsiness is heatstroke until proved otherwise.",
          },
        ),
        lesson(
          {
            key: "first-aid-allergy-fits-children",
            title: "Allergy, seizures, and what differs in children",
            minutes: 11,
          },
          text(`
## Severe allergy

Within minutes of a sting, a nut or a medicine: swelling of face or tongue, a rash, hoarse or whistling breath, dizziness, collapse. If breathing or circulation is affected, it is *anaphylaxis*.

1. **Use their adrenaline pen at once**, through the clothes if need be, on the outer side of the thigh. Hold it as the instructions on it say.
2. **Call**, and say "anaphylaxis".
3. Lay them flat, legs raised. If breathing is hard, let them sit up with the legs out. They must not stand or walk suddenly.
4. No better after five minutes: a **second pen**, in the other thigh.

## A seizure

It looks frightening and usually ends by itself within two or three minutes.

- **Do**: look at the clock. Push chairs and tables away. Put something soft under the head. When the shaking stops, turn them on their side. Stay, and tell them what happened.
- **Do not**: hold them down, or put anything between the teeth.
- **Call** if it lasts longer than **five minutes**, if another follows, if it is the first in their life, if they are hurt or pregnant, if it happened in water, or if they do not wake up.

## Children

Children seldom have weak hearts. When they collapse, it is mostly for want of air; so breaths matter more.

| | Adult | Child over 1 | Baby |
| --- | --- | --- | --- |
| Begin with | 30 compressions | **5 breaths** | **5 breaths**, over mouth and nose |
| Then (if not specially trained) | 30 : 2 | 30 : 2 | 30 : 2 |
| Press with | two hands | one hand or two | two fingers, or both thumbs |
| Depth | 5–6 cm | a third of the chest | a third of the chest |

Tilt a child's head less far than an adult's, and a baby's not at all: nose straight up. If you remember only the adult method, use it. **Any resuscitation is better than none.**
`),
          callout(
            "note",
            "You have finished reading, and this is where the real course starts. Find a practical class within the next month, and put the date in your calendar now.",
          ),
          {
            key: "first-aid-q-pen",
            kind: "shortText",
            prompt: "Into which part of the body is an adrenaline pen injected? (One word.)",
            accepted: ["thigh", "the thigh", "outer thigh", "the outer thigh", "thighs"],
            explanation: "The outer side of the thigh, through clothing if necessary.",
          },
          {
            key: "first-aid-q-seizure",
            kind: "multiple",
            prompt: "What is right during a seizure?",
            choices: [
              { text: "Note the time", isCorrect: true },
              {
                text: "Hold the person down firmly",
                isCorrect: false,
                feedback: "You may injure them, and it does not shorten the seizure.",
              },
              { text: "Move hard objects out of the way", isCorrect: true },
              {
                text: "Put a spoon between the teeth",
                isCorrect: false,
                feedback: "It breaks teeth and blocks the airway.",
              },
            ],
            explanation: "Protect, time, wait; turn them on their side afterwards.",
          },
          {
            key: "first-aid-q-child-breaths",
            kind: "numeric",
            prompt: "A child of four is not breathing. With how many breaths do you begin?",
            answer: 5,
            tolerance: 0,
            explanation: "Five initial breaths, since in children lack of air is the usual cause.",
          },
        ),
      ],
    },
  ],
};
