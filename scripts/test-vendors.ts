import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { KNOWN_DIFFERENCES as ofIdentity } from "../standins/identity/identity.contract";
import { KNOWN_DIFFERENCES as ofMail } from "../standins/mail/mail.contract";
import { KNOWN_DIFFERENCES as ofSearch } from "../standins/search/search.contract";
import { KNOWN_DIFFERENCES as ofVideo } from "../standins/video/video.contract";
import { readEnvFiles } from "./settings.mjs";

/**
 * `npm run test:vendors`: asks the real vendors what the stand-ins are asked by `npm test`. Says of each vendor whether
 * it was asked, and names every fact that holds for one and not for the other. What a suite makes at a vendor it
 * removes again.
 */
const root = fileURLToPath(new URL("..", import.meta.url));

const vendors = [
  {
    name: "Clerk",
    keys: ["CLERK_SECRET_KEY", "CLERK_JWT_ISSUER_DOMAIN"],
    suite: "standins/identity/identity.contract.test.ts",
    known: ofIdentity,
  },
  { name: "Resend", keys: ["RESEND_API_KEY"], suite: "standins/mail/mail.contract.test.ts", known: ofMail },
  {
    name: "Algolia",
    keys: ["ALGOLIA_APP_ID", "ALGOLIA_ADMIN_API_KEY"],
    suite: "standins/search/search-contract.test.ts",
    known: ofSearch,
  },
  {
    name: "Mux",
    keys: ["MUX_TOKEN_ID", "MUX_TOKEN_SECRET"],
    suite: "standins/video/video.contract.test.ts",
    known: ofVideo,
  },
];
type Vendor = (typeof vendors)[number];

const report = z.object({
  testResults: z.array(
    z.object({
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({
          ancestorTitles: z.array(z.string()),
          title: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});
type Fact = { name: string; status: string; why: string };

/** Runs a vendor's suite against the stand-in and the vendor; answers the facts of each by name. */
function ask({ name, suite }: Vendor): { vendor: Fact[]; standIn: Map<string, string> } {
  const folder = mkdtempSync(join(tmpdir(), "doctrina-vendors-"));
  const file = join(folder, "report.json");
  try {
    spawnSync(
      join(root, "node_modules", ".bin", "vitest"),
      ["run", "--project", "standins", "--reporter=json", `--outputFile=${file}`, suite],
      { cwd: root, stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, TEST_VENDORS: "1" } },
    );
    if (!existsSync(file)) throw new Error(`The suite ${suite} did not run.`);
    const { testResults } = report.parse(JSON.parse(readFileSync(file, "utf8")));
    const vendor: Fact[] = [];
    const standIn = new Map<string, string>();
    for (const { ancestorTitles, title, status, failureMessages } of testResults.flatMap(
      (one) => one.assertionResults,
    )) {
      // The first title says whose suite it is: the vendor's name, or the stand-in's.
      const [whose = "", ...within] = ancestorTitles;
      const fact = [...within, title].join(" › ");
      const why = failureMessages?.[0]?.split("\n")[0] ?? "";
      if (whose.startsWith(name) || whose.endsWith(`of ${name}`)) vendor.push({ name: fact, status, why });
      else standIn.set(fact, status);
    }
    // A suite that could not be read has no facts, and that is no agreement.
    if (vendor.length === 0) throw new Error(`The suite ${suite} asked ${name} nothing.`);
    return { vendor, standIn };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

readEnvFiles(root, process.env);
const total = { asked: 0, skipped: 0, agreed: 0, differences: 0 };
for (const vendor of vendors) {
  const missing = vendor.keys.filter((key) => !process.env[key]);
  if (missing.length > 0) {
    total.skipped += 1;
    console.log(
      `${vendor.name}: not asked, because ${missing.join(" and ")} ${missing.length > 1 ? "are" : "is"} not set.`,
    );
    continue;
  }
  total.asked += 1;
  console.log(`${vendor.name}: asking…`);
  const { vendor: facts, standIn } = ask(vendor);
  const isSame = ({ name, status }: Fact) => status === "passed" && (standIn.get(name) ?? "passed") === "passed";
  const agreed = facts.filter(isSame);
  const skipped = facts.filter(({ status }) => status !== "passed" && status !== "failed");
  const differing = facts.filter((fact) => !isSame(fact) && !skipped.includes(fact));
  total.agreed += agreed.length;
  total.differences += differing.length;
  console.log(`  ${agreed.length} facts hold for ${vendor.name} and for the stand-in.`);
  for (const { name } of skipped) console.log(`  Not asked: ${name}`);
  for (const { name, status, why } of differing) {
    console.log(`  DIFFERENT: ${name}`);
    console.log(`    ${vendor.name}: ${status === "passed" ? "holds" : `does not hold (${why})`}`);
    console.log(`    stand-in: ${standIn.get(name) === "passed" ? "holds" : "does not hold"}`);
  }
  console.log("  Known and meant:");
  for (const line of vendor.known) console.log(`  - ${line}`);
}
console.log(
  `${total.asked} vendors asked, ${total.skipped} not asked; ${total.agreed} facts agree, ${total.differences} differ`,
);
process.exit(total.differences > 0 ? 1 : 0);
