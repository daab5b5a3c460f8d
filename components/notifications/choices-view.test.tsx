// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { renderWithWords } from "@/lib/i18n/testing";
import { ChoicesView } from "./choices-view";

const choices = {
  topics: [
    { topic: "courses" as const, inApp: true, mail: "now" as const },
    { topic: "teaching" as const, inApp: true, mail: "digest" as const },
  ],
  digest: "daily" as const,
};
const quiet = { pending: false, refusal: null, trouble: null };
const acts = () => ({ onChoose: vi.fn(), onDigest: vi.fn(), onConfirm: vi.fn() });

test("a topic is told in the school and by mail as one chooses, each by itself", async () => {
  const on = acts();
  renderWithWords(<ChoicesView choices={choices} {...quiet} {...on} />);
  await userEvent.selectOptions(screen.getByLabelText("Mail about your courses"), "digest");
  expect(on.onChoose).toHaveBeenLastCalledWith({ topic: "courses", inApp: true, mail: "digest" });
  await userEvent.click(screen.getByRole("switch", { name: "Tell me in the school about your courses" }));
  expect(on.onChoose).toHaveBeenLastCalledWith({ topic: "courses", inApp: false, mail: "now" });
});
test("the summary comes as often as one chooses", async () => {
  const on = acts();
  renderWithWords(<ChoicesView choices={choices} {...quiet} {...on} />);
  await userEvent.selectOptions(screen.getByLabelText("Summary by mail"), "weekly");
  expect(on.onDigest).toHaveBeenCalledWith("weekly");
});
test("who gets no letters is told why, and can have it tried again", async () => {
  const on = acts();
  const trouble = { address: "ada@example.com", state: "bounced" as const, detail: "no such box", at: 1 };
  renderWithWords(<ChoicesView choices={choices} {...quiet} trouble={trouble} {...on} />);
  expect(screen.getByRole("status").textContent).toContain("ada@example.com");
  await userEvent.click(screen.getByRole("button", { name: "My address is right, try again" }));
  expect(on.onConfirm).toHaveBeenCalled();
});
