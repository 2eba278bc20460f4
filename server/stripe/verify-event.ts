import Stripe from "stripe";
import type { Clock } from "../ports.ts";

export type VerifySignature = (body: Buffer, header: string) => "genuine" | "forged" | "malformed";

/** Stripe's default, in seconds; both ways it is ours (the webhook's bounds). */
const TOLERANCE_S = 300;

/**
 * Stripe's own check of a webhook's signature, with each secret that is configured: while one is
 * rolled over, two are. `malformed`: signed, and not an event all the same.
 */
export function verifySignature(secrets: readonly string[], now: Clock): VerifySignature {
  const { webhooks } = new Stripe("sk_test_unused");

  function checkOne(body: Buffer, header: string, secret: string) {
    try {
      webhooks.constructEvent(body, header, secret, TOLERANCE_S, undefined, now());
      return "genuine";
    } catch (error) {
      const isForged = error instanceof Stripe.errors.StripeSignatureVerificationError;
      return isForged ? "forged" : "malformed";
    }
  }

  return (body, header) => {
    for (const secret of secrets) {
      const verdict = checkOne(body, header, secret);
      if (verdict !== "forged") return verdict;
    }
    return "forged";
  };
}
