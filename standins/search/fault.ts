/** A request that cannot be served; it is answered as `{ message, status }`, the shape of Algolia's errors. */
export class Fault extends Error {
  override readonly name = "Fault";
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** A request that makes no sense, or asks for what this engine does not do. */
export const badRequest = (message: string) => new Fault(400, message);
