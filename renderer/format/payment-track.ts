import type { PaymentView, TryView } from "../../contract/payment-views.ts";
import { cardWords, readWords } from "./card-words.ts";
import { formatSeconds, secondsSince } from "./elapsed.ts";
import { formatClock } from "./format-time.ts";
import { trackWords } from "./track-words.ts";

/** `off`: it did not come to this step and will not. */
export type StepState = "done" | "now" | "todo" | "bad" | "good" | "off" | "unknown";

export type TrackStep = Readonly<{ name: string; state: StepState; detail: string }>;

/** Until then a customer is simply getting the card out. */
export const PATIENCE_S = 15;

/**
 * The four steps of every card payment: each state is another picture of the same line. A part of a
 * sale is held, not captured, until the rest is paid.
 */
export function trackSteps(
  payment: PaymentView,
  nowMs: number,
  isPart = false,
): readonly TrackStep[] {
  return [
    { name: trackWords.written, state: "done", detail: formatClock(payment.startedAtMs) },
    {
      name: payment.link === null ? trackWords.onReader : trackWords.onPage,
      ...readerStep(payment),
    },
    { name: trackWords.card, ...cardStep(payment, nowMs) },
    stripeStep(payment, isPart),
  ];
}

type Step = Omit<TrackStep, "name">;

function readerStep({ phase, onReaderAtMs }: PaymentView): Step {
  if (onReaderAtMs !== null) return { state: "done", detail: formatClock(onReaderAtMs) };
  switch (phase) {
    case "waiting":
      return { state: "now", detail: trackWords.onItsWay };
    case "unknown":
      return { state: "unknown", detail: trackWords.notConfirmed };
    case "cancelled":
      return { state: "off", detail: trackWords.notShown };
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
      return { state: "unknown", detail: trackWords.notKnown };
    case "declined":
      return { state: "bad", detail: trackWords.declinedByBank };
    case "authorised":
    case "captured":
      return { state: "done", detail: presentedWords(payment.tries.at(-1)) };
    case "cancelled":
      return {
        state: "off",
        detail: wasDeclined(payment) ? trackWords.declined : trackWords.noneCharged,
      };
  }
}

function waitingStep(payment: PaymentView, nowMs: number): Step {
  if (payment.onReaderAtMs === null) return { state: "todo", detail: "" };
  if (payment.isCardInProcess) return { state: "now", detail: trackWords.inProcess };
  if (payment.isCancelRequested) return { state: "now", detail: trackWords.noneSeen };
  const seconds = secondsSince(payment.tryStartedAtMs, nowMs);
  const isLong = seconds >= PATIENCE_S;
  return {
    state: "now",
    detail: isLong ? trackWords.noneFor(formatSeconds(seconds)) : trackWords.notPresented,
  };
}

function stripeStep(payment: PaymentView, isPart: boolean): TrackStep {
  const name = trackWords.verified;
  switch (payment.phase) {
    case "waiting":
    case "declined":
      return {
        name,
        state: "todo",
        detail: payment.isCancelRequested ? trackWords.askedToCancel : "",
      };
    case "unknown":
      return { name: trackWords.outcomeUnknown, state: "unknown", detail: trackWords.asking };
    case "authorised":
      return isPart
        ? { name, state: "good", detail: trackWords.heldForRest }
        : { name, state: "now", detail: capturingWords(payment) };
    case "captured":
      return { name, state: "good", detail: trackWords.captured };
    case "cancelled":
      return payment.intentId === null
        ? { name, state: "off", detail: trackWords.neverAsked }
        : { name, state: "done", detail: trackWords.cancelled };
  }
}

/** Within a void window the capture is put off. */
function capturingWords({ voidableUntilMs }: PaymentView): string {
  return voidableUntilMs === null
    ? trackWords.beingCaptured
    : trackWords.heldUntil(formatClock(voidableUntilMs));
}

function wasDeclined({ tries }: PaymentView): boolean {
  return tries.at(-1)?.outcome === "declined";
}

function presentedWords(attempt: TryView | undefined): string {
  if (!attempt) return "";
  const read = readWords(attempt.readMethod)?.toLowerCase();
  return [cardWords(attempt), read].filter(Boolean).join(", ");
}
