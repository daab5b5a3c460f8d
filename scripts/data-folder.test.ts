import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lockDataFolder, openDataFolder, openSecrets } from "./data-folder.mjs";

const newFolder = () => openDataFolder(join(mkdtempSync(join(tmpdir(), "school-")), "data"));

describe("the data folder", () => {
  it("is open to its owner's account alone, and so are its secrets", () => {
    const folder = newFolder();
    openSecrets(folder);
    expect([statSync(folder).mode & 0o777, statSync(join(folder, "secrets.json")).mode & 0o777]).toEqual([
      0o700, 0o600,
    ]);
  });

  it("of a school that began before a part was there get that part's secrets, and keep the others", () => {
    const folder = newFolder();
    const { searchKey, videoTokenId, ...before } = openSecrets(folder);
    writeFileSync(join(folder, "secrets.json"), JSON.stringify(before));
    const now = openSecrets(folder);
    expect(now).toMatchObject(before);
    expect([now.searchKey.length, now.videoTokenId.length]).toEqual([searchKey.length, videoTokenId.length]);
    expect(openSecrets(folder)).toEqual(now);
  });

  it("of a school that has begun and lost its secrets gets new ones, and that is said", () => {
    const folder = newFolder();
    const said: string[] = [];
    const first = openSecrets(folder, (line) => said.push(line));
    expect(said).toEqual([]);
    rmSync(join(folder, "secrets.json"));
    mkdirSync(join(folder, "identity"));
    expect(openSecrets(folder, (line) => said.push(line)).adminKey).not.toBe(first.adminKey);
    expect(said).toEqual([expect.stringContaining("secrets.json was missing and has new secrets now")]);
  });

  it("with a secret that changed is refused; whoever changed it themselves takes the check away", () => {
    const folder = newFolder();
    const before = openSecrets(folder);
    const file = join(folder, "secrets.json");
    const changed = readFileSync(file, "utf8").replace(before.schoolId, "0123456789ab");
    writeFileSync(file, changed);
    expect(() => openSecrets(folder)).toThrowError(/is not as it was written.*backup.*"check"/);
    writeFileSync(file, changed.replace(/,\s*"check": "\w+"/, ""));
    expect(openSecrets(folder)).toEqual({ ...before, schoolId: "0123456789ab" });
    expect(readFileSync(file, "utf8")).toContain('"check"');
  });

  it("keeps its secrets from start to start, and no two schools share one", () => {
    const folder = newFolder();
    expect(openSecrets(folder)).toEqual(openSecrets(folder));
    const [one, other] = [openSecrets(folder), openSecrets(newFolder())];
    expect(Object.values(one).filter((secret) => Object.values(other).includes(secret))).toEqual([]);
  });

  it("is held by one school at a time", () => {
    const folder = newFolder();
    const giveBack = lockDataFolder(folder);
    expect(() => lockDataFolder(folder)).toThrowError(/already running \(process \d+, data in .*PORT/s);
    giveBack();
    lockDataFolder(folder)();
  });

  it("is free again after a process that was killed", () => {
    const folder = newFolder();
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    writeFileSync(join(folder, "school.lock"), JSON.stringify({ pid, started: "1" }));
    lockDataFolder(folder)();
    writeFileSync(join(folder, "school.lock"), "{ half");
    lockDataFolder(folder)();
    // The number of a living process that began at another time: the old holder's number was given to someone else.
    writeFileSync(join(folder, "school.lock"), JSON.stringify({ pid: process.pid, started: "1" }));
    lockDataFolder(folder)();
  });

  it.each([
    ["unreadable", '{"x"', /cannot be read.*backup/s],
    ["incomplete", '{"schoolId":"0123456789ab"}', /incomplete.*adminKey/s],
    ["no", "null", /incomplete.*adminKey/s],
  ])("with %s secrets is refused in a sentence, and the file is left as it is", (_what, text, sentence) => {
    const folder = newFolder();
    writeFileSync(join(folder, "secrets.json"), text);
    expect(() => openSecrets(folder)).toThrowError(sentence);
    expect(readFileSync(join(folder, "secrets.json"), "utf8")).toBe(text);
  });

  it("in a place where no folder can be is refused, and does not keep its reader waiting", () => {
    const script =
      'const { openDataFolder } = await import("./scripts/data-folder.mjs"); openDataFolder("/proc/none/x");';
    const { stderr, signal } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
      encoding: "utf8",
      timeout: 20_000,
    });
    expect(signal).toBeNull();
    expect(stderr).toContain("The data folder /proc/none/x cannot be used");
  });

  it("that cannot be made is refused with the setting that helps", () => {
    const file = join(newFolder(), "file");
    writeFileSync(file, "");
    expect(() => openDataFolder(file)).toThrowError(/DOCTRINA_DATA_DIR/);
  });
});
