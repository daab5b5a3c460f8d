import { cleanup, render, type RenderResult } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";
import type { ReactElement, ReactNode } from "react";
import { afterEach } from "vitest";
import { join } from "node:path";
import { readCatalogue } from "./catalogue";

afterEach(cleanup);

const messages = await readCatalogue(join(process.cwd(), "messages", "en"));

/** Gives a view in a test the English catalogue, in UTC. */
export function WithWords({ children }: { children: ReactNode }) {
  return (
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC" now={new Date("2026-11-20T12:00:00Z")}>
      {children}
    </NextIntlClientProvider>
  );
}

/** Renders a view with the English catalogue around it. */
export const renderWithWords = (view: ReactElement): RenderResult => render(view, { wrapper: WithWords });
