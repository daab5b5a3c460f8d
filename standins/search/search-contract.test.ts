import { afterAll } from "vitest";
import { searchContract } from "./search.contract";
import { openTestService, TEST_KEYS, type TestService } from "./search.testing";

let service: TestService | undefined;

searchContract("of the local service", async () => {
  service = await openTestService();
  return { ...TEST_KEYS, hosts: service.hosts };
});

afterAll(() => service?.close());

const { TEST_VENDORS, ALGOLIA_APP_ID: appId, ALGOLIA_ADMIN_API_KEY: adminKey } = process.env;
const searchKey = process.env.ALGOLIA_SEARCH_API_KEY;

// Only by `npm run test:vendors`, and only with keys: it costs calls and makes indices, which it removes.
if (TEST_VENDORS === "1" && appId && adminKey) {
  searchContract("of Algolia", async () => ({ appId, adminKey, searchKey: searchKey ?? null, hosts: null }));
}
