/** What a machine can do to a till at its start. Each code has its part in docs/errors.md. */
export const troubleCodes = [
  "port-in-use",
  "folder-not-writable",
  "folder-in-use",
  "disk-full",
  "storage-failed",
  "database-corrupt",
  "database-newer",
  "ledger-broken",
  "ledger-tail-lost",
  "ledger-forked",
  "witness-unreadable",
  "backup-broken",
  "backup-differs",
  "sums-differ",
  "other-register",
] as const;

export type TroubleCode = (typeof troubleCodes)[number];

/** The world failed in a way that has a name. Hosts print code and message and end with 1. */
export class TroubleError extends Error {
  override name = "TroubleError";
  readonly code: TroubleCode;

  constructor(code: TroubleCode, message: string) {
    super(message);
    this.code = code;
  }
}
