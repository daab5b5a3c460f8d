import { mkdtempSync, rmSync } from "node:fs";
import { Agent, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { openSearch, SEARCH_PATH } from "../standins/search/search";
import { median, quantile, type Row } from "./measure";

/** What is measured at: a catalogue of so many lessons, in a vocabulary as large as a real one. */
const RECORDS = 100_000;
const WORDS = 40_000;
const REPEATS = 5;
const KEYS = { appId: "BENCH", adminKey: "bench-admin-key", searchKey: "bench-search-key" };

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

const STARTS = "b c d f g h j k l m n p r s t v w br ch cl cr dr fl fr gl gr pl pr sc sh sl sp st str th tr".split(" ");
const MIDDLES = "a e i o u ai ea ee ie oa oo ou".split(" ");
const ENDS = "b d g k l m n p r s t ck ct ld ll lt mp nd ng nt rd rk rm rn rt sh sk ss st th".split(" ");

/** Words as unlike one another as those of a language, the frequent ones first. */
function makeWords(next: () => number): string[] {
  const pick = (list: string[]) => list[Math.floor(next() * list.length)]!;
  const words = new Set<string>();
  while (words.size < WORDS) {
    const syllables = 1 + Math.floor(next() * 3.2);
    words.add(Array.from({ length: syllables }, () => pick(STARTS) + pick(MIDDLES) + pick(ENDS)).join(""));
  }
  return [...words];
}

/** Records of about 45 words in four attributes, words as frequent as Zipf found them. */
function makeRecords(words: string[], next: () => number) {
  const scale = Math.log(words.length);
  const word = () => words[Math.floor(Math.exp(next() * scale)) - 1] ?? words[0]!;
  const text = (count: number) => Array.from({ length: count }, word).join(" ");
  return Array.from({ length: RECORDS }, (_, n) => ({
    objectID: `lesson-${n}`,
    title: text(3 + Math.floor(next() * 4)),
    summary: text(8 + Math.floor(next() * 8)),
    body: text(18 + Math.floor(next() * 18)),
    instructor: text(2),
    category: `category ${Math.floor(next() ** 2 * 20)}`,
    level: ["beginner", "intermediate", "advanced"][Math.floor(next() * 3)],
    visibility: next() < 0.95 ? "public" : "draft",
    minutes: 5 + Math.floor(next() * 90),
    students: Math.floor(Math.exp(next() * 9)),
  }));
}

/** What people type: whole words, beginnings, typos, several words; half of it frequent words, half rare ones. */
function makeQueries(records: { title: string; body: string }[], next: () => number): string[] {
  const queries: string[] = [];
  for (let n = 0; n < 50; n++) {
    const { title, body } = records[Math.floor(next() * records.length)]!;
    const some = [...title.split(" "), ...body.split(" ").slice(0, 3)];
    const first = some[Math.floor(next() * some.length)]!;
    const second = some[Math.floor(next() * some.length)]!;
    const long = some.find((one) => one.length >= 6) ?? first;
    queries.push(first.slice(0, 1 + (n % 4)), first, `${first} ${second}`, `${first} ${second.slice(0, 2)}`);
    queries.push(long.slice(0, 3) + long.slice(4), `${second} ${long.slice(0, 2)}x${long.slice(3)}`);
  }
  return ["", ...queries];
}

/** Measures searches over HTTP at 100,000 records: as one types, and with a filter and facets. */
export async function searchRows(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "bench-search-"));
  let search = await openSearch({ folder, ...KEYS });
  const server = createServer((req, res) => void search.handle(req, res));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true });
  const call = (method: string, path: string, body: unknown) =>
    new Promise<Record<string, unknown>>((resolve, reject) => {
      const headers = { "x-algolia-application-id": KEYS.appId, "x-algolia-api-key": KEYS.adminKey };
      const sent = request({ port, agent, method, path: SEARCH_PATH + path, headers }, (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("end", () => {
          const answer = JSON.parse(Buffer.concat(parts).toString("utf8")) as Record<string, unknown>;
          if (response.statusCode === 200) resolve(answer);
          else reject(new Error(JSON.stringify(answer)));
        });
      });
      sent.on("error", reject);
      sent.end(JSON.stringify(body));
    });
  const next = random(20);
  const records = makeRecords(makeWords(next), next);
  const settings = {
    searchableAttributes: ["title", "instructor", "unordered(summary)", "unordered(body)"],
    attributesForFaceting: ["category", "level", "filterOnly(visibility)", "minutes"],
    customRanking: ["desc(students)"],
    attributesToSnippet: ["body:20"],
  };
  await call("PUT", "/1/indexes/lessons/settings", settings);
  for (let from = 0; from < RECORDS; from += 1000) {
    const requests = records.slice(from, from + 1000).map((body) => ({ action: "addObject", body }));
    await call("POST", "/1/indexes/lessons/batch", { requests });
  }
  // Nobody types the same twice: every repeat has queries of its own.
  const sets = Array.from({ length: REPEATS + 1 }, () => makeQueries(records, next));
  const plain = (query: string) => ({ query });
  const faceted = (query: string) => ({
    ...{ query, filters: "visibility:public", facetFilters: [["level:beginner", "level:advanced"]] },
    ...{ numericFilters: ["minutes<=60"], facets: ["category", "level", "minutes"] },
  });
  const processorMs = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  };
  const timed = async (queries: string[], parameters: (query: string) => object) => {
    const took: { wall: number[]; processor: number[] } = { wall: [], processor: [] };
    for (const query of queries) {
      const [started, used] = [performance.now(), processorMs()];
      await call("POST", "/1/indexes/lessons/query", { ...parameters(query), analytics: false });
      took.wall.push(performance.now() - started);
      took.processor.push(processorMs() - used);
    }
    return took;
  };
  await timed(sets[0]!, plain);
  await timed(sets[0]!, faceted);
  type Took = Awaited<ReturnType<typeof timed>>;
  const runs: { plain: Took; faceted: Took }[] = [];
  for (const queries of sets.slice(1)) {
    runs.push({ plain: await timed(queries, plain), faceted: await timed(queries, faceted) });
  }
  const middle = (kind: "plain" | "faceted", of: keyof Took, p: number) =>
    median(runs.map((run) => quantile(run[kind][of], p)));
  await search.close();
  const began = performance.now();
  search = await openSearch({ folder, ...KEYS });
  await call("POST", "/1/indexes/lessons/query", { query: "a" });
  const opening = performance.now() - began;
  await search.filled;
  const filling = performance.now() - began;
  agent.destroy();
  await new Promise((resolve) => server.close(resolve));
  await search.close();
  rmSync(folder, { recursive: true, force: true });
  const row = (id: string, what: string, ours: number, most: number): Row => ({
    ...{ id, what, ours: Number(ours.toPrecision(3)), baseline: most, ratio: Number((ours / most).toPrecision(3)) },
    ...{ goal: `≤ ${most} ms`, unit: "ms", meets: ours <= most },
  });
  const at = "at 100,000 records over HTTP";
  const own = "processor time of both ends";
  return [
    row("search 1a", `a search as one types it, ${at} (p50)`, middle("plain", "wall", 0.5), 5),
    row("search 1b", `a search as one types it, ${at} (p95)`, middle("plain", "wall", 0.95), 40),
    row("search 1c", `the same, ${own} (p50)`, middle("plain", "processor", 0.5), 5),
    row("search 1d", `the same, ${own} (p95)`, middle("plain", "processor", 0.95), 40),
    row("search 2a", `a search with filters and three facets, ${at} (p50)`, middle("faceted", "wall", 0.5), 10),
    row("search 2b", `a search with filters and three facets, ${at} (p95)`, middle("faceted", "wall", 0.95), 40),
    row("search 2c", `the same, ${own} (p50)`, middle("faceted", "processor", 0.5), 10),
    row("search 2d", `the same, ${own} (p95)`, middle("faceted", "processor", 0.95), 40),
    row("search 3a", "a start with 100,000 records: to the first answer", opening, 2000),
    row("search 3b", "a start with 100,000 records: until all of them are searched", filling, 20_000),
  ];
}
