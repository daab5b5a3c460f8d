"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import type { Id } from "@/convex/_generated/dataModel";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { RefusalNote } from "@/components/ui/refusal";
import { useToast } from "@/components/ui/toast";
import { useAct } from "@/lib/use-act";
import { useAsk } from "@/lib/use-ask";
import { Picker, type Pick } from "./picker";

type Person = { _id: Id<"users">; name: string; email: string };
type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Asked for when it is not given. */ person?: Person;
};

/** Enrols a person in a course: both are found by the beginning of their names. */
export function GrantDialog({ open, onOpenChange, person }: Props) {
  const t = useTranslations("admin.enrollments");
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("grantTitle")} description={t("grantHint")}>
      {open && <GrantForm person={person} onDone={() => onOpenChange(false)} />}
    </Dialog>
  );
}

function GrantForm({ person, onDone }: { person: Person | undefined; onDone: () => void }) {
  const t = useTranslations("admin.enrollments");
  const toast = useToast();
  const { act, pending, refusal } = useAct(api.enrollments.grant);
  const [who, setWho] = useState<Pick | null>(
    person ? { id: person._id, name: person.name, detail: person.email } : null,
  );
  const [course, setCourse] = useState<Pick | null>(null);
  const [whoText, setWhoText] = useState("");
  const [courseText, setCourseText] = useState("");
  const people = useAsk(api.enrollments.pickUser, who ? "skip" : { text: whoText.trim() });
  const courses = useAsk(api.enrollments.pickCourse, course ? "skip" : { text: courseText.trim() });
  return (
    <form
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!who || !course) return;
        act({ userId: who.id, courseId: course.id }, () => {
          toast({ title: t("granted", { name: who.name, course: course.name }) });
          onDone();
        });
      }}
    >
      <Picker
        isFirst={!who}
        label={t("pickPerson")}
        hint={t("pickPersonHint")}
        picked={who}
        isFixed={Boolean(person)}
        text={whoText}
        onText={setWhoText}
        found={
          people.state === "ready"
            ? people.value.map((found) => ({ id: found._id, name: found.name, detail: found.email }))
            : null
        }
        onPick={setWho}
      />
      <Picker
        isFirst={who !== null && !course}
        label={t("pickCourse")}
        hint={t("pickCourseHint")}
        picked={course}
        text={courseText}
        onText={setCourseText}
        found={
          courses.state === "ready"
            ? courses.value.map((found) => ({ id: found._id, name: found.title, detail: found.slug }))
            : null
        }
        onPick={setCourse}
      />
      <RefusalNote refusal={refusal} />
      <Button type="submit" variant="primary" className="justify-self-end" pending={pending} disabled={!who || !course}>
        {t("enroll")}
      </Button>
    </form>
  );
}
