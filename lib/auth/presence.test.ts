import { expect, test, vi } from "vitest";
import { presenceOf } from "./presence";

const answering = () => Promise.resolve(new Response("{}", { status: 404 }));
const silent = () => Promise.reject(new TypeError("fetch failed"));

test("a server that answers is there, and is asked once however many want to know", async () => {
  const ask = vi.fn(answering);
  let now = 0;
  const isThere = presenceOf("https://clerk.example", ask, () => now);
  expect(await Promise.all([isThere(), isThere(), isThere()])).toEqual([true, true, true]);
  now = 29_000;
  await isThere();
  expect(ask).toHaveBeenCalledTimes(1);
  now = 31_000;
  await isThere();
  expect(ask).toHaveBeenCalledTimes(2);
});
test("one that is silent is asked again soon", async () => {
  const ask = vi.fn<() => Promise<Response>>(silent);
  let now = 0;
  const isThere = presenceOf("https://clerk.example", ask, () => now);
  expect(await isThere()).toBe(false);
  now = 4_000;
  expect(await isThere()).toBe(false);
  expect(ask).toHaveBeenCalledTimes(1);
  ask.mockImplementation(answering);
  now = 6_000;
  expect(await isThere()).toBe(true);
});
