"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";
import type { AppErrorData } from "@/services/shared/app-error";
import { onColour, papers, schoolStyle } from "@/services/mail/school-style";
import { colour, schoolLook, type SchoolLook } from "@/services/school/school";
import { Button, buttonClass } from "@/components/ui/button";
import { RefusalNote } from "@/components/ui/refusal";
import { TextField } from "@/components/ui/text-field";
import { workPaths } from "@/components/workroom/work-paths";

type Props = {
  look: SchoolLook;
  pending: boolean;
  refusal: AppErrorData | null;
  onSave: (look: SchoolLook, then: () => void) => void;
};

/** The house's own green, where a picker begins. */
const house = schoolStyle({ name: "", accent: null }, "https://school.invalid").accent;

/** Name and colour with a sample beside them; what is typed stays through any failure. */
export function LookForm({ look, pending, refusal, onSave }: Props) {
  const t = useTranslations("school");
  const [name, setName] = useState(look.name);
  const [accent, setAccent] = useState(look.accent ?? "");
  const [tried, setTried] = useState(false);
  const [isSaved, setIsSaved] = useState(false);
  const typed = accent.trim().toLowerCase();
  const draft = { name, accent: typed === "" ? null : typed };
  const isChanged = draft.name !== look.name || draft.accent !== look.accent;
  const read = schoolLook.safeParse(draft);
  const wrong = new Set(read.success ? [] : read.error.issues.map(({ path }) => path[0]));
  const change = (set: (value: string) => void) => (event: { target: { value: string } }) => {
    set(event.target.value);
    setIsSaved(false);
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (read.success && !pending) {
      setName(read.data.name);
      onSave(read.data, () => setIsSaved(true));
    }
  };
  return (
    <div className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)]">
      <form onSubmit={save} noValidate className="grid gap-5">
        <TextField
          label={t("name")}
          hint={t("nameHint")}
          name="school"
          autoComplete="organization"
          required
          maxLength={60}
          value={name}
          onChange={change(setName)}
          error={(tried && wrong.has("name") && t("nameMissing")) || refusal?.fields?.name}
        />
        <div className="flex items-start gap-3">
          <TextField
            label={t("accent")}
            hint={t("accentHint")}
            name="accent"
            optional
            maxLength={7}
            spellCheck={false}
            autoComplete="off"
            placeholder={house}
            value={accent}
            onChange={change(setAccent)}
            error={(tried && wrong.has("accent") && t("accentWrong")) || refusal?.fields?.accent}
            fieldClassName="min-w-0 flex-1"
          />
          <input
            type="color"
            aria-label={t("pick")}
            value={colour.safeParse(typed).data ?? house}
            onChange={change(setAccent)}
            className="mt-6 h-9 w-12 shrink-0 cursor-pointer rounded-control border border-line-strong/60 bg-raised p-1"
          />
        </div>
        <RefusalNote refusal={refusal} />
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" variant="primary" pending={pending} disabled={!isChanged && !pending}>
            {t("save")}
          </Button>
          {typed !== "" && (
            <Button variant="quiet" onClick={() => change(setAccent)({ target: { value: "" } })}>
              {t("house")}
            </Button>
          )}
          <span role="status" className="text-sm text-muted">
            {pending ? t("saving") : isChanged ? t("unsaved") : isSaved ? t("saved") : ""}
          </span>
        </div>
      </form>
      <section className="grid gap-3" aria-label={t("sample")}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Sample name={name} accent={colour.safeParse(typed).data ?? null} isDark={false} />
          <Sample name={name} accent={colour.safeParse(typed).data ?? null} isDark />
        </div>
        <p>
          <Link href={workPaths.letters} className={buttonClass({ size: "sm" })}>
            {t("letters")}
          </Link>
        </p>
      </section>
    </div>
  );
}

/** The head and the button of a letter, in the colours that it goes out in. */
function Sample({ name, accent, isDark }: { name: string; accent: string | null; isDark: boolean }) {
  const t = useTranslations("school");
  const style = schoolStyle({ name, accent }, "https://school.invalid");
  const { ground, card, line, ink } = isDark ? papers.dark : papers.light;
  const drawn = isDark ? style.darkAccent : style.accent;
  return (
    <figure className="grid gap-1.5">
      <div className="grid gap-3 rounded-card border p-4" style={{ background: ground, borderColor: line }}>
        <p dir="auto" className="display truncate text-lg font-semibold" style={{ color: drawn }}>
          {name}
        </p>
        <div
          className="grid justify-items-start gap-3 rounded-card border p-5"
          style={{ background: card, borderColor: line, color: ink }}
        >
          <p className="display max-w-full text-xl [overflow-wrap:anywhere]">{t("sampleTitle", { name })}</p>
          <p className="text-base">{t("sampleText")}</p>
          <span
            className="rounded-control px-4 py-2 text-base font-semibold"
            style={{ background: drawn, color: onColour(drawn) }}
          >
            {t("sampleButton")}
          </span>
        </div>
      </div>
      <figcaption className="text-sm text-muted">{t(isDark ? "night" : "day")}</figcaption>
    </figure>
  );
}
