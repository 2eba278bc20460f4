import type { RelayRefusal } from "../../contract/relay-protocol.ts";
import { t } from "../i18n/t.ts";

export type EndReasonWords = Readonly<{ title: string; advice: string }>;

/** Why a payment did not get anywhere, and what to do. The type keeps it complete. */
const reasons: Readonly<Record<RelayRefusal, EndReasonWords>> = {
  "too-late": {
    title: t("ended.too-late.title"),
    advice: t("ended.too-late.advice"),
  },
  "unknown-connection": {
    title: t("ended.unknown-connection.title"),
    advice: t("ended.unknown-connection.advice"),
  },
  "unknown-reader": {
    title: t("ended.unknown-reader.title"),
    advice: t("ended.unknown-reader.advice"),
  },
  "unknown-payment": {
    title: t("ended.unknown-payment.title"),
    advice: t("ended.unknown-payment.advice"),
  },
  "currency-mismatch": {
    title: t("ended.currency-mismatch.title"),
    advice: t("ended.currency-mismatch.advice"),
  },
  "lease-held": {
    title: t("ended.lease-held.title"),
    advice: t("ended.lease-held.advice"),
  },
  "reader-busy": {
    title: t("ended.reader-busy.title"),
    advice: t("ended.reader-busy.advice"),
  },
  "reader-offline": {
    title: t("ended.reader-offline.title"),
    advice: t("ended.reader-offline.advice"),
  },
  "stripe-unreachable": {
    title: t("ended.stripe-unreachable.title"),
    advice: t("ended.stripe-unreachable.advice"),
  },
  "stripe-refused": {
    title: t("ended.stripe-refused.title"),
    advice: t("ended.stripe-refused.advice"),
  },
  "no-lease": {
    title: t("ended.no-lease.title"),
    advice: t("ended.no-lease.advice"),
  },
  "payment-not-open": {
    title: t("ended.payment-not-open.title"),
    advice: t("ended.payment-not-open.advice"),
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
