"use client";
import { zodResolver } from "@hookform/resolvers/zod";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Controller, useForm, useWatch, type FieldErrors } from "react-hook-form";
import type * as z from "zod";
import { categories, courseDetails, courseLanguages, levels, type CourseDetails } from "@/services/courses/course";
import type { AppErrorData } from "@/services/shared/app-error";
import { LazyRichEditor } from "@/components/lesson-editor/lazy-rich-editor";
import { Button } from "@/components/ui/button";
import { ChoiceGroup, Radio, Switch } from "@/components/ui/choice";
import { RefusalNote } from "@/components/ui/refusal";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { When } from "@/components/ui/when";
import { CoverField } from "./cover-field";
import { LinesField } from "./lines-field";

/** What the fields hold before it has been read. */
type Typed = z.input<typeof courseDetails>;

type Props = {
  courseId: string;
  details: CourseDetails;
  revision: number;
  coverUrl: string | null;
  /** When anything of the course was saved last, in ms. */
  updatedAt: number;
  mayEdit: boolean;
  pending: boolean;
  refusal: AppErrorData | null;
  onSave: (details: CourseDetails, revision: number, then: (revision: number) => void) => void;
  onSettled: () => void;
};

const summaryLength = 300;

/** Everything a course says of itself, in one form that keeps what is typed through any failure. */
export function CourseSettingsView({
  courseId,
  details,
  revision,
  coverUrl,
  updatedAt,
  mayEdit,
  pending,
  refusal,
  onSave,
  onSettled,
}: Props) {
  const t = useTranslations("course-settings");
  const names = useTranslations("courses");
  // The version that the fields began with: another one coming in from elsewhere does not wipe what is being typed.
  const [begun, setBegun] = useState({ details, revision });
  const form = useForm<Typed, unknown, CourseDetails>({
    resolver: zodResolver(courseDetails),
    defaultValues: begun.details,
    mode: "onTouched",
  });
  const { register, control, handleSubmit, reset, formState } = form;
  const { errors, isDirty } = formState;
  const summary = useWatch({ control, name: "summary" });
  const isStale = refusal?.reason === "stale" || (isDirty && revision > begun.revision && !pending);
  if (!isDirty && !pending && revision > begun.revision) {
    setBegun({ details, revision });
    reset(details);
  }
  const settle = (now: CourseDetails, at: number) => {
    setBegun({ details: now, revision: at });
    reset(now);
    onSettled();
  };
  const save = (over: number) => handleSubmit((written) => onSave(written, over, (saved) => settle(written, saved)));
  const wrong = (field: keyof CourseDetails) => errors[field] && t(`problems.${problemOf(field)}`);
  return (
    <form
      onSubmit={(event) => void save(begun.revision)(event)}
      noValidate
      className="mx-auto grid max-w-[46rem] gap-10 px-4 pt-8 pb-32 sm:px-7"
    >
      <header className="flex items-end gap-4">
        <div className="grid flex-1 gap-1">
          <h2 className="display text-3xl">{t("title")}</h2>
          <p className="text-base text-muted">{t(mayEdit ? "hint" : "readOnly")}</p>
        </div>
        {!isDirty && (
          <p className="text-sm text-faint">
            {t("savedAt")} <When at={updatedAt} />
          </p>
        )}
      </header>
      <fieldset disabled={!mayEdit} className="grid gap-10">
        <Part title={t("basics")}>
          <TextField label={t("titleField")} required maxLength={120} {...register("title")} error={wrong("title")} />
          <TextArea
            label={t("summary")}
            hint={t("summaryHint", { left: summaryLength - (summary?.length ?? 0) })}
            rows={2}
            maxLength={summaryLength}
            {...register("summary")}
            error={wrong("summary")}
          />
          <div className="grid gap-1.5">
            <p className="text-sm font-medium">{t("description")}</p>
            <Controller
              control={control}
              name="description"
              render={({ field }) => (
                <LazyRichEditor
                  label={t("description")}
                  doc={field.value}
                  onChange={field.onChange}
                  isCompact
                  hasAllTools
                />
              )}
            />
            <p className="text-sm text-muted">{wrong("description") ?? t("descriptionHint")}</p>
          </div>
          <Controller
            control={control}
            name="coverAssetId"
            render={({ field }) => (
              <CoverField
                courseId={courseId}
                category={details.category}
                coverUrl={field.value === begun.details.coverAssetId ? coverUrl : null}
                assetId={field.value as CourseDetails["coverAssetId"]}
                onChange={field.onChange}
              />
            )}
          />
        </Part>
        <Part title={t("shelf")}>
          <div className="grid gap-4 sm:grid-cols-3">
            <Select
              label={t("category")}
              {...register("category")}
              options={categories.map((value) => ({ value, label: names(`categories.${value}`) }))}
            />
            <Select
              label={t("level")}
              {...register("level")}
              options={levels.map((value) => ({ value, label: names(`levels.${value}`) }))}
            />
            <Select
              label={t("language")}
              {...register("language")}
              options={courseLanguages.map((value) => ({ value, label: names(`languages.${value}`) }))}
            />
          </div>
        </Part>
        <Part title={t("learn")}>
          <Controller
            control={control}
            name="outcomes"
            render={({ field }) => (
              <LinesField
                kind="outcome"
                lines={field.value}
                onChange={field.onChange}
                wrong={wrongLines(errors, "outcomes")}
              />
            )}
          />
          <Controller
            control={control}
            name="requirements"
            render={({ field }) => (
              <LinesField
                kind="requirement"
                lines={field.value}
                onChange={field.onChange}
                wrong={wrongLines(errors, "requirements")}
              />
            )}
          />
          <TextField
            label={t("creditUnits")}
            hint={t("creditHint")}
            optional
            type="number"
            min={0}
            max={1_000}
            step="any"
            fieldClassName="max-w-60"
            {...register("creditUnits", {
              setValueAs: (typed: unknown) => (typed === "" || typed === null ? null : Number(typed)),
            })}
            error={wrong("creditUnits")}
          />
        </Part>
        <Part title={t("videos")}>
          <TextField
            label={t("threshold")}
            hint={t("thresholdHint")}
            optional
            type="number"
            min={50}
            max={100}
            step={1}
            placeholder="90"
            fieldClassName="max-w-60"
            {...register("videoThreshold", {
              setValueAs: (typed: unknown) =>
                typed === "" || typed === null || typed === undefined ? undefined : Number(typed),
            })}
            error={wrong("videoThreshold")}
          />
          <Switch label={t("captionsRequired")} hint={t("captionsRequiredHint")} {...register("captionsRequired")} />
        </Part>
        <Part title={t("enrolment")}>
          <ChoiceGroup legend={t("policy")}>
            <Radio label={t("open")} hint={t("openHint")} value="open" {...register("enrollmentPolicy")} />
            <Radio label={t("closed")} hint={t("closedHint")} value="closed" {...register("enrollmentPolicy")} />
          </ChoiceGroup>
        </Part>
      </fieldset>
      {isStale && (
        <div role="alert" className="grid gap-3 rounded-card border border-amber bg-amber-soft p-4">
          <p className="text-base">
            <span className="font-medium text-amber-ink">{t("stale")}</span> {t("staleHint")}
          </p>
          <div className="flex gap-2">
            <Button size="sm" onClick={() => settle(details, revision)}>
              {t("theirs")}
            </Button>
            <Button size="sm" variant="primary" pending={pending} onClick={() => void save(revision)()}>
              {t("mine")}
            </Button>
          </div>
        </div>
      )}
      {!isStale && <RefusalNote refusal={refusal} />}
      {mayEdit && (isDirty || pending) && (
        <div className="sticky bottom-4 z-10 flex items-center gap-3 rounded-card border bg-raised px-4 py-2.5 shadow-float">
          <p role="status" className="flex-1 text-sm text-muted">
            {t("unsaved")}
          </p>
          {isDirty && (
            <Button size="sm" variant="quiet" onClick={() => settle(details, revision)}>
              {t("discard")}
            </Button>
          )}
          <Button size="sm" variant="primary" type="submit" pending={pending} disabled={!isDirty || isStale}>
            {t("save")}
          </Button>
        </div>
      )}
    </form>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="grid gap-5">
      <h3 className="display border-b pb-2 text-xl">{title}</h3>
      {children}
    </section>
  );
}

function problemOf(
  field: keyof CourseDetails,
): "title" | "summary" | "creditUnits" | "description" | "videoThreshold" | "other" {
  return field === "title" ||
    field === "summary" ||
    field === "creditUnits" ||
    field === "description" ||
    field === "videoThreshold"
    ? field
    : "other";
}

/** Which lines of a list are not right, by their place. */
function wrongLines(errors: FieldErrors<Typed>, field: "outcomes" | "requirements"): ReadonlySet<number> {
  const found = errors[field];
  return new Set(Array.isArray(found) ? found.flatMap((error, at) => (error ? [at] : [])) : []);
}
