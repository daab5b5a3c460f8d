import type { World } from "../world";

/** What a session needs of the connection below: it takes whole frames and says how much still waits in it. */
export interface ClientLine {
  readonly writableLength: number;
  on(event: "drain", hear: () => void): unknown;
  write(frame: Buffer): unknown;
}

const largestBacklog = 4 << 20;
const backlogToWait = 256 << 10;
/** A longer frame is written as it is: copying it would cost more than another call. */
const longestHeld = 16 << 10;

/** What an outbox needs of the WebSocket whose frames it writes. */
export type FramedSocket = { readonly readyState: number; readonly OPEN: number; terminate(): void };

/** What goes out to one client: frames in their order, an answer and its Transition in one piece, and no more than the line takes. */
export class Outbox {
  readonly #socket: FramedSocket;
  readonly #line: ClientLine;
  readonly #world: World;
  #isHolding = false;
  #held: Buffer[] = [];
  #isAwaited = false;
  #isClosed = false;
  #largeFrame = 0;
  /** When something was last sent. */
  sentAtMs: number;

  /** `onRoom` is called when the line has room again after somebody had to wait. */
  constructor(socket: FramedSocket, line: ClientLine, world: World, onRoom: () => void) {
    this.#socket = socket;
    this.#line = line;
    this.#world = world;
    this.sentAtMs = world.elapsed();
    line.on("drain", () => {
      this.#largeFrame = 0;
      if (!this.#isAwaited) return;
      this.#isAwaited = false;
      onRoom();
    });
  }

  /** Whether so much waits for the client already that only the newest state should be sent, and later. */
  mustWait(): boolean {
    this.#isAwaited = this.#line.writableLength > backlogToWait;
    return this.#isAwaited;
  }

  /** From now on short frames wait for the ones that follow, until `release`: one call into the system, one wake-up of the client. */
  hold(): void {
    this.#isHolding = true;
  }

  release(): void {
    this.#isHolding = false;
    const frames = this.#held;
    if (frames.length === 0) return;
    this.#held = [];
    this.#writeOut(frames.length === 1 ? frames[0]! : Buffer.concat(frames));
  }

  /** Frames go to the line as they are: `ws` would write a head of its own for each of a thousand sockets. */
  write(frame: Buffer): void {
    if (this.#isClosed) return;
    if (this.#isHolding && frame.length <= longestHeld) {
      this.#held.push(frame);
      return;
    }
    const isHolding = this.#isHolding;
    this.release();
    this.#isHolding = isHolding;
    this.#writeOut(frame);
  }

  /** Sends what was held, and nothing more. */
  close(): void {
    this.release();
    this.#isClosed = true;
  }

  #writeOut(frame: Buffer): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.sentAtMs = this.#world.elapsed();
    if (frame.length > largestBacklog) this.#largeFrame += frame.length;
    this.#line.write(frame);
    if (this.#line.writableLength > largestBacklog + this.#largeFrame) this.#socket.terminate();
  }
}
