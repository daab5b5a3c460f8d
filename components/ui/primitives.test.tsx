import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { renderWithWords } from "@/lib/i18n/testing";
import { initialsOf } from "./avatar";
import { Button } from "./button";
import { Checkbox, Switch } from "./choice";
import { ConfirmDialog } from "./dialog";
import { FileDrop } from "./file-drop";
import { RefusalNote } from "./refusal";
import { Segmented } from "./segmented";
import { TextField } from "./text-field";
import { ToastProvider, useToast } from "./toast";

describe("a field", () => {
  it("its label, hint and error belong to its control", () => {
    renderWithWords(<TextField label="Title" hint="As on the cover." error="Too short." required />);
    const control = screen.getByLabelText("Title");
    const described = (control.getAttribute("aria-describedby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent);
    expect(described).toEqual(["Too short.", "As on the cover."]);
    expect(control.getAttribute("aria-invalid")).toBe("true");
    expect(control.getAttribute("aria-required")).toBe("true");
  });

  it("a password can be shown and hidden again", async () => {
    renderWithWords(<TextField label="Password" type="password" defaultValue="secret" />);
    await userEvent.click(screen.getByRole("button", { name: "Show password" }));
    expect(screen.getByLabelText("Password").getAttribute("type")).toBe("text");
    await userEvent.click(screen.getByRole("button", { name: "Hide password" }));
    expect(screen.getByLabelText("Password").getAttribute("type")).toBe("password");
  });
});

describe("a button", () => {
  it("takes no second press while its work is under way, and keeps its name", async () => {
    const press = vi.fn();
    renderWithWords(
      <Button pending onClick={press}>
        Save
      </Button>,
    );
    const button = screen.getByRole("button", { name: "Save" });
    await userEvent.click(button);
    expect(press).not.toHaveBeenCalled();
    expect(button.getAttribute("aria-busy")).toBe("true");
  });
});

describe("a question before something final", () => {
  it("goes on only once the name is typed", async () => {
    const confirm = vi.fn();
    renderWithWords(
      <ConfirmDialog
        open
        onOpenChange={() => undefined}
        title="Delete the course?"
        confirm="Delete"
        typeName="Night sky"
        onConfirm={confirm}
      />,
    );
    const button = screen.getByRole("button", { name: "Delete" });
    expect(button).toHaveProperty("disabled", true);
    await userEvent.type(screen.getByLabelText(/Type .Night sky. to go on/), "Night sky");
    await userEvent.click(button);
    expect(confirm).toHaveBeenCalledOnce();
  });
});

describe("choices", () => {
  it("a box that stands for some of them is mixed", () => {
    renderWithWords(<Checkbox label="All students" indeterminate />);
    expect(screen.getByLabelText("All students")).toHaveProperty("indeterminate", true);
  });
  it("a switch is a switch", () => {
    renderWithWords(<Switch label="Open to all" defaultChecked />);
    expect(screen.getByRole("switch", { name: "Open to all" })).toHaveProperty("checked", true);
  });
  it("one of a few is chosen by its name", async () => {
    const choose = vi.fn();
    renderWithWords(
      <Segmented
        label="Light"
        value="day"
        onChange={choose}
        options={[
          { value: "day", label: "Day" },
          { value: "night", label: "Night" },
        ]}
      />,
    );
    await userEvent.click(screen.getByRole("radio", { name: "Night" }));
    expect(choose).toHaveBeenCalledWith("night");
  });
});

describe("a refusal", () => {
  it("is told by its reason, and by its code where the reason has no words", () => {
    renderWithWords(
      <>
        <RefusalNote refusal={{ code: "conflict", reason: "course_empty" }} />
        <RefusalNote refusal={{ code: "unavailable", reason: "nobody_wrote_this_one" }} />
      </>,
    );
    expect(screen.getAllByRole("alert").map((alert) => alert.textContent)).toEqual([
      "Add a lesson before publishing.",
      "This cannot be done just now. Nothing is lost; try again in a moment.",
    ]);
  });
});

describe("a toast", () => {
  it("offers to undo what just happened", async () => {
    const undo = vi.fn();
    const Act = () => {
      const toast = useToast();
      return (
        <Button onClick={() => toast({ title: "Lesson deleted.", action: { label: "Undo", onAction: undo } })}>
          Delete
        </Button>
      );
    };
    renderWithWords(
      <ToastProvider>
        <Act />
      </ToastProvider>,
    );
    await userEvent.click(screen.getByRole("button", { name: "Delete" }));
    (await screen.findByRole("button", { name: "Undo" })).focus();
    await userEvent.keyboard("{Enter}");
    expect(undo).toHaveBeenCalledOnce();
    expect(screen.queryByText("Lesson deleted.")).toBeNull();
  });
});

it("a dropped file's own chooser hands over one file", async () => {
  const take = vi.fn();
  renderWithWords(<FileDrop label="Drop a course here" onFiles={take} />);
  const file = new File(["x"], "course.tar.gz");
  await userEvent.upload(screen.getByLabelText("Drop a course here"), file);
  expect(take).toHaveBeenCalledWith([file]);
});

it.each([
  ["Ada Fernwhistle", "AF"],
  ["Joana da Silva Brook", "JB"],
  ["Björk", "B"],
  ["  ", ""],
])("%s is initialled %s", (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
