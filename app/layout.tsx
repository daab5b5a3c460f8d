import "./globals.css";
import type { Metadata, Viewport } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getMessages, getTranslations } from "next-intl/server";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { PaletteDoor } from "@/components/search/palette-door";
import { SchoolProvider } from "@/components/school/school-provider";
import { Arrival } from "@/components/shell/arrival";
import { ConnectionBanner } from "@/components/shell/connection-banner";
import { ShortcutList } from "@/components/shell/shortcut-list";
import { SkipLink } from "@/components/shell/skip-link";
import { ToastProvider } from "@/components/ui/toast";
import { ConvexProvider } from "@/lib/convex/provider";
import { browserConvexUrl } from "@/lib/env";
import { forEveryone } from "@/lib/i18n/for-everyone";
import { cookieNames, directionOf } from "@/lib/i18n/locales";
import { schoolName } from "@/lib/school-name";
import { accentOf } from "@/lib/theme/accent";
import { themeOf } from "@/lib/theme/theme";
import { fontClass } from "./fonts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell");
  const school = await schoolName();
  return { title: { default: school, template: `%s · ${school}` }, description: t("description") };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbf9f5" },
    { media: "(prefers-color-scheme: dark)", color: "#0f1516" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await getLocale();
  const kept = await cookies();
  const theme = themeOf(kept.get(cookieNames.theme)?.value);
  const accent = accentOf(kept.get(cookieNames.accent)?.value);
  return (
    <html
      lang={locale}
      dir={directionOf(locale)}
      data-theme={theme}
      style={accent}
      className={fontClass}
      suppressHydrationWarning
    >
      <body>
        <NextIntlClientProvider messages={forEveryone(await getMessages())}>
          <ConvexProvider convexUrl={browserConvexUrl()}>
            <ToastProvider>
              <SchoolProvider name={await schoolName()}>
                <SkipLink />
                <ConnectionBanner />
                <Arrival />
                <ShortcutList />
                <PaletteDoor />
                {children}
              </SchoolProvider>
            </ToastProvider>
          </ConvexProvider>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
