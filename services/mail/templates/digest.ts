import * as z from "zod";
import { notification, type Notification } from "../../notifications/notification";
import { path, template } from "../template";
import type { Words } from "../words";

/** The most rows that a digest shows; the rest is counted. */
export const mostInDigest = 30;

/** What happened since the last digest and was not read in the school. */
export const digest = template({
  topic: "digest",
  isSecret: false,
  params: z.object({
    items: z
      .array(z.object({ kind: notification.shape.kind, params: notification.shape.params, href: path }))
      .min(1)
      .max(mostInDigest),
    /** How many more there are than are shown. */
    more: z.number().int().nonnegative(),
  }),
  sample: {
    items: [
      { kind: "studentEnrolled", params: { student: "Sample Student", course: "A Sample Course" }, href: "/teach" },
      { kind: "studentEnrolled", params: { student: "Sample Visitor", course: "A Sample Course" }, href: "/teach" },
      { kind: "courseCompleted", params: { course: "Another Sample Course" }, href: "/courses" },
    ],
    more: 4,
  },
  write: ({ items, more }, { words, school }) => {
    const count = items.length + more;
    return {
      subject: words.say("digest.subject", { count, school }),
      preview: noticeSentence(words, items[0]),
      title: words.say("digest.title", { count }),
      blocks: [
        { kind: "list", items: items.map((item) => ({ text: noticeSentence(words, item), path: item.href })) },
        ...(more > 0 ? [{ kind: "text" as const, text: words.say("digest.more", { more }) }] : []),
      ],
      act: { label: words.say("digest.act"), path: "/notifications" },
      after: null,
      reason: words.say("digest.reason", { school }),
    };
  },
});

function noticeSentence({ say }: Words, item: Pick<Notification, "kind" | "params"> | undefined): string {
  return item ? say(`notices.${item.kind}`, item.params) : "";
}
