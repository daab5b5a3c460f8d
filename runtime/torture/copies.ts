import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { convexToJson } from "convex/values";
import { OfficialCli, TemporaryProject } from "../conformance/support/official-cli";
import { Chance } from "./chance";
import { randomValue } from "./random-value";
import { share, type Report, type Torture } from "./report";
import { withServer } from "./server";

const rounds = 20;
const batches = 12;
const batchSize = 12;
/** How long after its beginning an import is cut off at most, in ms: some are cut off before they write, some after. */
const longestImportMs = 6_000;
const copiedDir = fileURLToPath(new URL("copied/convex", import.meta.url));

type Everything = {
  addresses: Record<string, string>;
  left: { addresses: Record<string, string> };
  right: { addresses: Record<string, string> };
};

/** Random data goes into an archive and out of it again, equal by hash; an import that is cut off leaves the old data whole. */
export async function copyEverything({ seed, size, say }: Torture): Promise<Report> {
  const wrong: string[] = [];
  const counts = { copies: 0, documents: 0, "imports cut off": 0, "of them before anything was changed": 0 };
  const project = new TemporaryProject();
  try {
    for (let round = 0; round < share(size, rounds); round++) {
      const chance = new Chance(`${seed}/copies ${round}`);
      const archive = project.path(`${round}.zip`);
      const said = (what: string) => wrong.push(`round ${round}: ${what}`);
      const hash = await withServer(async (server) => {
        counts.documents += await fill(server.url, chance.named("first"), share(Math.min(1, size * 4), batches));
        const before = await hashOf(server.url);
        await new OfficialCli(project, server.url).succeed(...["export", "--path", archive, "--include-file-storage"]);
        return before;
      }, copiedDir);
      await withServer(async (server) => {
        const cli = new OfficialCli(project, server.url);
        // Data of its own, which stays as it is until it is replaced.
        await fill(server.url, chance.named("second"), 1);
        const old = await hashOf(server.url);
        const importing = cli.start(["import", "-y", "--replace-all", archive]);
        const ended = new Promise((resolve) => importing.child.once("close", resolve));
        await cli.until(importing, /change|import/i).catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, chance.number() ** 2 * longestImportMs));
        await server.kill();
        await server.start();
        await cli.stop();
        await ended;
        const now = await hashOf(server.url);
        counts["imports cut off"] += 1;
        if (now === old) counts["of them before anything was changed"] += 1;
        else if (now !== hash) said("an import that was cut off left neither the old data nor the new");
        await cli.succeed("import", "-y", "--replace-all", archive);
        if ((await hashOf(server.url)) !== hash) said("what was imported is not what was exported");
        const again = project.path(`${round} again.zip`);
        await cli.succeed("export", "--path", again, "--include-file-storage");
        if (!readFileSync(again).equals(readFileSync(archive))) said("the copy's archive is another one");
        await server.kill();
        await server.start();
        if ((await hashOf(server.url)) !== hash) said("what was imported has not outlived the server");
        counts.copies += 1;
      }, copiedDir);
      if (round % 5 === 4) say(`${round + 1} copies`);
    }
  } finally {
    project.delete();
  }
  return { counts, wrong };
}

function clientOf(url: string): ConvexHttpClient {
  return new ConvexHttpClient(url, { logger: false, skipConvexDeploymentUrlCheck: true });
}

/** Adds so many batches of random things; returns how many documents they are. */
async function fill(url: string, chance: Chance, count: number): Promise<number> {
  const client = clientOf(url);
  for (let batch = 0; batch < count; batch++) {
    const things = Array.from({ length: batchSize }, () => ({
      value: randomValue(chance),
      bytes: chance.happens(0.3) ? chance.bytes(chance.below(3_000)).buffer : null,
      text: `word${chance.below(20)} word${chance.below(20)}`,
      rank: chance.pick([-0, 0, NaN, -Infinity, chance.number(), chance.below(10)]),
    }));
    await client.mutation(makeFunctionReference<"mutation">("things:add"), { things });
  }
  return count * batchSize * 4;
}

/** A hash of everything that can be asked for, bytes of files included; addresses count without their origin. */
async function hashOf(url: string): Promise<string> {
  const client = clientOf(url);
  const all = (await client.query(makeFunctionReference<"query">("things:all"), { search: "word3" })) as Everything;
  const hash = createHash("sha256");
  for (const part of [all, all.left, all.right]) {
    for (const id of Object.keys(part.addresses).sort()) {
      const address = part.addresses[id]!;
      const answer = await fetch(address);
      const bytes = Buffer.from(await answer.arrayBuffer());
      hash.update(JSON.stringify([id, new URL(address).pathname, answer.status, answer.headers.get("content-type")]));
      hash.update(bytes);
    }
    part.addresses = {};
  }
  return hash.update(JSON.stringify(convexToJson(all))).digest("hex");
}
