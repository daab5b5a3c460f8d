// @vitest-environment jsdom
import { createSign, generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import {
  ConvexProvider,
  ConvexProviderWithAuth,
  ConvexReactClient,
  useConvexAuth,
  useMutation,
  usePaginatedQuery,
  usePreloadedQuery,
  useQuery,
} from "convex/react";
import { preloadQuery } from "convex/nextjs";
import { anyApi } from "convex/server";
import { createElement, useCallback, useMemo, useState, type ReactNode } from "react";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { freePort, ServerProcess } from "./support/process";
import { temporaryFolder } from "./support/places";

const functionsDir = join(import.meta.dirname, "data-fixture/convex");
const { articles, tallies, who } = anyApi as unknown as Record<"articles" | "tallies" | "who", (typeof anyApi)[string]>;
const unique = () => `w${crypto.randomUUID().replaceAll("-", "")}`;
const patient = { timeout: 20_000 };

const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
let server: ServerProcess;
const { folder, remove } = temporaryFolder();
const clients: ConvexReactClient[] = [];

beforeAll(async () => {
  const jwk = { ...publicKey.export({ format: "jwk" }), kid: "k1", alg: "ES256", use: "sig" };
  const envFile = join(folder, "env");
  const keys = encodeURIComponent(JSON.stringify({ keys: [jwk] }));
  writeFileSync(envFile, `FIXTURE_JWKS=data:application/json,${keys}\n`);
  server = new ServerProcess(await freePort(), await freePort(), join(folder, "data"), functionsDir, envFile);
  await server.start();
}, 60_000);
afterEach(async () => {
  cleanup();
  await Promise.all(clients.splice(0).map((client) => client.close()));
});
afterAll(async () => {
  await server.kill();
  remove();
});

function connect(): ConvexReactClient {
  const webSocketConstructor = WebSocket as unknown as typeof globalThis.WebSocket;
  const client = new ConvexReactClient(server.url, {
    logger: false,
    skipConvexDeploymentUrlCheck: true,
    webSocketConstructor,
  });
  clients.push(client);
  return client;
}

const provided = (client: ConvexReactClient) =>
  function Provided({ children }: { children: ReactNode }) {
    return createElement(ConvexProvider, { client, children });
  };

function token(name: string, forSeconds: number): string {
  const iat = Math.floor(Date.now() / 1000);
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const head = part({ alg: "ES256", kid: "k1", typ: "JWT" });
  const body = part({ iss: "https://issuer.test", aud: "fixture", sub: name, name, iat, exp: iat + forSeconds });
  const signed = createSign("SHA256").update(`${head}.${body}`).sign({ key: privateKey, dsaEncoding: "ieee-p1363" });
  return `${head}.${body}.${signed.toString("base64url")}`;
}

describe("React on the runtime", () => {
  test("[RE1] useQuery follows, and useMutation resolves with what its function returns", async () => {
    const client = connect();
    const name = unique();
    const { result } = renderHook(
      () => ({ value: useQuery(tallies.read!, { name }) as number | undefined, count: useMutation(tallies.countNow!) }),
      { wrapper: provided(client) },
    );
    expect(result.current.value).toBeUndefined();
    await waitFor(() => expect(result.current.value).toBe(0), patient);
    await act(async () => {
      expect(await result.current.count({ name })).toBeNull();
    });
    await waitFor(() => expect(result.current.value).toBe(1), patient);
  });

  test("[RE2] pages are loaded one after the other, keep their ends under writes, and end", async () => {
    const client = connect();
    const shelf = unique();
    await client.mutation(articles.addMany!, { titles: Array.from({ length: 12 }, (_, i) => `t${i}`), shelf });
    const { result } = renderHook(() => usePaginatedQuery(articles.page!, { shelf }, { initialNumItems: 5 }), {
      wrapper: provided(client),
    });
    const titles = () => result.current.results.map(({ title }: { title: string }) => title);
    expect(result.current.status).toBe("LoadingFirstPage");
    await waitFor(() => expect(result.current.status).toBe("CanLoadMore"), patient);
    expect(titles()).toEqual(["t0", "t1", "t2", "t3", "t4"]);
    act(() => result.current.loadMore(5));
    await waitFor(() => expect(titles()).toHaveLength(10), patient);
    // Rows that come into the first page stay in it; nothing moves over the border, nothing appears twice.
    for (const title of ["between a", "between b"])
      await act(async () => void (await client.mutation(articles.add!, { title, shelf, reads: 2.5 })));
    const ten = ["t0", "t1", "t2", "between a", "between b", "t3", "t4", "t5", "t6", "t7", "t8", "t9"];
    await waitFor(() => expect(titles()).toEqual(ten), patient);
    act(() => result.current.loadMore(5));
    await waitFor(() => expect(result.current.status).toBe("Exhausted"), patient);
    expect(titles()).toEqual([...ten, "t10", "t11"]);
    await act(async () => void (await client.mutation(articles.add!, { title: "last", shelf, reads: 99 })));
    await waitFor(() => expect(titles().at(-1)).toBe("last"), patient);
  });

  test("[RE3] an optimistic change is seen at once and gives way to the real one without a step back", async () => {
    const client = connect();
    const name = unique();
    const seen: (number | undefined)[] = [];
    const { result } = renderHook(
      () => {
        const value = useQuery(tallies.read!, { name }) as number | undefined;
        const count = useMutation(tallies.countNow!).withOptimisticUpdate((store) =>
          store.setQuery(tallies.read!, { name }, ((store.getQuery(tallies.read!, { name }) as number) ?? 0) + 1),
        );
        seen.push(value);
        return { value, count };
      },
      { wrapper: provided(client) },
    );
    await waitFor(() => expect(result.current.value).toBe(0), patient);
    for (let i = 1; i <= 3; i++) {
      let done: Promise<unknown> = Promise.resolve();
      act(() => void (done = result.current.count({ name }) as Promise<unknown>));
      expect(result.current.value).toBe(i);
      await act(async () => void (await done));
      expect(result.current.value).toBe(i);
    }
    const numbers = seen.filter((value) => value !== undefined);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    expect(await client.query(tallies.read!, { name })).toBe(3);
  });

  test("[RE4] what was preloaded on a server is shown at once and follows from then on", async () => {
    const name = unique();
    const client = connect();
    await client.mutation(tallies.countNow!, { name });
    const options = { url: server.url, skipConvexDeploymentUrlCheck: true };
    const preloaded = await preloadQuery(tallies.read!, { name }, options);
    const { result } = renderHook(() => usePreloadedQuery(preloaded) as number, { wrapper: provided(client) });
    expect(result.current).toBe(1);
    await act(async () => void (await client.mutation(tallies.countNow!, { name })));
    await waitFor(() => expect(result.current).toBe(2), patient);
  });

  test("[RE5] a signed-in person's token is renewed before it ends, and signing out makes everyone nobody", async () => {
    const client = connect();
    const asked: boolean[] = [];
    let signOut = () => undefined as void;
    function useSession() {
      const [isSignedIn, setIsSignedIn] = useState(true);
      signOut = () => setIsSignedIn(false);
      const fetchAccessToken = useCallback(
        async ({ forceRefreshToken }: { forceRefreshToken: boolean }) => {
          asked.push(forceRefreshToken);
          // The client asks for a new token ten seconds before the old one ends.
          return isSignedIn ? token("Ada", 12) : null;
        },
        [isSignedIn],
      );
      return useMemo(
        () => ({ isLoading: false, isAuthenticated: isSignedIn, fetchAccessToken }),
        [isSignedIn, fetchAccessToken],
      );
    }
    const wrapper = ({ children }: { children: ReactNode }) =>
      createElement(ConvexProviderWithAuth, { client, useAuth: useSession, children });
    const names: unknown[] = [];
    const { result } = renderHook(
      () => {
        const state = { name: useQuery(who.am!, {}) as string | undefined, ...useConvexAuth() };
        if (state.isAuthenticated) names.push(state.name);
        return state;
      },
      { wrapper },
    );
    await waitFor(() => expect(result.current).toMatchObject({ name: "Ada", isAuthenticated: true }), patient);
    const before = asked.length;
    await waitFor(() => expect(asked.length).toBeGreaterThan(before + 1), patient);
    expect(result.current).toMatchObject({ name: "Ada", isAuthenticated: true });
    // While the tokens changed, nobody ever saw another person's answer.
    expect(new Set(names.filter((name) => name !== undefined))).toEqual(new Set(["Ada"]));
    act(() => signOut());
    await waitFor(() => expect(result.current).toMatchObject({ name: "nobody", isAuthenticated: false }), patient);
  });

  test("[RE6] a token that the server refuses is not taken for a session", async () => {
    const client = connect();
    const wrapper = ({ children }: { children: ReactNode }) =>
      createElement(ConvexProviderWithAuth, { client, useAuth: useExpired, children });
    const { result } = renderHook(() => ({ name: useQuery(who.am!, {}) as string | undefined, ...useConvexAuth() }), {
      wrapper,
    });
    await waitFor(
      () => expect(result.current).toMatchObject({ name: "nobody", isAuthenticated: false, isLoading: false }),
      patient,
    );
  });
});

function useExpired() {
  const fetchAccessToken = useCallback(async () => token("Eve", -60), []);
  return useMemo(() => ({ isLoading: false, isAuthenticated: true, fetchAccessToken }), [fetchAccessToken]);
}
