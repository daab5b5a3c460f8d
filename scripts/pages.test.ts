import { spawn, type ChildProcess } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildPages, quietEnv } from "./build-pages.mjs";

/**
 * The built pages of both identity providers: neither holds the other's code, and with Clerk a page lets the browser
 * load what Clerk needs. The keys have the shape of Clerk's and belong to nobody.
 */
// As scripts/start.mjs writes it: what was built for one of them is up to date for the other.
const root = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");
const host = "clerk.example.com";
const clerk = {
  NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: `pk_live_${btoa(`${host}$`).replace(/=+$/, "")}`,
  CLERK_SECRET_KEY: `sk_live_${"x".repeat(40)}`,
};
const clerkFolder = ".next-clerk";
/** A build may take minutes on a busy machine. */
const buildMs = 1_800_000;

/** This environment without anything that says who keeps the accounts, or that this is a test. */
function plainEnv(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/CLERK|^VITEST|^NODE_ENV$|^DOCTRINA_NEXT_DIR$/.test(name),
  );
  return { ...quietEnv(Object.fromEntries(kept) as NodeJS.ProcessEnv), ...more };
}
const build = async (folder: string, env: NodeJS.ProcessEnv) => {
  await (
    await buildPages(root, folder, env, () => undefined)
  ).done;
};

beforeAll(async () => {
  await build(".next", plainEnv());
  await build(clerkFolder, plainEnv({ ...clerk, DOCTRINA_NEXT_DIR: clerkFolder }));
}, buildMs);

/** Every script of a build, for browsers and for the server, by its path. */
function scriptsOf(folder: string): { path: string; text: string }[] {
  const below = (path: string): string[] =>
    readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? below(join(path, entry.name)) : [join(path, entry.name)],
    );
  return ["static", "server"]
    .flatMap((part) => below(join(root, folder, part)))
    .filter((path) => path.endsWith(".js"))
    .map((path) => ({ path: path.slice(root.length), text: readFileSync(path, "utf8") }));
}
const holding = (folder: string, mark: string) =>
  scriptsOf(folder)
    .filter(({ text }) => text.includes(mark))
    .map(({ path }) => path);

/** Words that only the code of one provider has. */
const marks = {
  embedded: ["/_svc/auth", "doctrina.session", "INVALID_EMAIL_OR_PASSWORD", "/demo/personas"],
  clerk: ["clerk.browser.js", "data-clerk-publishable-key", "__clerk_db_jwt", "clerkJSUrl"],
};

describe("the built pages", () => {
  test.each(marks.embedded)("with Clerk hold nothing of the embedded identity service (%s)", (mark) => {
    expect(holding(clerkFolder, mark)).toEqual([]);
    // That the mark is one: where the service is used, it is found.
    expect(holding(".next", mark)).not.toEqual([]);
  });
  test.each(marks.clerk)("with the embedded identity service hold nothing of Clerk (%s)", (mark) => {
    expect(holding(".next", mark)).toEqual([]);
    expect(holding(clerkFolder, mark)).not.toEqual([]);
  });
  test("never hold the secret key", () => {
    expect(holding(clerkFolder, clerk.CLERK_SECRET_KEY)).toEqual([]);
  });
});

describe("a page with Clerk", () => {
  let front: ChildProcess;
  let origin = "";
  beforeAll(async () => {
    const port = await freePort();
    origin = `http://localhost:${port}`;
    front = spawn(process.execPath, [join(root, "scripts", "front.mjs")], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      env: plainEnv({
        ...clerk,
        ...{ NODE_ENV: "production", PORT: String(port), HOST: "127.0.0.1", DOCTRINA_NEXT_DIR: clerkFolder },
        // Nothing is there: the pages of sign-in ask nobody but Clerk.
        ...{ DOCTRINA_ORIGINS: origin, DOCTRINA_SERVICES_URL: "http://127.0.0.1:9" },
      }),
    });
    await new Promise((resolve, reject) => {
      front.once("message", resolve);
      front.once("exit", (code) => reject(new Error(`The page server ended with ${code}`)));
    });
  }, 120_000);
  afterAll(() => {
    front?.removeAllListeners("exit");
    front?.kill();
  });

  const open = async (path: string) => {
    const answer = await fetch(origin.replace("localhost", "127.0.0.1") + path, {
      headers: { host: new URL(origin).host },
    });
    return {
      status: answer.status,
      policy: answer.headers.get("content-security-policy") ?? "",
      html: await answer.text(),
    };
  };

  test.each(["/sign-in", "/sign-up", "/sign-in/factor-one", "/sign-up/verify-email-address", "/sign-in/sso-callback"])(
    "%s is there, and brings Clerk's own components from the host that its key names",
    async (path) => {
      const { status, html } = await open(path);
      expect(status).toBe(200);
      const foreign = [...html.matchAll(/(?:src|href)="(https?:\/\/[^"/]+)/g)].map(([, from]) => from);
      expect(new Set(foreign)).toEqual(new Set([`https://${host}`]));
      expect(html).toMatch(/<script src="https:\/\/clerk\.example\.com\/npm\/@clerk\/clerk-js@\d/);
    },
  );
  test("lets the browser load what Clerk needs, by nonce or from Clerk's hosts, and no script of the page itself", async () => {
    const { policy, html } = await open("/sign-in");
    const scripts = policy.split("; ").find((line) => line.startsWith("script-src ")) ?? "";
    const nonce = /'nonce-([^']+)'/.exec(scripts)?.[1] ?? "";
    expect(scripts.replace(`'nonce-${nonce}'`, "'nonce'")).toBe(
      `script-src 'self' 'nonce' https://${host} https://challenges.cloudflare.com https://*.protect.clerk.com`,
    );
    expect(policy).toContain(`https://${host} https://*.protect.clerk.com:*`);
    expect(html).toContain(`nonce="${nonce}"`);
    // Every script is ours, Clerk's, or carries the nonce.
    const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>/g)].map(([tag]) => tag);
    expect(inline.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
