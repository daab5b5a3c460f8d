import { EventEmitter } from "node:events";
import type { ClientLine } from "../src/sync/outbox";
import type { ClientSocket } from "../src/sync/session";
import type { Chance } from "./chance";
import type { SimulatedMachine, SimulatedTime } from "./simulated-world";

/** What the client's end hears. */
export type ClientEnd = { onMessage(text: string): void; onClose(reason: string): void };

function headOf(frame: Buffer): { head: number; body: number } {
  const short = frame[1]!;
  if (short < 126) return { head: 2, body: short };
  return short === 126
    ? { head: 4, body: frame.readUInt16BE(2) }
    : { head: 10, body: Number(frame.readBigUInt64BE(2)) };
}

function textOf(frame: Buffer): string {
  return frame.toString("utf8", headOf(frame).head);
}

function framesOf(bytes: Buffer): Buffer[] {
  const frames: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += frames.at(-1)!.length) {
    const { head, body } = headOf(bytes.subarray(at));
    frames.push(bytes.subarray(at, at + head + body));
  }
  return frames;
}

/** One connection: messages take their time, arrive in order, and are lost when the line is cut. */
export class SimulatedConnection {
  readonly socket: ClientSocket & EventEmitter;
  readonly line: ClientLine & EventEmitter;
  readonly #time: SimulatedTime;
  readonly #machine: SimulatedMachine;
  readonly #chance: Chance;
  readonly #client: ClientEnd;
  #isOpenForClient = true;
  #isOpenForServer = true;
  #stalledFrames: Buffer[] | null = null;
  #waitingBytes = 0;
  #lastToServerMs = 0;
  #lastToClientMs = 0;
  /** The most bytes that ever waited for the client. */
  largestBacklog = 0;

  constructor(time: SimulatedTime, machine: SimulatedMachine, chance: Chance, client: ClientEnd) {
    this.#time = time;
    this.#machine = machine;
    this.#chance = chance;
    this.#client = client;
    const states = { OPEN: 1, CLOSED: 3 };
    const isOpen = () => this.#isOpenForServer;
    this.socket = Object.defineProperty(
      Object.assign(new EventEmitter(), {
        OPEN: states.OPEN,
        readyState: states.OPEN,
        ping: () => this.#later("server", () => this.socket.emit("pong")),
        close: (_code: number, reason: string) => this.#closedByServer(reason),
        terminate: () => this.#closedByServer("terminated"),
      }),
      "readyState",
      { get: () => (isOpen() ? states.OPEN : states.CLOSED) },
    );
    this.line = Object.defineProperty(
      Object.assign(new EventEmitter(), { writableLength: 0, write: (frame: Buffer) => this.#write(frame) }),
      "writableLength",
      { get: () => this.#waitingBytes },
    );
  }

  /** The client sends a message. */
  send(text: string): void {
    if (!this.#isOpenForClient) return;
    this.#later("server", () => this.socket.emit("message", Buffer.from(text), false));
  }

  /** The line breaks: what was on its way to the client is lost, what was on its way to the server may still arrive. */
  cut(): void {
    if (!this.#isOpenForClient) return;
    this.#isOpenForClient = false;
    this.#time.after(1, () => this.#client.onClose("cut"));
    this.#later("server", () => this.#endServer());
  }

  /** The client stops reading, or goes on. */
  stall(isStalled: boolean): void {
    if (isStalled) this.#stalledFrames ??= [];
    else {
      const frames = this.#stalledFrames ?? [];
      this.#stalledFrames = null;
      for (const frame of frames) this.#travel(frame);
    }
  }

  /** The machine at the other end is gone. */
  serverIsGone(): void {
    this.#isOpenForServer = false;
    if (!this.#isOpenForClient) return;
    this.#isOpenForClient = false;
    this.#time.after(this.#chance.between(1, 30), () => this.#client.onClose("the server is gone"));
  }

  /** What is written at once may be several frames, and a line may break between any two. */
  #write(bytes: Buffer): void {
    for (const frame of framesOf(bytes)) {
      this.#waitingBytes += frame.length;
      this.largestBacklog = Math.max(this.largestBacklog, this.#waitingBytes);
      if (this.#stalledFrames !== null) this.#stalledFrames.push(frame);
      else this.#travel(frame);
    }
  }

  #travel(frame: Buffer): void {
    this.#later("client", () => {
      this.#waitingBytes -= frame.length;
      if (this.#waitingBytes === 0 && this.#machine.isOn) this.line.emit("drain");
      if (this.#isOpenForClient) this.#client.onMessage(textOf(frame));
    });
  }

  #closedByServer(reason: string): void {
    if (!this.#isOpenForServer) return;
    this.#endServer();
    this.#later("client", () => {
      if (!this.#isOpenForClient) return;
      this.#isOpenForClient = false;
      this.#client.onClose(reason);
    });
  }

  #endServer(): void {
    if (!this.#isOpenForServer) return;
    this.#isOpenForServer = false;
    this.#machine.soon(() => this.socket.emit("close"));
  }

  #later(to: "server" | "client", work: () => void): void {
    const atMs = this.#time.elapsedMs + this.#chance.between(0.1, this.#chance.happens(0.02) ? 200 : 8);
    if (to === "server") {
      this.#lastToServerMs = Math.max(atMs, this.#lastToServerMs);
      this.#machine.after(this.#lastToServerMs - this.#time.elapsedMs, () => {
        if (this.#isOpenForServer) work();
      });
    } else {
      this.#lastToClientMs = Math.max(atMs, this.#lastToClientMs);
      this.#time.after(this.#lastToClientMs - this.#time.elapsedMs, work);
    }
  }
}
