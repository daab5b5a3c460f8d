import * as z from "zod";
import { errorCodes, type AppErrorData } from "./app-error";

/** The wire form of a refusal as a schema, for those who check what crosses. Screens read it without one: `readAppErrorData`. */
export const appErrorData: z.ZodType<AppErrorData> = z.object({
  code: z.enum(errorCodes),
  reason: z.string(),
  fields: z.record(z.string(), z.string()).optional(),
});
