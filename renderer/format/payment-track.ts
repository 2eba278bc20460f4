import type { PaymentView, TryView } from "../../contract/payment-views.ts";
import { cardWords, readWords } from "./card-words.ts";
import { formatSeconds, secondsSince } from "./elapsed.ts";
import { formatClock } from "./format-time.ts";

/** `off`: it did not come to this step and will not. */
export type StepState = "done" | "now" | "todo" | "bad" | "good" | "off" | "unknown";

export type TrackStep = Readonly<{ name: string; state: StepState; detail: string }>;

/** Until then a customer is simply getting the card out. */
export const PATIENCE_S = 15;

/** The four steps of every card payment: each state is another picture of the same line. */
export function trackSteps(payment: PaymentView, nowMs: number): readonly TrackStep[] {
  return [
    { name: "Written on the till", state: "done", detail: formatClock(payment.startedAtMs) },
    { name: payment.link === null ? "On the reader" : "On the page", ...readerStep(payment) },
    { name: "Card", ...cardStep(payment, nowMs) },
    stripeStep(payment),
  ];
}

type Step = Omit<TrackStep, "name">;

function readerStep({ phase, onReaderAtMs }: PaymentView): Step {
  if (onReaderAtMs !== null) return { state: "done", detail: formatClock(onReaderAtMs) };
  switch (phase) {
    case "waiting":
      return { state: "now", detail: "on its way" };
    case "unknown":
      return { state: "unknown", detail: "not confirmed" };
    case "cancelled":
      return { state: "off", detail: "not shown" };
    case "declined":
    case "authorised":
    case "captured":
      return { state: "done", detail: "" };
  }
}

function cardStep(payment: PaymentView, nowMs: number): Step {
  switch (payment.phase) {
    case "waiting":
      return waitingStep(payment, nowMs);
    case "unknown":
      return { state: "unknown", detail: "read or not, not known" };
    case "declined":
      return { state: "bad", detail: "declined by the bank" };
    case "authorised":
    case "captured":
      return { state: "done", detail: presentedWords(payment.tries.at(-1)) };
    case "cancelled":
      return { state: "off", detail: wasDeclined(payment) ? "declined" : "none charged" };
  }
}

function waitingStep(payment: PaymentView, nowMs: number): Step {
  if (payment.onReaderAtMs === null) return { state: "todo", detail: "" };
  if (payment.isCardInProcess) return { state: "now", detail: "being processed" };
  if (payment.isCancelRequested) return { state: "now", detail: "none seen so far" };
  const seconds = secondsSince(payment.tryStartedAtMs, nowMs);
  const isLong = seconds >= PATIENCE_S;
  return {
    state: "now",
    detail: isLong ? `none for ${formatSeconds(seconds)}` : "not presented yet",
  };
}

function stripeStep(payment: PaymentView): TrackStep {
  const name = "Verified by Stripe";
  switch (payment.phase) {
    case "waiting":
    case "declined":
      return { name, state: "todo", detail: payment.isCancelRequested ? "asked to cancel" : "" };
    case "unknown":
      return { name: "Outcome unknown", state: "unknown", detail: "asking Stripe" };
    case "authorised":
      return { name, state: "now", detail: "approved, being captured" };
    case "captured":
      return { name, state: "good", detail: "captured, in the ledger" };
    case "cancelled":
      return payment.intentId === null
        ? { name, state: "off", detail: "never asked" }
        : { name, state: "done", detail: "cancelled" };
  }
}

function wasDeclined({ tries }: PaymentView): boolean {
  return tries.at(-1)?.outcome === "declined";
}

function presentedWords(attempt: TryView | undefined): string {
  if (!attempt) return "";
  const read = readWords(attempt.readMethod)?.toLowerCase();
  return [cardWords(attempt), read].filter(Boolean).join(", ");
}
