import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { renderWithWords } from "@/lib/i18n/testing";
import { LookForm } from "./look-form";

function show(accent: string | null = null) {
  const onSave = vi.fn();
  renderWithWords(<LookForm look={{ name: "Doctrina", accent }} pending={false} refusal={null} onSave={onSave} />);
  return onSave;
}
const field = (name: RegExp) => screen.getByRole<HTMLInputElement>("textbox", { name });

test("a name and a colour are saved as they were meant", async () => {
  const onSave = show();
  await userEvent.clear(field(/Name of the school/));
  await userEvent.type(field(/Name of the school/), " Harbour School ");
  await userEvent.type(field(/Colour/), "#7A1F3D");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(onSave.mock.calls[0]?.[0]).toEqual({ name: "Harbour School", accent: "#7a1f3d" });
});
test("what cannot be a colour or a name is said and kept, and not saved", async () => {
  const onSave = show();
  await userEvent.clear(field(/Name of the school/));
  await userEvent.type(field(/Colour/), "red");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(screen.getByText("A # and six letters from a to f or digits.")).toBeTruthy();
  expect(screen.getByText("Between 2 and 60 letters that can be seen.")).toBeTruthy();
  expect(field(/Colour/).value).toBe("red");
  expect(onSave).not.toHaveBeenCalled();
});
test("one press leads back to the house's green", async () => {
  const onSave = show("#7a1f3d");
  await userEvent.click(screen.getByRole("button", { name: "The house’s green" }));
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  expect(onSave.mock.calls[0]?.[0]).toEqual({ name: "Doctrina", accent: null });
});
