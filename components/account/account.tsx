"use client";
import { useMutation } from "convex/react";
import { useRouter } from "next/navigation";
import { api } from "@/convex/_generated/api";
import type { Preferences } from "@/services/users/user";
import { NotificationChoices } from "@/components/notifications/choices";
import { AccountSecurity } from "@/components/identity/screens";
import { useMe } from "@/components/shell/use-me";
import { cookieNames } from "@/lib/i18n/locales";
import { applyTheme, rememberChoice } from "@/lib/theme/theme";
import { useAct } from "@/lib/use-act";
import { AccountView } from "./account-view";

/** The person's own page: who they are, how they like the school, and their sessions. */
export function Account() {
  const who = useMe();
  const router = useRouter();
  const profile = useAct(api.users.saveProfile);
  const savePreferences = useMutation(api.users.savePreferences);
  // The gate around the page lets only a known person through.
  if (who.state !== "ready") return null;
  const prefer = (change: Partial<Preferences>) => {
    if (change.theme) applyTheme(change.theme);
    if (change.locale) rememberChoice(cookieNames.locale, change.locale);
    void savePreferences(change).then(() => {
      if (change.locale) router.refresh();
    });
  };
  return (
    <AccountView
      me={who.me}
      pending={profile.pending}
      refusal={profile.refusal}
      onProfile={(next, then) => profile.act(next, then)}
      onPrefer={prefer}
      letters={<NotificationChoices />}
      security={<AccountSecurity />}
    />
  );
}
