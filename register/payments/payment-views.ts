import { Currency, money } from "../../contract/money.ts";
import type { PaymentView, TryView } from "../../contract/payment-views.ts";
import { mostLateTipMinor } from "./late-tip-state.ts";
import { chargeOf, type Payment, type Try } from "./payment-state.ts";

/** The till's own patience with a customer who does not present a card. */
export const WALK_AWAY_MS = 120_000;
/** And with one who pays on a page: far below the half hour that Stripe keeps a session open. */
export const LINK_LAPSE_MS = 600_000;

export function patienceMs({ via }: Pick<Payment, "via">): number {
  return via === "link" ? LINK_LAPSE_MS : WALK_AWAY_MS;
}

/** `nextCheckAtMs` is when an unknown payment is looked up next; null while nobody may. */
export function paymentView(payment: Payment, nextCheckAtMs: number | null): PaymentView {
  const { currency, amountMinor, tipMinor, tries, phase, tryStartedAtMs } = payment;
  const { paymentId, saleId, readerLabel, via, link, intentId, startedAtMs, onReaderAtMs } =
    payment;
  const { isCancelRequested, isCardInProcess, endReason, attention } = payment;
  const parsed = Currency.parse(currency);
  return {
    ...{
      paymentId,
      saleId,
      phase,
      readerLabel,
      via,
      link,
      intentId,
      startedAtMs,
      tryStartedAtMs,
      onReaderAtMs,
    },
    ...{ isCancelRequested, isCardInProcess, endReason, attention },
    ...voidFigures(payment, parsed),
    ...raiseFigures(payment, parsed),
    ...lateTipFigures(payment, parsed),
    ...(payment.topUp && { topUp: payment.topUp }),
    amount: money(amountMinor, parsed),
    tip: money(tipMinor, parsed),
    endsAtMs: tryStartedAtMs + patienceMs(payment),
    nextCheckAtMs: phase === "unknown" ? nextCheckAtMs : null,
    tries: tries.map(tryView),
  };
}

function voidFigures({ misfit, isVoiding, captureAtMs }: Payment, currency: Currency) {
  const amount = (minor: number) => money(minor, currency);
  return {
    atStripe: misfit && {
      ...{ amount: amount(misfit.amountMinor), tip: amount(misfit.tipMinor) },
      ...(misfit.isCaptured && { isCaptured: true as const }),
    },
    isVoiding,
    voidableUntilMs: captureAtMs === 0 || isVoiding ? null : captureAtMs,
  };
}

function raiseFigures({ raise, raiseRefused }: Payment, currency: Currency) {
  return {
    ...(raise && {
      raise: { to: money(raise.toMinor, currency), isUnknown: raise.isUnknown },
    }),
    ...(raiseRefused && {
      raiseRefused: { to: money(raiseRefused.toMinor, currency), code: raiseRefused.code },
    }),
  };
}

function lateTipFigures(payment: Payment, currency: Currency) {
  const { lateTipMinor, tipMinor, phase } = payment;
  const mostMinor = mostLateTipMinor(payment);
  const isOver = phase === "cancelled" || payment.isVoiding;
  const isTaken = phase === "captured" ? tipMinor !== 0 : isOver ? false : null;
  return {
    ...(lateTipMinor !== undefined && { lateTip: { tip: money(lateTipMinor, currency), isTaken } }),
    ...(mostMinor !== null && { mostLateTip: money(mostMinor, currency) }),
  };
}

function tryView(attempt: Try): TryView {
  const { failureCode, declineCode, brand, last4, readMethod } = chargeOf(attempt);
  const { number, outcome } = attempt;
  return { number, outcome, declineCode: declineCode ?? failureCode, brand, last4, readMethod };
}
