import { createHmac } from "node:crypto";

/**
 * The `Stripe-Signature` header: one v1 for each living secret, and the v0 that Stripe puts on
 * test events as a decoy. The key is the whole secret, `whsec_` included.
 */
export function signatureHeader(
  secrets: readonly string[],
  timestamp: number,
  payload: string,
): string {
  const signed = secrets.map((secret) => `v1=${hmac(secret, `${timestamp}.${payload}`)}`);
  return [`t=${timestamp}`, ...signed, `v0=${hmac("decoy", payload)}`].join(",");
}

function hmac(key: string, message: string): string {
  return createHmac("sha256", key).update(message, "utf8").digest("hex");
}
