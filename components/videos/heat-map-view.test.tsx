import { fireEvent, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { formatSeconds } from "@/components/lessons/seconds";
import { renderWithWords } from "@/lib/i18n/testing";
import { HeatMapView } from "./heat-map-view";

const parts = (watched: (n: number) => number, again: (n: number) => number) =>
  Array.from({ length: 100 }, (_, n) => ({ watched: watched(n), again: again(n) }));
const show = (given: ReturnType<typeof parts>) =>
  renderWithWords(
    <HeatMapView heat={{ durationSeconds: 600, viewers: 40, finished: 12, parts: given }} time={formatSeconds} />,
  );

test("says where students leave and what they watch twice", () => {
  show(
    parts(
      (n) => (n < 50 ? 40 : 10),
      (n) => (n === 20 ? 8 : 0),
    ),
  );
  expect(screen.getByText("40 students began it, 12 watched enough of it.")).toBeTruthy();
  expect(screen.getByText("Half of them have left by 5:00.")).toBeTruthy();
  expect(screen.getByText("Watched again most at 2:00.")).toBeTruthy();
});

test("says nothing of leaving where nearly everybody stays", () => {
  show(
    parts(
      (n) => 40 - n / 10,
      () => 0,
    ),
  );
  expect(screen.queryByText(/have left/)).toBeNull();
  expect(screen.queryByText(/Watched again most/)).toBeNull();
});

test("its parts are read out by the keyboard", () => {
  show(
    parts(
      (n) => 40 - n / 10,
      (n) => n / 10,
    ),
  );
  const slider = screen.getByRole("slider", { name: "Part of the video" });
  fireEvent.change(slider, { target: { value: "50" } });
  const said = "From 5:00: 35 students, watched again 5 times";
  expect(screen.getByText(said)).toBeTruthy();
  expect(slider.getAttribute("aria-valuetext")).toBe(said);
  fireEvent.change(slider, { target: { value: "10" } });
  expect(screen.getByText("From 1:00: 39 students, watched again once")).toBeTruthy();
});
