import { describe, expect, test } from "vitest";
import { readNumber } from "./read-number";

describe("a typed number is read", () => {
  test.each([
    ["42", 42],
    [" 1.5 ", 1.5],
    ["1,5", 1.5],
    ["0,125", 0.125],
    [".5", 0.5],
    ["5.", 5],
    ["+3", 3],
    ["-3", -3],
    ["−3", -3],
    ["–3", -3],
    ["1.5e3", 1500],
    ["1,5E-3", 0.0015],
    ["2×10^3", 2000],
    ["2 x 10^-3", 0.002],
    ["2·10³", 2000],
    ["6.02×10²³", 6.02e23],
    ["1 000,5", 1000.5],
    ["1 000", 1000],
    ["1'000.5", 1000.5],
    ["1,234,567", 1234567],
    ["1.234.567", 1234567],
    ["1,234.5", 1234.5],
    ["1.234,5", 1234.5],
    ["12,5", 12.5],
    ["1,50", 1.5],
    ["3/4", 0.75],
    ["１２", 12],
    ["١٢٫٥", 12.5],
  ])("%s is %d", (typed, value) => {
    expect(readNumber(typed, null)).toBeCloseTo(value, 12);
  });
  test.each([
    "",
    " ",
    "abc",
    "1,500",
    "1.2.3",
    "1,23,4",
    "1e",
    "--1",
    "1/0",
    "1/2/3",
    "Infinity",
    "NaN",
    "0x10",
    "1e9999",
    "5 apples",
    ".",
  ])("%j cannot be read as one number", (typed) => {
    expect(readNumber(typed, null)).toBeNull();
  });
  test.each([
    ["5 m/s", "m/s", 5],
    ["5m/s", "m/s", 5],
    ["5", "m/s", 5],
    ["20 %", "%", 20],
    ["3 µm", "μm", 3],
  ])("%j in %j is %d", (typed, unit, value) => {
    expect(readNumber(typed, unit)).toBe(value);
  });
});
