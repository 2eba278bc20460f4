import type { RelayRefusal } from "../../contract/relay-protocol.ts";

export type EndReasonWords = Readonly<{ title: string; advice: string }>;

/** Why a payment did not get anywhere, and what to do. The type keeps it complete. */
const reasons: Readonly<Record<RelayRefusal, EndReasonWords>> = {
  "too-late": {
    title: "The charge came too late to the relay",
    advice: "A charge is started at once or not at all. Press Card again.",
  },
  "unknown-connection": {
    title: "The relay does not know this till’s Stripe account",
    advice: "Take it another way, and have the connection in the set-up checked.",
  },
  "unknown-reader": {
    title: "The relay does not know this reader",
    advice: "Take it another way, and have the reader in the set-up checked.",
  },
  "unknown-payment": {
    title: "The relay does not know this payment",
    advice: "Nothing can come of it. Press Card to begin again.",
  },
  "currency-mismatch": {
    title: "Stripe and this till use different currencies",
    advice: "Take it another way, and have the connection in the set-up checked.",
  },
  "lease-held": {
    title: "Another till is using this reader",
    advice: "When it is free, press Card again.",
  },
  "reader-busy": {
    title: "The reader was busy with something else",
    advice: "When it shows its start screen, press Card again.",
  },
  "reader-offline": {
    title: "The reader could not be reached",
    advice: "Is it switched on, is its network there? Then press Card again.",
  },
  "stripe-unreachable": {
    title: "Stripe could not be reached",
    advice: "Cash works. Try the card again in a moment.",
  },
  "stripe-refused": {
    title: "Stripe did not take this charge",
    advice: "Take it another way, and have the relay’s log looked at.",
  },
  "no-lease": {
    title: "Another till may have the reader",
    advice: "This till takes it again by itself. Then press Card again.",
  },
  "no-pay-page": {
    title: "The payment page cannot be reached",
    advice: "The relay has no address for customers yet. Take a card, or cash.",
  },
  "payment-not-open": {
    title: "The payment had already ended",
    advice: "Press Card to begin again.",
  },
};

/** Null where the clerk or the customer ended it, which needs no explanation. */
export function endReasonWords(code: string | null): EndReasonWords | null {
  if (code === null || !isRelayRefusal(code)) return null;
  return reasons[code];
}

function isRelayRefusal(code: string): code is RelayRefusal {
  return Object.hasOwn(reasons, code);
}
