import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import { schoolLook } from "@/services/school/school";
import { cookieNames } from "./i18n/locales";

/** What the school is called, as this browser last heard; the software's own name until it has. */
export async function schoolName(): Promise<string> {
  const t = await getTranslations("shell");
  return schoolLook.shape.name.safeParse((await cookies()).get(cookieNames.school)?.value).data ?? t("school");
}
