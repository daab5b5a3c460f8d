import { describe, expect, it } from "vitest";
import { largestAsset } from "@/services/assets/asset-types";
import { accepts } from "./add-file";
import { refusalOfFile } from "./refusal-of-file";

const file = (name: string, type = "", size = 1_000) => ({ name, type, size });

describe("a place for a file", () => {
  it.each([
    ["image", file("dusk.JPG")],
    ["image", file("pasted", "image/png")],
    ["file", file("plan.pdf", "application/pdf")],
    ["embed", file("orbit.htm", "text/html")],
  ] as const)("for %s takes %o", (place, given) => {
    expect(refusalOfFile(given, accepts[place])).toBeNull();
  });

  it.each([
    ["image", file("plan.pdf", "application/pdf")],
    ["image", file("plan.pdf", "image/png")],
    ["file", file("setup.exe", "application/octet-stream")],
  ] as const)("for %s says that %o is of another kind", (place, given) => {
    expect(refusalOfFile(given, accepts[place])).toEqual({ code: "invalid", reason: "file_type" });
  });

  it("says that a file is too large, and takes one that just fits", () => {
    expect(refusalOfFile(file("a.pdf", "application/pdf", largestAsset), accepts.file)).toBeNull();
    expect(refusalOfFile(file("a.pdf", "application/pdf", largestAsset + 1), accepts.file)).toEqual({
      code: "invalid",
      reason: "file_large",
    });
  });
});
