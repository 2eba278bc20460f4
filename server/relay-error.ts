/** Why a relay does not start, for the person who wrote its configuration. */
export type RelayErrorCode =
  "config-unreadable" | "config-invalid" | "key-mode-mismatch" | "tls-required";

export class RelayError extends Error {
  override name = "RelayError";
  readonly code: RelayErrorCode;

  constructor(code: RelayErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
