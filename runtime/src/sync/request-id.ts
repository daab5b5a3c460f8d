import { realWorld, type World } from "../world";

/** A short random name for one request, shown in errors and logs. */
export function newRequestId(world: World = realWorld): string {
  return Buffer.from(world.randomBytes(8)).toString("hex");
}
