import { z } from "zod";
import type { ChargeReading, PaymentReading } from "../../contract/relay-protocol.ts";

export type IntentReading = NonNullable<PaymentReading["intent"]>;

const Text = z.string().nullable().default(null);

const Receipt = z.object({
  application_preferred_name: Text,
  dedicated_file_name: Text,
  account_type: Text,
  authorization_code: Text,
  cardholder_verification_method: Text,
});

/** Interac's details have the same shape where we read them. */
const CardPresent = z.object({
  brand: Text,
  last4: Text,
  read_method: Text,
  capture_before: z.int().nullable().default(null),
  incremental_authorization_supported: z.boolean().nullish(),
  overcapture_supported: z.boolean().nullish(),
  receipt: Receipt.nullish(),
});

const Charge = z.object({
  id: z.string().startsWith("ch_"),
  object: z.literal("charge"),
  status: z.enum(["succeeded", "pending", "failed"]),
  captured: z.boolean(),
  amount_refunded: z.int().min(0),
  failure_code: Text,
  outcome: z
    .object({
      type: z.string(),
      reason: Text,
      risk_level: Text,
      risk_score: z.int().nullable().default(null),
    })
    .nullish(),
  payment_method_details: z
    .object({
      card_present: CardPresent.nullish(),
      interac_present: CardPresent.nullish(),
      /** On a page; it has neither a read method nor a receipt's lines. */
      card: CardPresent.nullish(),
    })
    .nullish(),
});
type Charge = z.infer<typeof Charge>;

const LastError = z.object({ code: Text, decline_code: Text, charge: Text });

/** A PaymentIntent as Stripe answers it with `expand[]=latest_charge`, in what we read of it. */
const Intent = z.object({
  id: z.string().startsWith("pi_"),
  object: z.literal("payment_intent"),
  status: z.string(),
  amount: z.int().min(0),
  amount_received: z.int().min(0),
  amount_details: z
    .object({ tip: z.object({ amount: z.int().min(0).nullish() }).nullish() })
    .nullish(),
  currency: z.string().length(3),
  metadata: z.record(z.string(), z.string()),
  latest_charge: Charge.nullable(),
  last_payment_error: LastError.nullish(),
});
type Intent = z.infer<typeof Intent>;

/** Stripe's intent → the reading that registers are mailed. */
export const IntentAnswer = Intent.transform(intentReading);

/** The secret opens the intent to terminal-js. It is no part of a reading: it is never kept. */
export type OpenIntent = Readonly<{ reading: IntentReading; clientSecret: string | null }>;

export const OpenIntentAnswer = Intent.extend({ client_secret: Text }).transform(
  ({ client_secret: clientSecret, ...intent }): OpenIntent => ({
    reading: intentReading(intent),
    clientSecret,
  }),
);

function intentReading(intent: Intent): IntentReading {
  const { metadata, latest_charge: charge, last_payment_error: lastError } = intent;
  return {
    intentId: intent.id,
    status: intent.status,
    amountMinor: intent.amount,
    tipMinor: intent.amount_details?.tip?.amount ?? 0,
    amountReceivedMinor: intent.amount_received,
    currency: intent.currency.toUpperCase(),
    attempt: metadata["attempt"] ?? null,
    register: metadata["register"] ?? null,
    latestCharge: charge && chargeReading(charge, lastError),
    lastErrorCode: lastError?.code ?? null,
  };
}

function chargeReading(charge: Charge, lastError: Intent["last_payment_error"]): ChargeReading {
  const details = charge.payment_method_details;
  const card = details?.card_present ?? details?.interac_present ?? details?.card;
  return {
    chargeId: charge.id,
    status: charge.status,
    captured: charge.captured,
    refundedMinor: charge.amount_refunded,
    failureCode: charge.failure_code,
    declineCode: declineCode(charge, lastError),
    isInterac: details?.interac_present != null,
    ...riskOf(charge),
    ...cardReading(card ?? CardPresent.parse({})),
  };
}

function riskOf({ outcome }: Charge) {
  return { riskLevel: outcome?.risk_level ?? null, riskScore: outcome?.risk_score ?? null };
}

function cardReading(card: z.infer<typeof CardPresent>) {
  const { brand, last4, read_method: readMethod, capture_before: captureBefore, receipt } = card;
  // Stripe counts in seconds.
  const captureBeforeMs = captureBefore === null ? null : captureBefore * 1_000;
  const isRaisable = card.incremental_authorization_supported === true;
  // Where its bank can be asked for more, a capture of more asks it by itself.
  const takesLateTip = isRaisable || card.overcapture_supported === true;
  return {
    ...{ brand, last4, readMethod, captureBeforeMs, emv: receipt ? emvLines(receipt) : null },
    ...(isRaisable && { isRaisable }),
    ...(takesLateTip && { takesLateTip }),
  };
}

/** The intent's last error may belong to an earlier try: it counts for its own charge only. */
function declineCode(charge: Charge, lastError: Intent["last_payment_error"]): string | null {
  if (charge.status !== "failed") return null;
  if (lastError?.charge === charge.id && lastError.decline_code) return lastError.decline_code;
  return charge.outcome?.reason ?? null;
}

function emvLines(receipt: z.infer<typeof Receipt>): ChargeReading["emv"] {
  return {
    applicationName: receipt.application_preferred_name,
    dedicatedFileName: receipt.dedicated_file_name,
    accountType: receipt.account_type,
    authorizationCode: receipt.authorization_code,
    cardholderVerification: receipt.cardholder_verification_method,
  };
}
