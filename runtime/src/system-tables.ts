import { adminTables } from "./admin/admin";
import type { Database } from "./database/database";
import type { World } from "./world";

/** The tables that the host keeps for itself. */
export const systemTables = [
  {
    tableName: "_scheduled_functions",
    inComponents: true,
    indexes: [
      { indexDescriptor: "by_state", fields: ["state.kind", "scheduledTime"] },
      { indexDescriptor: "by_completed", fields: ["completedTime"] },
    ],
  },
  { tableName: "_storage", inComponents: true, indexes: [] },
  {
    tableName: "_files",
    indexes: [
      { indexDescriptor: "by_uuid", fields: ["uuid"] },
      { indexDescriptor: "by_storage", fields: ["storageId"] },
    ],
  },
  { tableName: "_crons", indexes: [{ indexDescriptor: "by_name", fields: ["name"] }] },
  { tableName: "_host", indexes: [{ indexDescriptor: "by_name", fields: ["name"] }] },
  ...adminTables,
];

/** A secret of this data folder, made once. */
export async function hostSecret(db: Database, name: string, world: World): Promise<Buffer> {
  const { value } = await db.mutate(async (tx) => {
    const range = [{ type: "Eq", fieldPath: "name", value: name }] as const;
    const source = { type: "IndexRange", indexName: "_host.by_name", range, order: null } as const;
    const rows = tx.stream({ source, operators: [{ limit: 1 }] }, { system: true });
    const row = rows.next();
    rows.return?.();
    if (!row.done) return (JSON.parse(row.value.json) as { value: string }).value;
    const secret = Buffer.from(world.randomBytes(32)).toString("base64");
    tx.insert("_host", { name, value: secret }, { system: true });
    return secret;
  });
  return Buffer.from(value, "base64");
}
