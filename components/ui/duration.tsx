import { useTranslations } from "next-intl";

/** Minutes of work in words: "45 min", "3 h", "3 h 20 min". */
export function useDuration(): (minutes: number) => string {
  const t = useTranslations("ui");
  return (minutes) => {
    const hours = Math.floor(minutes / 60);
    const rest = Math.round(minutes % 60);
    if (hours === 0) return t("minutes", { minutes: rest });
    if (rest === 0) return t("hours", { hours });
    return t("hoursMinutes", { hours, minutes: rest });
  };
}
