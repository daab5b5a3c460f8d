import { openTestService } from "./search-testing";

// Writes one record after the other and says so, until somebody ends it.
const folder = process.argv[2];
if (!folder) throw new Error("Which folder?");
const { admin } = await openTestService({ folder });
for (let n = 0; ; n++) {
  await admin.saveObjects({ indexName: "courses", objects: [{ objectID: `r${n}`, n }] });
  process.stdout.write(`${n}\n`);
}
