"use client";
import Link from "next/link";
import { useMutation } from "convex/react";
import { Keyboard, LogOut, Monitor, Moon, Settings, Sun } from "lucide-react";
import { useTranslations } from "next-intl";
import { api } from "@/convex/_generated/api";
import { Avatar } from "@/components/ui/avatar";
import {
  DropdownMenu,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
} from "@/components/ui/dropdown-menu";
import { useAuth } from "@/lib/auth/auth";
import { paths } from "@/lib/paths";
import { applyTheme, themeOf, themes } from "@/lib/theme/theme";
import { showShortcuts } from "./shortcut-list";
import type { BarLink } from "./top-bar";
import type { Me } from "@/services/users/me";

const lamps = { system: Monitor, light: Sun, dark: Moon } as const;

/** The person's own menu: where they can go, how the school is lit, and the way out. */
export function AccountMenu({ me, links }: { me: Me; links: readonly BarLink[] }) {
  const t = useTranslations("shell");
  const { signOut } = useAuth();
  const savePreferences = useMutation(api.users.savePreferences);
  const choose = (name: string) => {
    const theme = themeOf(name);
    applyTheme(theme);
    void savePreferences({ theme });
  };
  return (
    <DropdownMenu
      className="w-60"
      trigger={
        <button
          type="button"
          aria-label={t("accountOf", { name: me.name })}
          className="grid size-10 place-items-center rounded-full"
        >
          <Avatar name={me.name} size="sm" />
        </button>
      }
    >
      <div className="px-2 pt-1.5 pb-2">
        <p className="truncate text-base font-medium">{me.name}</p>
        <p className="truncate text-sm text-muted">{me.email}</p>
      </div>
      <MenuSeparator />
      <div className="sm:hidden">
        {links.map((link) => (
          <MenuItem key={link.href} asChild>
            <Link href={link.href}>{link.label}</Link>
          </MenuItem>
        ))}
        <MenuSeparator />
      </div>
      <MenuItem asChild>
        <Link href={paths.account}>
          <Settings aria-hidden />
          {t("account")}
        </Link>
      </MenuItem>
      <MenuItem shortcut="?" onSelect={() => showShortcuts(true)} className="max-sm:hidden">
        <Keyboard aria-hidden />
        {t("shortcuts.title")}
      </MenuItem>
      <MenuSeparator />
      <MenuLabel>{t("theme")}</MenuLabel>
      <MenuRadioGroup value={me.theme} onValueChange={choose}>
        {themes.map((theme) => {
          const Lamp = lamps[theme];
          return (
            <MenuRadioItem key={theme} value={theme} onSelect={(event) => event.preventDefault()}>
              {t(`themes.${theme}`)}
              <Lamp aria-hidden className="ms-auto" />
            </MenuRadioItem>
          );
        })}
      </MenuRadioGroup>
      <MenuSeparator />
      <MenuItem onSelect={() => void signOut()}>
        <LogOut aria-hidden className="rtl-flip" />
        {t("signOut")}
      </MenuItem>
    </DropdownMenu>
  );
}
