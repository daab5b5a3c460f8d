import { describe, expect, test } from "vitest";
import { readAddresses } from "./read-addresses";

describe("addresses as people paste them", () => {
  test.each<[string, string[], string[]]>([
    ["", [], []],
    ["ada@school.example", ["ada@school.example"], []],
    [
      "ada@school.example, bo@school.example;cy@school.example\n\n dee@school.example",
      ["ada@school.example", "bo@school.example", "cy@school.example", "dee@school.example"],
      [],
    ],
    ["Ada Byron <ada@school.example>, Bo <bo@school.example>", ["ada@school.example", "bo@school.example"], []],
    ['"Byron, Ada" <ada@school.example>', ["ada@school.example"], []],
    ["mailto:ada@school.example", ["ada@school.example"], []],
    ["Ada@School.example ada@school.example", ["Ada@School.example"], []],
    ["ada@school.example bo@ @cy dee", ["ada@school.example"], ["bo@", "@cy", "dee"]],
    ["<script>alert(1)</script>", [], ["script", "/script"]],
    [`${"a".repeat(300)}@school.example`, [], [`${"a".repeat(300)}@school.example`]],
  ])("%j", (text, addresses, unreadable) => {
    const read = readAddresses(text);
    expect(read.addresses).toEqual(addresses);
    expect(read.unreadable.sort()).toEqual(unreadable.sort());
  });
});
