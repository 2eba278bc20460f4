/** Why a relay does not start, for the person who wrote its configuration. */
export const relayErrorCodes = [
  "config-unreadable",
  "config-invalid",
  "key-mode-mismatch",
  "tls-required",
] as const;
export type RelayErrorCode = (typeof relayErrorCodes)[number];

export class RelayError extends Error {
  override name = "RelayError";
  readonly code: RelayErrorCode;

  constructor(code: RelayErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
