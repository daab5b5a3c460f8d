/** Convex's limits of one transaction. */
export const transactionLimits = {
  rowsRead: 32_000,
  bytesRead: 16 << 20,
  rangesRead: 4_096,
  rowsWritten: 16_000,
  bytesWritten: 16 << 20,
};

/** What a transaction has used: documents, bytes of them, and index ranges (a get is one). */
export type Usage = {
  rowsRead: number;
  bytesRead: number;
  rangesRead: number;
  rowsWritten: number;
  bytesWritten: number;
};

const more = "This is a Convex limit: https://docs.convex.dev/production/state/limits";

/** Counts what a transaction uses and refuses what goes beyond the limits. */
export class Meter {
  readonly used: Usage = { rowsRead: 0, bytesRead: 0, rangesRead: 0, rowsWritten: 0, bytesWritten: 0 };

  readRange(): void {
    if (++this.used.rangesRead > transactionLimits.rangesRead) {
      throw new Error(
        `Too many index ranges read in a single function execution (limit: ${transactionLimits.rangesRead}). ${more}`,
      );
    }
  }

  readRow(bytes: number): void {
    this.used.bytesRead += bytes;
    if (this.used.bytesRead > transactionLimits.bytesRead) {
      throw new Error(
        `Read too much data in a single function execution (limit: ${transactionLimits.bytesRead} bytes). ${more}`,
      );
    }
    if (++this.used.rowsRead > transactionLimits.rowsRead) {
      throw new Error(
        `Scanned too many documents in a single function execution (limit: ${transactionLimits.rowsRead}). ${more}`,
      );
    }
  }

  writeRow(bytes: number): void {
    this.used.bytesWritten += bytes;
    if (this.used.bytesWritten > transactionLimits.bytesWritten) {
      throw new Error(
        `Wrote too much data in a single function execution (limit: ${transactionLimits.bytesWritten} bytes). ${more}`,
      );
    }
    if (++this.used.rowsWritten > transactionLimits.rowsWritten) {
      throw new Error(
        `Wrote too many documents in a single function execution (limit: ${transactionLimits.rowsWritten}). ${more}`,
      );
    }
  }
}

/** For the host's own work on everything there is: no limits. */
export class Unmetered extends Meter {
  override readRange(): void {}
  override readRow(): void {}
  override writeRow(): void {}
}
