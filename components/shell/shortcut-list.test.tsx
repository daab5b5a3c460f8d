import { act, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { useShortcuts, type Shortcut } from "@/components/ui/shortcuts";
import { renderWithWords } from "@/lib/i18n/testing";
import { ShortcutList, showShortcuts } from "./shortcut-list";

function Screen({ shortcuts }: { shortcuts: readonly Shortcut[] }) {
  useShortcuts("This screen", shortcuts);
  return (
    <>
      <ShortcutList />
      <input aria-label="Somewhere to type" />
      <input type="radio" aria-label="A choice" />
    </>
  );
}
const open = async (shortcuts: readonly Shortcut[]) => {
  renderWithWords(<Screen shortcuts={shortcuts} />);
  await userEvent.keyboard("?");
  return within(await screen.findByRole("dialog", { name: "Keyboard shortcuts" }, { timeout: 30_000 }));
};
afterEach(() => {
  act(() => showShortcuts(false));
  localStorage.clear();
  document.documentElement.dir = "";
});

test("the list names the keys of this screen, whether the screen or what has the focus listens to them", async () => {
  const list = await open([
    { keys: ["Forward", "n"], label: "Next lesson", run: () => undefined },
    { keys: ["alt+ArrowUp"], label: "Move up" },
  ]);
  const section = within(list.getByRole("region", { name: "This screen" }));
  expect(section.getAllByRole("term").map((one) => one.textContent)).toEqual(["Next lesson", "Move up"]);
  expect(section.getAllByRole("definition").map((one) => one.textContent)).toEqual(["→orN", "Alt↑"]);
  await userEvent.keyboard("{Escape}");
  expect(screen.queryByRole("dialog")).toBeNull();
});
test("a key does what was declared, but not while someone types, chooses, or holds another key", async () => {
  const next = vi.fn();
  renderWithWords(<Screen shortcuts={[{ keys: ["n"], label: "Next", run: next }]} />);
  for (const name of ["Somewhere to type", "A choice"]) {
    screen.getByLabelText(name).focus();
    await userEvent.keyboard("n");
  }
  act(() => (document.activeElement as HTMLElement).blur());
  await userEvent.keyboard("{Control>}n{/Control}{Alt>}n{/Alt}{Shift>}N{/Shift}");
  expect(next).not.toHaveBeenCalled();
  await userEvent.keyboard("n");
  expect(next).toHaveBeenCalledOnce();
});
test("forward is the way of reading", async () => {
  const next = vi.fn();
  document.documentElement.dir = "rtl";
  renderWithWords(<Screen shortcuts={[{ keys: ["Forward"], label: "Next", run: next }]} />);
  await userEvent.keyboard("{ArrowRight}");
  expect(next).not.toHaveBeenCalled();
  await userEvent.keyboard("{ArrowLeft}");
  expect(next).toHaveBeenCalledOnce();
});
test("single keys can be switched off, and then only keys with Ctrl and arrows do something", async () => {
  const [letter, arrow, withCtrl] = [vi.fn(), vi.fn(), vi.fn()];
  const list = await open([
    { keys: ["n"], label: "Letter", run: letter },
    { keys: ["Forward"], label: "Arrow", run: arrow },
    { keys: ["mod+k"], label: "With Ctrl", run: withCtrl },
  ]);
  await userEvent.click(list.getByRole("switch", { name: /^Single keys/ }));
  act(() => showShortcuts(false));
  act(() => (document.activeElement as HTMLElement).blur());
  await userEvent.keyboard("n?{ArrowRight}{Control>}k{/Control}");
  expect(screen.queryByRole("dialog")).toBeNull();
  expect([letter, arrow, withCtrl].map((one) => one.mock.calls.length)).toEqual([0, 1, 1]);
});
