import { expect, test } from "vitest";
import type { Id } from "../shared/id";
import { readStopToken, writeStopToken } from "./stop-link";

const claim = { userId: "k17abc" as Id<"users">, what: "courses" as const };

test("a link that the school signed says whose letters about what it ends", async () => {
  const token = await writeStopToken(claim, "secret");
  expect(token).toMatch(/^[\w-]+\.[\w-]+$/);
  expect(await readStopToken(token, "secret")).toEqual(claim);
  expect(await writeStopToken(claim, "secret")).toBe(token);
});
test("a link that was changed, cut, or signed by somebody else says nothing", async () => {
  const token = await writeStopToken(claim, "secret");
  const [text = "", mac = ""] = token.split(".");
  const other = btoa("courses.k17abd").replace(/=+$/, "");
  const forged = [
    "",
    ".",
    text,
    `${text}.`,
    `.${mac}`,
    `${other}.${mac}`,
    `${text}.${mac.slice(0, -2)}`,
    `${text}.${mac}x`,
    `${token}.${mac}`,
    `${text}.${"A".repeat(mac.length)}`,
    `${text}=.${mac}`,
    "é.é",
    await writeStopToken(claim, "another secret"),
    await writeStopToken({ ...claim, what: "everything" as "courses" }, "secret"),
  ];
  for (const one of forged) expect([one, await readStopToken(one, "secret")]).toEqual([one, null]);
});
