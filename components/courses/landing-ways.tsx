import { useTranslations } from "next-intl";

/** How learning goes here: three plain promises, each drawn small. */
export function LandingWays() {
  const t = useTranslations("catalogue.landing.ways");
  return (
    <section className="mt-16 border-y sm:mt-28 bg-sunken/60">
      <div className="mx-auto grid max-w-page gap-x-14 gap-y-12 px-4 py-12 sm:px-6 sm:py-16 md:grid-cols-3">
        <Way title={t("kept.title")} text={t("kept.text")}>
          <svg viewBox="0 0 200 84" className="h-21 w-50">
            <rect
              x="14"
              y="18"
              width="112"
              height="62"
              rx="6"
              className="fill-raised stroke-line-strong"
              strokeWidth="1.4"
            />
            <path d="M30 36h64M30 48h80M30 60h48" className="stroke-line" strokeWidth="5" strokeLinecap="round" />
            <rect x="140" y="4" width="42" height="76" rx="7" className="fill-raised stroke-accent" strokeWidth="1.6" />
            <path
              d="M150 20h22M150 30h22M150 40h14"
              className="stroke-accent"
              strokeWidth="4"
              strokeLinecap="round"
              opacity="0.55"
            />
            <path
              d="M128 50c6 0 6-10 11-10"
              className="stroke-accent"
              strokeWidth="1.6"
              fill="none"
              strokeDasharray="3 3"
            />
          </svg>
        </Way>
        <Way title={t("live.title")} text={t("live.text")}>
          <svg viewBox="0 0 200 84" className="h-21 w-50">
            <circle cx="52" cy="44" r="30" fill="none" className="stroke-line" strokeWidth="6" />
            <path
              d="M52 14a30 30 0 1 1-29 38"
              fill="none"
              className="stroke-amber"
              strokeWidth="6"
              strokeLinecap="round"
            />
            <path d="M104 28h82M104 44h60M104 60h72" className="stroke-line" strokeWidth="5" strokeLinecap="round" />
            <path d="M104 44h28" className="stroke-accent" strokeWidth="5" strokeLinecap="round" />
          </svg>
        </Way>
        <Way title={t("pace.title")} text={t("pace.text")}>
          <svg viewBox="0 0 200 84" className="h-21 w-50">
            <path
              d="M16 70c30-4 34-40 62-40s28 22 52 22 26-34 54-40"
              fill="none"
              className="stroke-line-strong"
              strokeWidth="1.6"
              strokeDasharray="1 6"
              strokeLinecap="round"
            />
            <circle cx="16" cy="70" r="6" className="fill-accent" />
            <circle cx="78" cy="30" r="6" className="fill-accent" />
            <circle cx="130" cy="52" r="6" className="fill-amber" />
            <circle cx="184" cy="12" r="6" className="fill-raised stroke-line-strong" strokeWidth="1.6" />
          </svg>
        </Way>
      </div>
    </section>
  );
}

function Way({ title, text, children }: { title: string; text: string; children: React.ReactNode }) {
  return (
    <div>
      <div aria-hidden="true">{children}</div>
      <h2 className="display mt-5 text-xl">{title}</h2>
      <p className="mt-2 max-w-sm font-serif text-md text-muted">{text}</p>
    </div>
  );
}
