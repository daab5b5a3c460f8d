import * as z from "zod";
import { idOf } from "../shared/id";
import { topic, topics, type Topic } from "./topic";
import { digestPaces, mailWishes } from "./wishes";

export const mailWish = z.enum(mailWishes);
export const digestEvery = z.enum(digestPaces);
export type DigestEvery = z.infer<typeof digestEvery>;

export const topicChoice = z.object({
  topic,
  /** Whether it is told in the school. */
  inApp: z.boolean(),
  mail: mailWish,
});
export type TopicChoice = z.infer<typeof topicChoice>;

/** What one person chose; what they never touched is not in here. */
export const choices = z.object({ topics: z.array(topicChoice).max(20), digest: digestEvery.nullable() });
export type Choices = z.infer<typeof choices>;
/** One row a person. */
export const choicesRow = z.object({ userId: idOf("users"), ...choices.shape });

/** What matters goes out at once, what happens often is summed up. */
const usual: Record<Topic, Omit<TopicChoice, "topic">> = {
  courses: { inApp: true, mail: "now" },
  teaching: { inApp: true, mail: "digest" },
  imports: { inApp: true, mail: "now" },
  people: { inApp: true, mail: "digest" },
  announcements: { inApp: true, mail: "now" },
  wishlist: { inApp: true, mail: "now" },
};

/** The topics that something in the school tells of, and to whom. */
export const offeredTopics = [
  { topic: "courses", to: "everyone" },
  { topic: "teaching", to: "teachers" },
  { topic: "imports", to: "teachers" },
  { topic: "people", to: "admins" },
] as const satisfies readonly { topic: Topic; to: "everyone" | "teachers" | "admins" }[];

/** How someone wants to hear of a topic: as they chose, or as is usual. */
export function choiceOf(made: Choices | null, about: Topic): TopicChoice {
  return made?.topics.find((one) => one.topic === about) ?? { topic: about, ...usual[about] };
}
/** How often someone gets a digest. */
export const digestOf = (made: Choices | null): DigestEvery => made?.digest ?? "daily";

/** Choices with one of them made anew. */
export function withChoice(made: Choices | null, choice: TopicChoice): Choices {
  const others = (made?.topics ?? []).filter((one) => one.topic !== choice.topic);
  const order = (one: TopicChoice) => topics.indexOf(one.topic);
  return { topics: [...others, choice].sort((a, b) => order(a) - order(b)), digest: made?.digest ?? null };
}
