import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { NextIntlClientProvider } from "next-intl";
import { afterEach, expect, test } from "vitest";
import { DropdownMenu, MenuItem } from "./dropdown-menu";

afterEach(cleanup);

test.each([
  ["en", "ltr"],
  ["ar-XB", "rtl"],
])("in %s what a menu opens is read %s", async (locale, direction) => {
  render(
    <NextIntlClientProvider locale={locale} messages={{}} timeZone="UTC">
      <DropdownMenu trigger={<button type="button">More</button>}>
        <MenuItem>Leave</MenuItem>
      </DropdownMenu>
    </NextIntlClientProvider>,
  );
  await userEvent.click(screen.getByRole("button", { name: "More" }));
  expect((await screen.findByRole("menu")).getAttribute("dir")).toBe(direction);
});
