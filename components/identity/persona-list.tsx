"use client";
import { ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Spinner } from "@/components/ui/spinner";
import type { Persona } from "@/lib/auth/identity-client";

type Props = {
  personas: Persona[];
  /** The key of the one who is being signed in. */ entering: string | null;
  onEnter: (key: string) => void;
};

/** The demo school's people whom a visitor may sign in as. */
export function PersonaList({ personas, entering, onEnter }: Props) {
  const t = useTranslations("identity.demo");
  return (
    <section aria-labelledby="demo-title" className="grid content-start gap-5 lg:border-s lg:ps-16">
      <header className="grid gap-1.5">
        <h2 id="demo-title" className="display text-xl">
          {t("title")}
        </h2>
        <p className="text-base text-muted">{t("lead")}</p>
      </header>
      <ul className="grid gap-2.5">
        {personas.map((persona) => (
          <li key={persona.key}>
            <button
              type="button"
              aria-label={t("as", { name: persona.name })}
              aria-busy={entering === persona.key || undefined}
              disabled={entering !== null}
              onClick={() => onEnter(persona.key)}
              className="group flex w-full items-center gap-3.5 rounded-card border bg-raised p-3.5 text-start transition-colors hover:border-accent-line hover:bg-accent-soft disabled:opacity-60"
            >
              <Avatar name={persona.name} size="md" />
              <span className="grid flex-1 gap-0.5">
                <span className="flex flex-wrap items-center gap-2 text-base font-medium text-ink">
                  {persona.name}
                  <Badge tone={persona.role === "student" ? "plain" : "accent"}>{t(`roles.${persona.role}`)}</Badge>
                </span>
                <span className="text-sm text-muted">{t(`sees.${persona.role}`)}</span>
              </span>
              {entering === persona.key ? (
                <Spinner className="text-muted" />
              ) : (
                <ArrowRight
                  aria-hidden
                  className="rtl-flip size-4 text-faint transition-colors group-hover:text-accent-ink"
                />
              )}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
