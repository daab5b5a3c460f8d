import { expect, it } from "vitest";
import { arrivalsAmong } from "./use-arrivals";

it("a course that comes in among the others has arrived", () => {
  expect([...arrivalsAmong(["a", "b"], ["new", "a", "b"])]).toEqual(["new"]);
});
it("courses that were asked for at the end have not", () => {
  expect([...arrivalsAmong(["a", "b"], ["a", "b", "c", "d"])]).toEqual([]);
});
