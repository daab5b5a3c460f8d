import { describe, expect, it } from "vitest";
import { createSessionStore, readClaims, type TokenAnswer } from "./session-store";

function tokenFor(sid: string, exp: number, name = "Ada") {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "RS256" })}.${part({ sub: `user_of_${sid}`, sid, exp, name })}.x`;
}

function setUp(answers: (TokenAnswer | "away")[]) {
  const asked = { count: 0, pauses: [] as number[] };
  let now = 0;
  const store = createSessionStore({
    requestToken: async () => {
      asked.count += 1;
      const answer = answers.shift();
      if (!answer || answer === "away") throw new Error("unreachable");
      return answer;
    },
    now: () => now,
    pause: async (ms) => void asked.pauses.push(ms),
  });
  return { store, asked, at: (ms: number) => (now = ms) };
}

describe("the browser's session", () => {
  it("is loading until the identity service has answered, then signed in", async () => {
    const { store } = setUp([{ token: tokenFor("s1", 300) }]);
    expect(store.state()).toEqual({ status: "loading" });
    await store.reload();
    expect(store.state()).toMatchObject({ status: "signedIn", userId: "user_of_s1", sessionId: "s1" });
  });

  it("asks once for all who want a token at the same time", async () => {
    const { store, asked } = setUp([{ token: tokenFor("s1", 300) }]);
    const tokens = await Promise.all([store.getToken(), store.getToken(), store.getToken()]);
    expect(asked.count).toBe(1);
    expect(new Set(tokens).size).toBe(1);
  });

  it("keeps a token until shortly before its end", async () => {
    const { store, asked, at } = setUp([{ token: tokenFor("s1", 300) }, { token: tokenFor("s1", 600) }]);
    await store.reload();
    at(279_000);
    await store.getToken();
    expect(asked.count).toBe(1);
    at(281_000);
    await store.getToken();
    expect(asked.count).toBe(2);
  });

  it("stays signed in while the identity service is away, and waits longer each time", async () => {
    const { store, asked } = setUp([
      { token: tokenFor("s1", 300) },
      "away",
      "away",
      "away",
      { token: tokenFor("s1", 600) },
    ]);
    await store.reload();
    const token = await store.getToken({ skipCache: true });
    expect(token).toBe(tokenFor("s1", 600));
    expect(asked.pauses).toEqual([250, 500, 1000]);
    expect(store.state().status).toBe("signedIn");
  });

  it("is signed out when the identity service says so", async () => {
    const { store } = setUp([{ token: tokenFor("s1", 300) }, { signedOut: true }]);
    await store.reload();
    expect(await store.getToken({ skipCache: true })).toBeNull();
    expect(store.state()).toEqual({ status: "signedOut" });
  });

  it("does not tell anyone when a token is renewed within the same session", async () => {
    const { store } = setUp([
      { token: tokenFor("s1", 300) },
      { token: tokenFor("s1", 600) },
      { token: tokenFor("s2", 600) },
    ]);
    await store.reload();
    let told = 0;
    store.subscribe(() => (told += 1));
    await store.getToken({ skipCache: true });
    expect(told).toBe(0);
    await store.reload();
    expect(told).toBe(1);
    expect(store.state()).toMatchObject({ sessionId: "s2" });
  });

  it("forgets a token that was on its way when the person signed out", async () => {
    let arrive: (answer: TokenAnswer) => void = () => undefined;
    const store = createSessionStore({
      requestToken: () => new Promise<TokenAnswer>((resolve) => (arrive = resolve)),
      now: () => 0,
      pause: async () => undefined,
    });
    const waiting = store.getToken();
    store.clear();
    arrive({ token: tokenFor("s1", 300) });
    expect(await waiting).toBeNull();
    expect(store.state()).toEqual({ status: "signedOut" });
  });

  it("reads names in any script from a token", () => {
    expect(readClaims(tokenFor("s1", 1, "Zoë 学"))).toMatchObject({ name: "Zoë 学" });
  });
});
