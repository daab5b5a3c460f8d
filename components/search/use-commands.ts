"use client";
import { useMutation } from "convex/react";
import { useTranslations } from "next-intl";
import { api } from "@/convex/_generated/api";
import { useMe } from "@/components/shell/use-me";
import { workPaths } from "@/components/workroom/work-paths";
import { useAuth } from "@/lib/auth/auth";
import { paths } from "@/lib/paths";
import { applyTheme, themes } from "@/lib/theme/theme";
import { can } from "@/services/access/permissions";

/** Something to do or a place to go, by name. `words` are what else it is looked for by. */
export type Command = { id: string; label: string; words: string } & ({ href: string } | { act: () => void });

/** What the viewer may do from anywhere. */
export function useCommands(): Command[] {
  const t = useTranslations("search.commands");
  const who = useMe();
  const { signOut } = useAuth();
  const savePreferences = useMutation(api.users.savePreferences);
  const me = who.state === "ready" ? who.me : null;
  const go = (id: Parameters<typeof t>[0], href: string): Command => ({
    ...{ id, label: t(id), words: t(`${id}Words`), href },
  });
  const act = (id: Parameters<typeof t>[0], run: () => void): Command => ({
    ...{ id, label: t(id), words: t(`${id}Words`), act: run },
  });
  const isTeacher = me && can(me, "course.teach");
  const isAdmin = me && can(me, "school.manage");
  return [
    ...(me ? [go("learning", paths.learning)] : []),
    go("courses", paths.courses),
    go("search", paths.search),
    ...(me ? [go("notifications", paths.notifications)] : []),
    ...(isTeacher ? [go("teach", workPaths.courses)] : []),
    ...(me && can(me, "course.create") ? [go("newCourse", workPaths.newCourse)] : []),
    ...(me && can(me, "course.import") ? [go("imports", workPaths.imports)] : []),
    ...(isAdmin
      ? [
          go("overview", workPaths.overview),
          go("people", workPaths.people),
          go("enrollments", workPaths.enrollments),
          go("searchAdmin", workPaths.search),
          go("audit", workPaths.audit),
          go("parts", workPaths.system),
          go("mail", workPaths.mail),
          go("look", workPaths.look),
        ]
      : []),
    ...(me ? [go("account", paths.account)] : [go("signIn", paths.signIn()), go("signUp", paths.signUp())]),
    ...themes.map((theme) =>
      act(theme, () => {
        applyTheme(theme);
        if (me) void savePreferences({ theme });
      }),
    ),
    ...(who.state === "ready" || who.state === "refused" ? [act("signOut", () => void signOut())] : []),
  ];
}
