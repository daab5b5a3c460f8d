import type { JSONValue } from "convex/values";
import { wireError } from "../functions/errors";
import type { MutationOutcome, Outcome } from "../functions/runner";
import { encodeTs } from "./timestamps";

/** The answer to a request: what its function returned and logged, or how it failed; `redact` keeps both to the server. */
export function answerText(
  kind: "Mutation" | "Action",
  requestId: number,
  outcome: Outcome | MutationOutcome,
  id: string,
  redact: boolean,
): string {
  const logLines = redact ? [] : outcome.logs;
  if (!outcome.ok) {
    const { message, data } = wireError(outcome.failure, id, redact);
    const errorData: { errorData?: JSONValue } = data === undefined ? {} : { errorData: data };
    return JSON.stringify({
      type: `${kind}Response`,
      ...{ requestId, success: false, result: message, logLines, ...errorData },
    });
  }
  const logs = logLines.length === 0 ? "[]" : JSON.stringify(logLines);
  const ts = "ts" in outcome ? `,"ts":"${encodeTs(outcome.ts)}"` : "";
  return `{"type":"${kind}Response","requestId":${requestId},"success":true,"result":${outcome.json}${ts},"logLines":${logs}}`;
}
