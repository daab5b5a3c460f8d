"use client";
import { useTranslations } from "next-intl";
import { TabLinks } from "@/components/workroom/tab-links";
import { workPaths } from "@/components/workroom/work-paths";

/** The two lists of people: who is here, and who was asked to come. */
export function PeopleTabs() {
  const t = useTranslations("admin.people.tabs");
  const tabs = [
    { href: workPaths.people, label: t("here") },
    { href: workPaths.invitations, label: t("invited") },
  ];
  return <TabLinks label={t("label")} tabs={tabs} className="border-b" />;
}
