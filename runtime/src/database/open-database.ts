import type { KeyValueStore } from "../store/key-value-store";
import { realWorld, type World } from "../world";
import { Catalog, emptyCatalog, readCatalog } from "./catalog";
import type { Database } from "./database";
import { LiveDatabase, timestampOf } from "./live-database";
import { CursorCodec, cursorSecretLength } from "./page-cursor";
import { parseSchemas, parseSystemTables, validatorsOf, type SystemTable } from "./schema";
import { readSetting, requireSetting, setting, settings } from "./settings";

/** What a database is opened with; time and randomness come in here so that a run can be repeated. */
export type DatabaseOptions = {
  readonly store: KeyValueStore;
  readonly world?: World;
  /** Tables of the host's own, reached with `system` access; no project schema sees or drops them. */
  readonly systemTables?: readonly SystemTable[];
  /** Told of an error that no caller can be told of: a commit listener that threw, a store that cannot be read after a commit. */
  readonly onFatal?: (error: unknown) => void;
};

const formatVersion = 1;

/** Opens the database of a store, finishing what an interrupted schema change left behind. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { store, world = realWorld } = options;
  let snapshot = store.snapshot();
  try {
    const format = readSetting(snapshot, settings.format);
    if (format === null) {
      await store.commit([
        setting(settings.format, String(formatVersion)),
        setting(settings.ts, String(timestampOf(world.now()))),
        setting(settings.secret, Buffer.from(world.randomBytes(cursorSecretLength)).toString("base64")),
        setting(settings.catalog, JSON.stringify(emptyCatalog)),
      ]);
      snapshot.close();
      snapshot = store.snapshot();
    } else if (format !== String(formatVersion)) {
      throw new Error(`The data folder has format ${format}; this server reads format ${formatVersion}.`);
    }
    const ts = BigInt(requireSetting(snapshot, settings.ts, "ts"));
    const secret = Buffer.from(requireSetting(snapshot, settings.secret, "cursor-secret"), "base64");
    const record = readCatalog(requireSetting(snapshot, settings.catalog, "catalog"));
    const schema = record.schema === null ? null : parseSchemas(record.schema, record.components ?? {}, []);
    const systemTables = options.systemTables ?? [];
    const database = new LiveDatabase({
      store,
      world,
      onFatal: options.onFatal ?? rethrowLater,
      catalog: new Catalog(record, validatorsOf(schema)),
      cursors: new CursorCodec(secret),
      ofComponents: parseSystemTables(systemTables.filter(({ inComponents }) => inComponents === true)),
      ts,
      wasClosed: readSetting(snapshot, settings.state) !== "open",
    });
    await database.clearGarbage();
    await database.setSystemTables(parseSystemTables(systemTables));
    return database;
  } finally {
    snapshot.close();
  }
}

function rethrowLater(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
