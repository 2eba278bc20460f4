import Stripe from "stripe";
import { assert } from "../../contract/assert.ts";
import type { Clock } from "../ports.ts";

export type VerifySignature = (body: Buffer, header: string) => "genuine" | "forged";

/** Stripe's default, in seconds; both ways it is ours (the webhook's bounds). */
const TOLERANCE_S = 300;

/**
 * Stripe's own check of a webhook's signature, with each secret that is configured: while one is
 * rolled over, two are. Whatever makes the check throw is forged: nothing counts as signed that
 * Stripe's check did not pass.
 */
export function verifySignature(secrets: readonly string[], now: Clock): VerifySignature {
  const { signature } = new Stripe("sk_test_unused").webhooks;
  assert(signature, "the stripe package checks signatures");
  const verifyHeader = signature.verifyHeader.bind(signature);

  function isGenuine(body: Buffer, header: string, secret: string): boolean {
    try {
      verifyHeader(body, header, secret, TOLERANCE_S, undefined, now());
      return true;
    } catch {
      return false;
    }
  }

  return (body, header) =>
    secrets.some((secret) => isGenuine(body, header, secret)) ? "genuine" : "forged";
}
