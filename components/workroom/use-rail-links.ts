import {
  Activity,
  BookOpen,
  Building2,
  FileClock,
  GraduationCap,
  LibraryBig,
  Mail,
  PackageOpen,
  Palette,
  Search,
  UserRoundCheck,
  Users,
  type LucideIcon,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { can, type Role } from "@/services/access/permissions";
import { paths } from "@/lib/paths";
import { workPaths } from "./work-paths";

export type RailLink = {
  href: string;
  label: string;
  icon: LucideIcon;
  /** Current on this address only, not below it. */ isExact?: boolean;
};
export type RailGroup = { key: string; label: string; links: RailLink[] };

/** The rail's groups for a role; what it may not open is not offered. */
export function useRailGroups(role: Role | null): RailGroup[] {
  const t = useTranslations("teach.rail");
  if (!role) return [];
  const groups: RailGroup[] = [];
  if (can({ role }, "course.teach")) {
    groups.push({
      key: "teaching",
      label: t("teaching"),
      links: [
        { href: workPaths.courses, label: t("courses"), icon: LibraryBig },
        { href: workPaths.imports, label: t("imports"), icon: PackageOpen },
      ],
    });
  }
  if (can({ role }, "school.manage")) {
    groups.push({
      key: "school",
      label: t("school"),
      links: [
        { href: workPaths.overview, label: t("overview"), icon: Building2, isExact: true },
        { href: workPaths.people, label: t("people"), icon: Users },
        { href: workPaths.enrollments, label: t("enrollments"), icon: UserRoundCheck },
        { href: workPaths.search, label: t("search"), icon: Search },
        { href: workPaths.audit, label: t("audit"), icon: FileClock },
        { href: workPaths.system, label: t("system"), icon: Activity },
        { href: workPaths.mail, label: t("mail"), icon: Mail },
        { href: workPaths.look, label: t("look"), icon: Palette },
      ],
    });
  }
  groups.push({
    key: "learning",
    label: t("learning"),
    links: [
      { href: paths.learning, label: t("myLearning"), icon: GraduationCap },
      { href: paths.courses, label: t("catalogue"), icon: BookOpen },
    ],
  });
  return groups;
}

/** Whether a rail link is where one is: courses stay lit in a course, imports are a place of their own. */
export function isCurrentLink(pathname: string, link: Pick<RailLink, "href" | "isExact">): boolean {
  if (pathname === link.href) return true;
  if (link.isExact) return false;
  if (link.href === workPaths.courses) return pathname.startsWith("/teach/courses");
  return pathname.startsWith(`${link.href}/`);
}
