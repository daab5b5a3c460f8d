import { vi } from "vitest";

const base = "http://127.0.0.1:9/_svc/video";
export const webhookSecret = "a-secret-of-the-video-service";
let privateKey: Promise<string> | null = null;

/** A key as Mux gives it: base64 of a PEM. */
async function newPrivateKey(): Promise<string> {
  const pair = await crypto.subtle.generateKey(
    { name: "RSASSA-PKCS1-v1_5", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" },
    true,
    ["sign", "verify"],
  );
  const der = new Uint8Array(await crypto.subtle.exportKey("pkcs8", pair.privateKey));
  const lines = btoa(String.fromCharCode(...der)).replace(/(.{64})/g, "$1\n");
  return btoa(`-----BEGIN PRIVATE KEY-----\n${lines}\n-----END PRIVATE KEY-----`);
}

/**
 * Stands where the video service would answer: gives uploads, and notes what else it is told. `isDown`: it does not
 * answer. Ends with `vi.unstubAllEnvs` and `vi.unstubAllGlobals`.
 */
export async function openVideoService({ isDown = false } = {}) {
  const told: { method: string; path: string; body: unknown }[] = [];
  const settings = {
    MUX_TOKEN_ID: "token",
    MUX_TOKEN_SECRET: "secret",
    MUX_SIGNING_KEY: "key",
    MUX_PRIVATE_KEY: await (privateKey ??= newPrivateKey()),
    MUX_WEBHOOK_SECRET: webhookSecret,
    MUX_BASE_URL: base,
    SCHOOL_ORIGIN: "http://localhost:3000",
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  vi.stubGlobal("fetch", async (input: Request | string | URL, init?: RequestInit) => {
    const request = new Request(input, init);
    const path = request.url.slice(base.length);
    const text = await request.text();
    told.push({ method: request.method, path, body: text.startsWith("{") ? (JSON.parse(text) as unknown) : text });
    if (isDown) return Response.json({ error: { type: "down", messages: ["not now"] } }, { status: 400 });
    if (request.method === "DELETE") return new Response(null, { status: 204 });
    const id = `upload-${told.length}`;
    return Response.json({ data: { id, status: "waiting", url: `${base}/upload/${id}?signature=s` } });
  });
  return { told };
}

/** The header by which Mux signs a delivery. */
export async function muxSignature(body: string, at = Date.now(), secret = webhookSecret): Promise<string> {
  const seconds = Math.floor(at / 1000);
  const bytes = (text: string) => new TextEncoder().encode(text);
  const key = await crypto.subtle.importKey("raw", bytes(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const mac = new Uint8Array(await crypto.subtle.sign("HMAC", key, bytes(`${seconds}.${body}`)));
  return `t=${seconds},v1=${Array.from(mac, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
