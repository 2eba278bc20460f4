import { ok, refuse } from "../../contract/result.ts";
import type { PaymentRow } from "../storage/rows.ts";
import type { OpenIntent } from "../stripe/payment-reading.ts";
import type { Outcome } from "./outcome.ts";
import type { PaymentDeps } from "./payment-deps.ts";

/**
 * The direct way's send: the register's own reader window collects and processes. From here on a
 * card may be authorised at any time, so the row says so before the secret leaves, and the intent
 * is read in turn: the window's word would only be a hint.
 */
export async function handSecret(
  deps: PaymentDeps,
  { paymentId, sends }: PaymentRow,
  { reading, clientSecret }: OpenIntent,
): Promise<Outcome> {
  if (clientSecret === null) return refuse("stripe-refused", "the intent came without its secret");
  const chargeBefore = reading.latestCharge?.chargeId ?? null;
  await deps.storage.transaction((tx) =>
    tx.payments.update(paymentId, { isAtReader: true, sends: sends + 1, chargeBefore }),
  );
  deps.trace("send-stored");
  deps.signals.watch(paymentId);
  return ok({ type: "client-secret", paymentId, clientSecret });
}
