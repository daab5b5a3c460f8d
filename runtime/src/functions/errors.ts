import type { JSONValue } from "convex/values";

/** A failure inside a function as its callers see it: `data` is present only for a ConvexError, as Convex-JSON. */
export class FunctionFailure extends Error {
  override readonly name = "FunctionFailure";
  constructor(
    message: string,
    readonly data: JSONValue | undefined,
    /** What a developer sees below "Server Error": the error and where it was thrown. */
    readonly details: string,
  ) {
    super(message);
  }
}

/** A failure with a plain message: wrong arguments, an unknown function, a limit. */
export function plainFailure(message: string): FunctionFailure {
  return new FunctionFailure(message, undefined, message);
}

/** What leaves the server: `data` is absent for plain errors, never null instead. */
export type WireError = { message: string; data?: JSONValue };

/** Puts a failure into words for a client: with details in development, without any in redacted mode. */
export function wireError(failure: FunctionFailure, requestId: string, redact: boolean): WireError {
  const head = `[Request ID: ${requestId}] Server Error`;
  const message = redact ? head : `${head}\n${failure.details}\n`;
  return failure.data === undefined ? { message } : { message, data: failure.data };
}

/** Turns anything thrown by a function into a failure; `where` rewrites a stack into lines of the project's files. */
export function failureOf(thrown: unknown, where: (stack: string) => string[]): FunctionFailure {
  if (thrown instanceof FunctionFailure) return thrown;
  if (typeof thrown === "object" && thrown !== null && Symbol.for("ConvexError") in thrown) {
    const text = String((thrown as { data?: unknown }).data);
    const frames = stackOf(thrown, where);
    return new FunctionFailure(
      text,
      JSON.parse(text) as JSONValue,
      [`Uncaught ConvexError: ${text}`, ...frames].join("\n"),
    );
  }
  const error = thrown as { name?: unknown; message?: unknown } | null;
  const isError = typeof error === "object" && error !== null && "message" in error;
  const message = isError ? String(error.message) : String(thrown);
  const name = isError && typeof error.name === "string" ? error.name : "Error";
  if (/^(Argument|Returns)ValidationError: /.test(message)) return plainFailure(message);
  return new FunctionFailure(
    message,
    undefined,
    [`Uncaught ${name}: ${message}`, ...stackOf(thrown, where)].join("\n"),
  );
}

function stackOf(thrown: unknown, where: (stack: string) => string[]): string[] {
  const stack = typeof thrown === "object" && thrown !== null && "stack" in thrown ? thrown.stack : undefined;
  return typeof stack === "string" ? where(stack) : [];
}
