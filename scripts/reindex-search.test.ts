import { spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";

let school: ReturnType<typeof createServer> | null = null;
afterEach(() => school?.close());

/** Runs the command against a school that builds nothing; answers what it printed and what the school was asked. */
async function run(...args: string[]) {
  const asked: string[] = [];
  school = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => (body += String(part)));
    request.on("end", () => {
      asked.push((JSON.parse(body) as { path: string }).path);
      const value = { reindex: { state: "done", done: 7, total: 7, records: 80, error: null } };
      response.end(JSON.stringify({ status: "success", value }));
    });
  });
  await new Promise<void>((resolve) => school?.listen(0, "127.0.0.1", resolve));
  const { port } = school.address() as AddressInfo;
  const child = spawn(process.execPath, [join(import.meta.dirname, "reindex-search.mjs"), ...args], {
    env: {
      ...process.env,
      CONVEX_SELF_HOSTED_URL: `http://127.0.0.1:${port}`,
      CONVEX_SELF_HOSTED_ADMIN_KEY: "key",
    },
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (printed += String(part)));
  const code = await new Promise((resolve) => child.on("close", resolve));
  return { code, printed: printed.trim(), asked };
}

it("begins to build and says when it is done", async () => {
  const { code, printed, asked } = await run();
  expect(code).toBe(0);
  expect(printed).toContain("Done: 7 courses, 80 records.");
  expect(asked[0]).toBe("jobs/search:startReindex");
});
it("stops nothing where nothing is being built", async () => {
  expect(await run("--cancel")).toEqual({ code: 0, printed: "Nothing is being built.", asked: ["jobs/search:state"] });
});
it.each(["--help", "--cancle", "doctrina_courses"])(
  "says what it can do, and does nothing, when asked %s",
  async (word) => {
    const { code, printed, asked } = await run(word);
    expect({ code, asked }).toEqual({ code: 1, asked: [] });
    expect(printed).toContain("npm run search:reindex -- --cancel stops it.");
  },
);
