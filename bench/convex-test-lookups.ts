import { timeEach } from "./measure";
import schema from "./project/convex/schema";
import * as school from "./project/convex/school";

/** Point lookups by index in convex-test with `documents` rows: gives a function that makes some and gives their times in ms. */
export async function convexTestPointLookups(documents: number): Promise<(times: number) => Promise<number[]>> {
  const { convexTest } = await import("convex-test");
  const { anyApi } = await import("convex/server");
  const api = anyApi.school!;
  const t = convexTest({
    schema,
    modules: { "./school.ts": async () => school, "./_generated/api.ts": async () => ({}) },
  });
  for (let from = 0; from < documents; from += 1_000) await t.mutation(api.load!, { from, count: 1_000 });
  return (times) => timeEach(times, (n) => t.query(api.bySlug!, { slug: `course-${(n * 37) % documents}` }));
}
