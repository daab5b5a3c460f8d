import { mkdtempSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { algoliasearch, type Algoliasearch } from "algoliasearch";
import { openSearch, SEARCH_PATH, type SearchOptions } from "./search";

export const TEST_KEYS = { appId: "TESTAPP", adminKey: "admin-key-for-tests", searchKey: "search-key-for-tests" };

/** How long a client waits for a slow machine, in ms. */
export const PATIENCE = { connect: 50_000, read: 50_000, write: 50_000 };

export type TestService = {
  folder: string;
  port: number;
  hosts: { url: string; accept: "readWrite"; protocol: "http" }[];
  admin: Algoliasearch;
  /** The same service for another key. */
  client: (apiKey: string, appId?: string) => Algoliasearch;
  search: Awaited<ReturnType<typeof openSearch>>;
  close: () => Promise<void>;
};

/** A search service of its own on a port of its own, with the real client to it. */
export async function openTestService(options: Partial<SearchOptions> = {}): Promise<TestService> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), "search-"));
  const search = await openSearch({ ...TEST_KEYS, ...options, folder });
  const server = createServer((request, response) => {
    search.handle(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const hosts = [{ url: `127.0.0.1:${port}${SEARCH_PATH}`, accept: "readWrite" as const, protocol: "http" as const }];
  const client = (apiKey: string, appId = TEST_KEYS.appId) =>
    algoliasearch(appId, apiKey, { hosts, timeouts: PATIENCE });
  return {
    ...{ folder, port, hosts, search, client },
    admin: client(TEST_KEYS.adminKey),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await search.close();
    },
  };
}
