"use client";
import { useTranslations } from "next-intl";
import * as z from "zod";
import type { AuditRow } from "@/services/audit/audit-row";

/** One act in words, without who did it. */
export function AuditWords({ entry }: { entry: Pick<AuditRow, "action" | "targetLabel"> }) {
  const t = useTranslations("admin.audit.actions");
  const key = entry.action.replace(".", "_");
  return <>{t.rich(key, { target: entry.targetLabel, b: (chunks) => <span className="text-muted">{chunks}</span> })}</>;
}

const facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

function readFacts(text: string | null): Record<string, string | number | boolean | null> {
  if (text === null) return {};
  const parsed = facts.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : {};
}

/** What differed before and after an act, a line for each thing. */
export function AuditChange({ entry }: { entry: Pick<AuditRow, "before" | "after"> }) {
  const t = useTranslations("admin.audit");
  const before = readFacts(entry.before);
  const after = readFacts(entry.after);
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (field) => before[field] !== after[field],
  );
  const word = (value: string | number | boolean | null | undefined) =>
    value === undefined || value === null
      ? t("nothing")
      : t.has(`values.${String(value)}`)
        ? t(`values.${String(value)}`)
        : String(value);
  return (
    <>
      {fields.map((field) => (
        <span key={field} className="block text-sm text-muted">
          {t.has(`fields.${field}`) ? t(`fields.${field}`) : field}:{" "}
          {before[field] !== undefined && before[field] !== null && <s className="text-faint">{word(before[field])}</s>}{" "}
          <span className="text-ink">{word(after[field])}</span>
        </span>
      ))}
    </>
  );
}
