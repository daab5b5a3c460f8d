import { copyEverything } from "./copies";
import { corruptFiles } from "./corruption";
import { cutReplies } from "./cut-replies";
import { checkHistories } from "./histories";
import { killSchedulers } from "./jobs";
import { killAtRandom } from "./kill";
import { traceFlushes } from "./flush-order";
import { fillDisk } from "./full-disk";
import { sendNonsense } from "./malformed";
import type { Report, Torture } from "./report";
import { simulateMany } from "./simulations";
import { reconnectStorm } from "./storm";

/** Every form of torture by its name. */
export const forms: Readonly<
  Record<string, { readonly what: string; readonly run: (torture: Torture) => Promise<Report> }>
> = {
  simulation: { what: "whole runtimes in simulated worlds where everything goes wrong", run: simulateMany },
  kill: { what: "kill -9 at random moments under write load", run: killAtRandom },
  histories: { what: "random transactions of many clients, checked for serialisability", run: checkHistories },
  replies: { what: "answers cut off after the commit", run: cutReplies },
  storm: { what: "everybody loses the connection at once", run: reconnectStorm },
  jobs: { what: "the scheduler killed at random", run: killSchedulers },
  flushes: { what: "the flush before every answer, seen in the system calls", run: traceFlushes },
  disk: { what: "a real disk that is full", run: fillDisk },
  copies: { what: "everything exported and imported, some imports cut off", run: copyEverything },
  nonsense: { what: "frames and bodies that no client sends", run: sendNonsense },
  corruption: { what: "bits, pages and ends of files lost", run: corruptFiles },
};
