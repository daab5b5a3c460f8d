import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { rowsOf, type TableFormat } from "./rows";
import { ZipReader } from "./zip-reader";
import { ZipWriter, type EntryOptions } from "./zip-writer";

const folder = mkdtempSync(join(tmpdir(), "archive-test-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function* bytes(...parts: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield typeof part === "string" ? Buffer.from(part) : part;
}

const packed: EntryOptions = { isPacked: true, isLarge: false };

async function archive(name: string): Promise<string> {
  const path = join(folder, name);
  const zip = await ZipWriter.create(path);
  await zip.add("empty.txt", bytes(), packed);
  await zip.add("grüße/words.txt", bytes("many ", "words ".repeat(10_000)), packed);
  await zip.add("stored.bin", bytes(Buffer.alloc(70_000, 7)), { isPacked: false, isLarge: false });
  await zip.add("may-be-large.txt", bytes("small after all"), { isPacked: true, isLarge: true });
  await zip.end();
  return path;
}

async function contents(path: string): Promise<Record<string, number | string>> {
  const zip = await ZipReader.open(path);
  const found: Record<string, number | string> = {};
  try {
    for (const [name, entry] of zip.entries) {
      const parts: Buffer[] = [];
      for await (const part of zip.read(entry)) parts.push(part);
      const all = Buffer.concat(parts);
      found[name] = all.length < 100 ? all.toString() : all.length;
    }
  } finally {
    await zip.close();
  }
  return found;
}

describe("archives", () => {
  test("[AD15] files come back as they were, and the same files make the same archive", async () => {
    const [one, two] = [await archive("one.zip"), await archive("two.zip")];
    expect(await contents(one)).toEqual({
      "empty.txt": "",
      "grüße/words.txt": 60_005,
      "stored.bin": 70_000,
      "may-be-large.txt": "small after all",
    });
    expect(readFileSync(two).equals(readFileSync(one))).toBe(true);
  });

  test("[AD17] an archive is refused wherever it is cut off", async () => {
    const whole = readFileSync(await archive("whole.zip"));
    for (const length of [0, 21, 100, 40_000, whole.length - 23, whole.length - 1]) {
      const path = join(folder, `cut-${length}.zip`);
      writeFileSync(path, whole.subarray(0, length));
      await expect(contents(path), `cut at ${length}`).rejects.toThrow("The ZIP archive cannot be read");
    }
  });

  test("[AD17] a byte that has changed in a file is found", async () => {
    const damaged = Buffer.from(readFileSync(await archive("damaged.zip")));
    const at = damaged.indexOf(Buffer.alloc(100, 7));
    damaged[at + 5_000] = 8;
    const path = join(folder, "flipped.zip");
    writeFileSync(path, damaged);
    await expect(contents(path)).rejects.toThrow("stored.bin is damaged");
  });

  test("[AD17] a file that unpacks to more than it says is stopped there", async () => {
    const bomb = Buffer.from(readFileSync(await archive("bomb.zip")));
    const directory = bomb.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    const words = bomb.indexOf("grüße", directory);
    bomb.writeUInt32LE(1_000, words - 46 + 24);
    const path = join(folder, "liar.zip");
    writeFileSync(path, bomb);
    await expect(contents(path)).rejects.toThrow("grüße/words.txt is larger than it says");
  });
});

describe("rows", () => {
  const read = async (format: TableFormat, ...parts: (string | Uint8Array)[]) => {
    const rows = [];
    for await (const row of rowsOf(format, bytes(...parts))) rows.push(row);
    return rows;
  };

  test("[AD16] values of every kind come from JSON lines, also when a line or a letter is cut between two parts", async () => {
    const euro = Buffer.from('{"price":"5 €","n":{"$integer":"BQAAAAAAAAA="}}\n{"list":[1.5,null,true]}');
    const cut = euro.indexOf("€") + 1;
    expect(await read("jsonLines", euro.subarray(0, cut), euro.subarray(cut))).toEqual([
      { price: "5 €", n: 5n },
      { list: [1.5, null, true] },
    ]);
  });

  test("[AD16] CSV has numbers and texts, and quoted cells hold commas, quotes and line ends", async () => {
    const text = 'name,_id,score\r\n"Lovelace, Ada",1,1e3\r\n"two\nlines and ""quotes""",2,-.5\r\nplain,3,4a\r\n';
    expect(await read("csv", text)).toEqual([
      { name: "Lovelace, Ada", _id: "1", score: 1000 },
      { name: 'two\nlines and "quotes"', _id: "2", score: -0.5 },
      { name: "plain", _id: "3", score: "4a" },
    ]);
  });

  test.each<[TableFormat, string | Uint8Array, string]>([
    ["jsonLines", '{"a":1}\n[1]\n', "Line 2 is not an object."],
    ["jsonLines", '{"$odd":1}', "Line 1 holds a value that Convex does not know"],
    ["jsonLines", new Uint8Array([0x7b, 0xff, 0x7d]), "The file is not text in UTF-8."],
    ["jsonArray", "{}", "The file is not a JSON array."],
    ["jsonArray", "[1]", "Item 1 is not an object."],
    ["csv", "a,b\n1\n", "Record 2 has 1 cells for 2 columns."],
    ["csv", 'a\n"open', "The last quoted cell does not end."],
    ["csv", "a b\n1\n", 'The column "a b" has no name that a field may have.'],
  ])("[AD16] %s such as %j is refused, and the place is named", async (format, text, message) => {
    await expect(read(format, text)).rejects.toThrow(message);
  });
});
