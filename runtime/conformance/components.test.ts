import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { api } from "./components-fixture/convex/_generated/api";
import { asAdmin } from "./support/admin";
import { adminKey, serve, Watched, type Served } from "./support/harness";

const functionsDir = fileURLToPath(new URL("./components-fixture/convex", import.meta.url));

/** How long a busy machine may take, in ms, to bundle a project with all its components. */
const patience = 180_000;

describe("components", { timeout: patience }, () => {
  let served: Served;
  beforeAll(async () => {
    served = await serve({ functionsDir, env: { BANK: "Central", SECRET: "of the app" } });
  }, patience);
  afterAll(() => served.stop());

  test("[CM1] the same component used twice has its tables twice", async () => {
    const http = served.http();
    await http.mutation(api.books.book, { account: "twice", amount: 3 });
    await http.action(api.books.bookFromAction, { account: "twice", amount: 40 });
    expect(await http.query(api.books.balance, { account: "twice" })).toEqual({
      first: { sum: 3, bookings: 1 },
      second: { sum: 40, bookings: 1 },
    });
  });

  test("[CM2] a watched query of the app follows the tables of a component, and of a component's component", async () => {
    const client = served.client();
    const watched = new Watched<{ first: { sum: number; bookings: number } }>();
    client.onUpdate(api.books.balance, { account: "watched" }, watched.push);
    await watched.until(({ first }) => first.sum === 0);
    await client.mutation(api.books.book, { account: "watched", amount: 8 });
    await watched.until(({ first }) => first.sum === 8 && first.bookings === 1);
  });

  test("[CM3] a component's mutation that fails takes back its own writes, those of its children too, and no others", async () => {
    const http = served.http();
    const caught = await http.mutation(api.books.tryToBook, { account: "failing", amount: 0 });
    expect(caught).toEqual({ code: "nothing", account: "failing" });
    expect(await http.query(api.books.notes, {})).toEqual(expect.arrayContaining(["before", "after"]));
    expect((await http.query(api.books.balance, { account: "failing" })) as unknown).toMatchObject({
      first: { sum: 0, bookings: 0 },
    });
  });

  test("[CM3] when the app's mutation fails, nothing stays in its components", async () => {
    const http = served.http();
    await expect(http.mutation(api.books.bookAndFail, { account: "undone", amount: 9 })).rejects.toThrow(
      "The app has changed its mind",
    );
    expect((await http.query(api.books.balance, { account: "undone" })) as unknown).toMatchObject({
      first: { sum: 0, bookings: 0 },
    });
  });

  test("[CM4] an id opens a table of its own component only", async () => {
    const crossed = (await served.http().mutation(api.books.crossIds, {})) as Record<string, unknown>;
    expect(crossed).toMatchObject({
      normalizedByApp: null,
      own: { found: { account: "ids", amount: 5 } },
      foreignArgument: expect.stringMatching(/^ArgumentValidationError/) as string,
    });
    for (const name of ["readByApp", "readByComponent", "removedByApp", "patchedByApp"])
      expect([name, crossed[name]]).toEqual([name, expect.stringMatching(/expected ID value/)]);
  });

  test("[CM5] arguments and results are checked at a component's border, and only its public functions are there", async () => {
    const tried = (await served.http().query(api.books.wrongCalls, {})) as Record<string, string>;
    expect(tried.argument).toMatch(/^ArgumentValidationError/);
    expect(tried.returned).toMatch(/^ReturnsValidationError/);
    expect(tried.internal).toMatch(/Could not find public function for 'ledger\/lib:secret'/);
    expect(tried.missing).toMatch(/Could not find public function for 'ledger\/lib:nothing'/);
  });

  test("[CM6] a component sees the variables it was given, nobody's identity, and its own name", async () => {
    const http = asAdmin(served.http(), { name: "Ada", subject: "ada", issuer: "https://example.org" });
    const seen = (await http.query(api.books.surroundings, {})) as Record<string, Record<string, unknown>>;
    expect(seen.app).toEqual({
      variables: expect.arrayContaining(["BANK", "SECRET"]) as unknown,
      identity: "Ada",
    });
    expect(seen.ledger).toMatchObject({
      variables: { CURRENCY: "EUR", BANK: "Central" },
      identity: null,
      self: { name: "lib:surroundings", componentPath: "ledger", type: "query" },
      internalName: "lib:secret",
    });
    expect(seen.second).toMatchObject({ variables: { CURRENCY: "SEK" }, self: { componentPath: "second" } });
  });

  test("[CM7] a function handle is a permission: it opens the function it names from anywhere", async () => {
    expect(await served.http().query(api.books.useHandle, {})).toBe("not for parents");
  });

  test("[CM8] a component schedules its own functions, calls the app back by handle, and its jobs are its own", async () => {
    const client = served.client();
    await client.mutation(api.books.bookLater, { account: "later", amount: 6 });
    const log = new Watched<{ what: string; detail: unknown }[]>();
    client.onUpdate(api.work.log, {}, log.push);
    const told = await log.until((rows) => rows.some(({ what }) => what === "told later"));
    expect(told).toContainEqual({ what: "booked", detail: { account: "later", amount: 6 } });
    const jobs = new Watched<Record<string, { name: string; state: string }[]>>();
    client.onUpdate(api.books.jobs, {}, jobs.push);
    const { app, ledger } = await jobs.until(({ ledger: own = [] }) => own.every(({ state }) => state === "success"));
    expect(app).toEqual([]);
    expect(ledger).toEqual(
      expect.arrayContaining([
        { name: "lib.js:bookNow", state: "success" },
        { name: ";work.js:note", state: "success" },
      ]),
    );
  });

  test("[CM8] the app may schedule a component's function: the job is the app's", async () => {
    const client = served.client();
    await client.mutation(api.books.scheduleTheirs, { account: "scheduled", amount: 2 });
    const watched = new Watched<{ second: { sum: number } }>();
    client.onUpdate(api.books.balance, { account: "scheduled" }, watched.push);
    await watched.until(({ second }) => second.sum === 2);
    const jobs = (await client.query(api.books.jobs, {})) as Record<string, { name: string }[]>;
    expect(jobs.app?.map(({ name }) => name)).toContain("second;lib.js:book");
    expect(jobs.second).not.toContainEqual(expect.objectContaining({ name: "lib.js:book" }));
  });

  test("[FN15] within a run time stands still; names and numbers of chance are new in every run", async () => {
    type Moments = { random: number[]; uuid: string; times: number[] };
    const [first, second] = (await Promise.all([
      served.http().mutation(api.books.moments, {}),
      served.http().mutation(api.books.moments, {}),
    ])) as [Moments, Moments];
    expect(first.uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(first.uuid).not.toBe(second.uuid);
    expect(new Set([...first.random, ...second.random]).size).toBe(4);
    expect(new Set(first.times).size).toBe(1);
  });

  test("[CM9] crons inside a component run there, in each of its uses", async () => {
    const client = served.client();
    const watched = new Watched<{ first: { sum: number }; second: { sum: number } }>();
    client.onUpdate(api.books.balance, { account: "clock" }, watched.push);
    const { first, second } = await watched.until((both) => both.first.sum > 0 && both.second.sum > 0);
    expect([first.sum, second.sum]).toEqual([1, 1]);
  });

  test("[CM10] a file stored by a component is its own; its address serves everyone", async () => {
    const http = served.http();
    const id = await http.action(api.books.storeTheirs, { text: "kept by the ledger" });
    const files = (await http.query(api.books.files, { id })) as Record<string, unknown>;
    expect(files).toMatchObject({ app: null, second: null, counts: [0, 1, 0] });
    expect(await (await fetch(String(files.ledger))).text()).toBe("kept by the ledger");
  });

  test("[CM11] a component answers below its prefix, and leaves to the app what it has no route for", async () => {
    await served.http().mutation(api.books.book, { account: "web", amount: 12 });
    const get = async (path: string) => await (await fetch(served.siteUrl + path)).text();
    expect(JSON.parse(await get("/ledger/balance/web"))).toEqual({
      pathname: "/ledger/balance/web",
      sum: 12,
      bookings: 1,
    });
    expect(await get("/ledger/other")).toBe("the app's rest");
    expect(await get("/hello")).toBe("the app");
    expect((await fetch(`${served.siteUrl}/balance/web`)).status).toBe(404);
  });

  test("[CM12] a search index of a component finds its own documents", async () => {
    const http = served.http();
    await http.mutation(api.books.book, { account: "green apples", amount: 1 });
    expect(await http.query(api.books.search, { words: "apples" })).toEqual({ first: ["green apples"], second: [] });
  });

  test("[CM13] clients cannot reach a component; the holder of the admin key can, by its path", async () => {
    const call = async (body: object, headers: Record<string, string> = {}) => {
      const response = await fetch(`${served.url}/api/function`, {
        method: "POST",
        headers: { "Content-Type": "application/json", ...headers },
        body: JSON.stringify({ format: "json", args: { account: "admin" }, ...body }),
      });
      return (await response.json()) as Record<string, unknown>;
    };
    const inside = { componentPath: "ledger", path: "lib:balance" };
    expect(await call(inside)).toMatchObject({
      status: "error",
      errorMessage: expect.stringMatching(/Could not find public function for 'ledger\/lib:balance'/) as string,
    });
    expect(await call({ path: "ledger/lib:balance" })).toMatchObject({ status: "error" });
    const admin = { Authorization: `Convex ${adminKey}` };
    expect(await call(inside, admin)).toMatchObject({ status: "success", value: { sum: 0, bookings: 0 } });
    const deeper = { componentPath: "ledger/tally", path: "public:count", args: { name: "web" } };
    expect(await call(deeper, admin)).toMatchObject({ status: "success", value: 1 });
    expect(await call({ ...inside, componentPath: "nowhere" }, admin)).toMatchObject({ status: "error" });
  });

  test("[CM13] over the WebSocket as well", async () => {
    const socket = await served.socket();
    socket.connect();
    const add = { type: "Add", queryId: 0, udfPath: "lib:balance", args: [{ account: "ws" }], componentPath: "ledger" };
    socket.send({ type: "ModifyQuerySet", baseVersion: 0, newVersion: 1, modifications: [add] });
    const refused = await socket.next("Transition");
    expect(refused.modifications).toMatchObject([{ type: "QueryFailed" }]);
    socket.send({ type: "Authenticate", tokenType: "Admin", value: adminKey, baseVersion: 0 });
    const served2 = await socket.next("Transition");
    expect(served2.modifications).toMatchObject([{ type: "QueryUpdated", value: { sum: 0, bookings: 0 } }]);
    const run = { udfPath: "lib:book", args: [{ account: "ws", amount: 4 }], componentPath: "ledger" };
    socket.send({ type: "Mutation", requestId: 0, ...run });
    await socket.next("MutationResponse", ({ success }) => success === true);
    await socket.next("Transition", ({ modifications }) => JSON.stringify(modifications).includes('"sum":4'));
  });
});
