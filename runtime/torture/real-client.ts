import { WebSocket } from "ws";
import { Chance } from "./chance";
import { ProtocolClient, type Watch } from "./protocol-client";

/** A connection of the real network, which can be cut in the middle of whatever is on its way. */
export class RealConnection {
  readonly #socket: WebSocket;
  readonly #waiting: string[] = [];
  /** Whether what the server sends still arrives. */
  hears = true;

  constructor(url: string, end: { onMessage(text: string): void; onClose(): void }) {
    this.#socket = new WebSocket(url);
    this.#socket.on("open", () => {
      for (const text of this.#waiting.splice(0)) this.#socket.send(text);
    });
    this.#socket.on("message", (data: Buffer) => {
      if (this.hears) end.onMessage(data.toString("utf8"));
    });
    this.#socket.on("close", () => end.onClose());
    // A connection that cannot be made also says "close".
    this.#socket.on("error", () => this.#socket.terminate());
  }

  send(text: string): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(text);
    else if (this.#socket.readyState === WebSocket.CONNECTING) this.#waiting.push(text);
  }

  cut(): void {
    this.#socket.terminate();
  }
}

const time = {
  get wallMs() {
    return Date.now();
  },
  after: (ms: number, work: () => void) => setTimeout(work, ms),
};

/** A client of the protocol over the real network that comes back fast, until it is told to leave. */
export class RealClient {
  readonly protocol: ProtocolClient<RealConnection>;
  #isGone = false;

  constructor(url: string, watch: Watch, name: string = crypto.randomUUID()) {
    this.protocol = new ProtocolClient<RealConnection>(name, {
      time,
      chance: new Chance(name),
      watch,
      comeBackMs: [5, 60],
      connect: () =>
        this.#isGone
          ? null
          : new RealConnection(`${url.replace("http", "ws")}/api/1.48.0/sync`, {
              onMessage: (text) => this.protocol.onMessage(text),
              onClose: () => this.protocol.onClose(),
            }),
    });
    this.protocol.open();
  }

  leave(): void {
    this.#isGone = true;
    this.protocol.leave();
  }
}
