import { createServer, request as httpRequest, type IncomingMessage, type Server } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { addressOf, isService, passOnTo } from "./pass-on.mjs";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** A front before a service that tells what reached it. */
async function openFront(service: Server, trustsProxy = false) {
  const port = await listen(service);
  const onward = passOnTo(new URL(`http://127.0.0.1:${port}`), { trustsProxy });
  const front = createServer((request, response) => onward.request(request, response));
  front.on("upgrade", (request, socket, head) => onward.socket(request, socket, head));
  return { service, front: await listen(front) };
}

const echoHeaders = () => createServer((request, response) => response.end(JSON.stringify(request.headers)));

async function headersSeen(port: number, headers: Record<string, string>): Promise<Record<string, string>> {
  const response = await fetch(`http://127.0.0.1:${port}/_svc/x`, { headers });
  return (await response.json()) as Record<string, string>;
}

describe("the front", () => {
  it("says who asks by what it has seen, never by what the asker claims", async () => {
    const { front } = await openFront(echoHeaders());
    expect(await headersSeen(front, {})).toMatchObject({ "x-forwarded-for": "127.0.0.1", "x-doctrina-local": "1" });
    const claims = {
      "x-forwarded-for": "10.0.0.1",
      "x-doctrina-local": "1",
      forwarded: "for=10.0.0.1",
      "x-forwarded-host": "evil.example",
    };
    const seen = await headersSeen(front, claims);
    expect(seen).toMatchObject({
      "x-forwarded-for": "127.0.0.1",
      "x-doctrina-local": "0",
      "x-forwarded-host": `127.0.0.1:${front}`,
    });
    expect(seen.forwarded).toBeUndefined();
  });

  it("behind the school's own proxy believes that proxy's word, the last of the list", async () => {
    const { front } = await openFront(echoHeaders(), true);
    expect(await headersSeen(front, { "x-forwarded-for": "1.2.3.4, 198.51.100.9" })).toMatchObject({
      "x-forwarded-for": "198.51.100.9",
      "x-doctrina-local": "0",
    });
  });

  it("streams an answer as it comes and an upload of any size", async () => {
    let received = 0;
    const service = createServer((request: IncomingMessage, response) => {
      request.on("data", (part: Buffer) => (received += part.length));
      response.write("first");
      request.on("end", () => response.end(" last"));
    });
    const { front } = await openFront(service);
    const size = 24 * 1024 * 1024;
    const text = await new Promise<string>((resolve, reject) => {
      const upload = httpRequest({ port: front, method: "POST", path: "/_svc/upload" }, (answer) => {
        let heard = "";
        // The answer has begun before the upload ends: nothing waits for the whole of it.
        answer.once("data", () => upload.end(Buffer.alloc(size - 1024)));
        answer.on("data", (part: Buffer) => (heard += part.toString()));
        answer.on("end", () => resolve(heard));
      });
      upload.on("error", reject);
      upload.write(Buffer.alloc(1024));
    });
    expect([text, received]).toEqual(["first last", size]);
  });

  it("says that the services are restarting while they are away, and finds them again", async () => {
    const { service, front } = await openFront(echoHeaders());
    const { port } = service.address() as AddressInfo;
    await new Promise((resolve) => service.close(resolve));
    const away = await fetch(`http://127.0.0.1:${front}/_svc/x`, { method: "POST", body: "x" });
    expect([away.status, away.headers.get("retry-after"), ((await away.json()) as { code: string }).code]).toEqual([
      503,
      "1",
      "AWAY",
    ]);
    const back = echoHeaders();
    servers.push(back);
    await new Promise<void>((resolve) => back.listen(port, "127.0.0.1", resolve));
    expect((await fetch(`http://127.0.0.1:${front}/_svc/x`)).status).toBe(200);
  });

  it("passes sockets through in both directions, and closes them when the services go", async () => {
    const service = createServer();
    service.on("upgrade", (request: IncomingMessage, socket: Socket) => {
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nupgrade: echo\r\nconnection: upgrade\r\n\r\n${String(request.headers["x-forwarded-for"])}|`,
      );
      socket.on("data", (part) => (part.toString() === "bye" ? socket.destroy() : socket.write(part)));
    });
    const { front } = await openFront(service);
    const heard = await new Promise<string>((resolve, reject) => {
      const socket = connect(front, "127.0.0.1");
      let text = "";
      socket.on("data", (part) => {
        text += part.toString();
        if (text.endsWith("127.0.0.1|")) socket.write("hello");
        if (text.endsWith("hello")) socket.write("bye");
      });
      socket.on("close", () => resolve(text));
      socket.on("error", reject);
      socket.write(
        "GET /_svc/convex/sync HTTP/1.1\r\nhost: x\r\nupgrade: echo\r\nconnection: upgrade\r\nx-forwarded-for: 9.9.9.9\r\n\r\n",
      );
    });
    expect(heard).toMatch(/^HTTP\/1\.1 101 [\s\S]*127\.0\.0\.1\|hello$/);
  });

  it("keeps to the services' own paths", () => {
    expect(["/_svc", "/_svc/auth/token", "/_svcx", "/courses", "//_svc/"].map(isService)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

it("an address that cannot be read leads to the page that says so, and one that names a host to its path", () => {
  const asked = [
    "/courses/%E0%A4%A",
    "/%",
    "/a%2fb",
    "/courses?q=100%",
    "/",
    "http://evil.example/learn?x=1",
    "x://evil//y",
  ];
  expect(asked.map(addressOf)).toEqual([
    "/not-found",
    "/not-found",
    "/a%2fb",
    "/courses?q=100%",
    "/",
    "/learn?x=1",
    "/y",
  ]);
});
