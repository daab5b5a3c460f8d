import { afterAll } from "vitest";
import { searchContract } from "./search.contract";
import { openTestService, TEST_KEYS, type TestService } from "./search.testing";

let service: TestService | undefined;

searchContract("of the local service", async () => {
  service = await openTestService();
  return { ...TEST_KEYS, hosts: service.hosts };
});

afterAll(() => service?.close());

const { ALGOLIA_APP_ID: appId, ALGOLIA_ADMIN_KEY: adminKey, ALGOLIA_SEARCH_KEY: searchKey } = process.env;

// Where there are keys, Algolia itself is asked as well; what fails there and not above is a difference.
if (appId && adminKey) {
  searchContract("of Algolia", async () => ({ appId, adminKey, searchKey: searchKey ?? null, hosts: null }));
}
