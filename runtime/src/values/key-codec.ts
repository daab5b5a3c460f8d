import { CommitTsPlaceholder, type Value } from "convex/values";

/**
 * Writes values as bytes whose order is the order of the values:
 * undefined < null < bigint < number < boolean < string < bytes < array < object.
 * No encoding is a prefix of another one, so "all keys that start with this value" is one byte range.
 */
const tag = {
  undefined: 1,
  null: 2,
  bigint: 3,
  number: 4,
  false: 5,
  true: 6,
  string: 7,
  bytes: 8,
  array: 9,
  object: 10,
};
const end = 0x00;
const escaped = 0xff;
const terminator = 0x01;
const maxInt64 = 2n ** 63n - 1n;

let scratch = Buffer.allocUnsafe(4096);
let length = 0;

function room(bytes: number): void {
  if (length + bytes <= scratch.length) return;
  const larger = Buffer.allocUnsafe(Math.max(scratch.length * 2, length + bytes));
  scratch.copy(larger, 0, 0, length);
  scratch = larger;
}

function writeByte(byte: number): void {
  room(1);
  scratch[length++] = byte;
}

function writeEscaped(bytes: Uint8Array): void {
  room(bytes.length * 2 + 2);
  for (const byte of bytes) {
    scratch[length++] = byte;
    if (byte === end) scratch[length++] = escaped;
  }
  scratch[length++] = end;
  scratch[length++] = terminator;
}

function writeString(text: string): void {
  room(text.length * 3 + 2);
  if (text.includes("\0")) {
    writeEscaped(Buffer.from(text, "utf8"));
    return;
  }
  length += scratch.write(text, length, "utf8");
  scratch[length++] = end;
  scratch[length++] = terminator;
}

function writeNumber(value: number): void {
  room(8);
  scratch.writeDoubleBE(value, length);
  // Negative numbers sort backwards by their bits, positive ones come after them.
  if (scratch[length]! & 0x80) for (let i = 0; i < 8; i++) scratch[length + i]! ^= 0xff;
  else scratch[length]! ^= 0x80;
  length += 8;
}

function writeBigint(value: bigint): void {
  room(8);
  scratch.writeBigInt64BE(value, length);
  scratch[length]! ^= 0x80;
  length += 8;
}

function write(value: Value | undefined): void {
  if (value === undefined) return writeByte(tag.undefined);
  if (value === null) return writeByte(tag.null);
  switch (typeof value) {
    case "string":
      writeByte(tag.string);
      return writeString(value);
    case "number":
      writeByte(tag.number);
      return writeNumber(value);
    case "boolean":
      return writeByte(value ? tag.true : tag.false);
    case "bigint":
      writeByte(tag.bigint);
      return writeBigint(value);
    default:
      break;
  }
  if (value instanceof ArrayBuffer) {
    writeByte(tag.bytes);
    return writeEscaped(new Uint8Array(value));
  }
  if (value instanceof CommitTsPlaceholder) {
    writeByte(tag.bigint);
    return writeBigint(maxInt64);
  }
  if (Array.isArray(value)) {
    writeByte(tag.array);
    for (const item of value) write(item);
    return writeByte(end);
  }
  writeByte(tag.object);
  const fields = value as Record<string, Value | undefined>;
  for (const name of Object.keys(fields).sort()) {
    if (fields[name] === undefined) continue;
    writeByte(tag.string);
    writeString(name);
    write(fields[name]);
  }
  writeByte(end);
}

/** Encodes values one after the other, followed by `tail` as it is. */
export function encodeKey(values: readonly (Value | undefined)[], tail?: Uint8Array): Uint8Array {
  length = 0;
  for (const value of values) write(value);
  if (tail !== undefined) {
    room(tail.length);
    scratch.set(tail, length);
    length += tail.length;
  }
  return new Uint8Array(scratch.subarray(0, length));
}
