import type { ExposedError } from "@stripe/terminal-js";
import type { ReaderProblem } from "../../contract/reader-window.ts";
import type { Finished } from "./reader-parts.ts";

/**
 * Codes of the SDK as Stripe documents them, and those that its bundle is known to carry. What
 * stands on no list is unknown: then the intent is read, whatever the words say.
 */
const problems: Readonly<Record<string, ReaderProblem>> = {
  reader_in_use: "in-use",
  failed_fetch_connection_token: "no-token",
  invalid_connection_token: "no-token",
  authentication_error: "no-token",
  network_error: "network",
  network_timeout: "network",
  internet_connection_unavailable: "network",
  reader_connection_error: "network",
  reader_error: "reader-trouble",
  invalid_reader_version: "reader-outdated",
  command_already_in_progress: "busy",
  discovery_already_running: "busy",
  invalid_reader_shape: "no-reader",
};

export function problemOf({ code = "", message }: ExposedError): ReaderProblem {
  const known = Object.hasOwn(problems, code) ? problems[code] : undefined;
  // For `fail_if_in_use` Stripe documents words and no code.
  return known ?? (/\bin use\b/i.test(message) ? "in-use" : "unknown");
}

const cancelled = new Set(["canceled", "canceled_by_customer", "customer_canceled"]);

/** With these no card was read. Nothing was processed in any case: that is the next step. */
const notStarted = new Set([
  "no_established_connection",
  "command_already_in_progress",
  "network_error",
  "network_timeout",
  "internet_connection_unavailable",
  "reader_connection_error",
  "reader_error",
  "illegal_state",
  "failed_fetch_connection_token",
  "invalid_payment_intent_client_secret",
]);

type Hint = Finished["hint"];

export function collectHint({ code = "" }: ExposedError): Hint {
  if (cancelled.has(code)) return "cancelled";
  return notStarted.has(code) ? "not-started" : "unknown";
}

/** The bank's no, and a card that is another than the one that paid: nothing has gone back. */
const refundDeclined = new Set([
  ...["card_declined", "expired_card", "incorrect_pin", "processing_error"],
  ...["charge_not_refundable", "charge_already_refunded", "card_not_supported"],
]);

/** While a refund is processed only a clear no says something; Stripe's list of refunds decides. */
export function refundHint({ code = "" }: ExposedError): Hint {
  if (cancelled.has(code)) return "cancelled";
  return refundDeclined.has(code) ? "declined" : "unknown";
}

/**
 * After the card was read only the intent that comes with the error says something. `again`: the
 * line broke before the bank was asked, so the same intent is processed once more.
 */
export function processHint({ payment_intent: intent }: ExposedError): Hint | "again" {
  if (intent?.status === "requires_payment_method") return "declined";
  return intent?.status === "requires_confirmation" ? "again" : "unknown";
}
