import { cookies } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { messagesFor } from "./catalogue";
import { cookieNames, localeOf } from "./locales";
import { timeZoneOf } from "./time-zone";

/** Locale, words and time zone of one request: from the visitor's cookies, never from the address. */
export default getRequestConfig(async () => {
  const jar = await cookies();
  const locale = localeOf(jar.get(cookieNames.locale)?.value);
  return {
    locale,
    messages: await messagesFor(locale),
    timeZone: timeZoneOf(jar.get(cookieNames.timeZone)?.value),
    now: new Date(),
  };
});
