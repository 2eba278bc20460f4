import type { Input, Outcome, Who } from "../../contract/commands.ts";
import { PaymentId } from "../../contract/ids.ts";
import { money } from "../../contract/money.ts";
import type { ReservationAnswer } from "../../contract/reservation-protocol.ts";
import { ok, refuse } from "../../contract/result.ts";
import type { CreditSpendView } from "../../contract/store-credit-views.ts";
import type { ShopView } from "../../contract/views.ts";
import type { Recorded } from "../../ledger/ledger.ts";
import type { SaleCompleted } from "../../ledger/ledger-entry.ts";
import type { Emit, RelayLine, Ticks } from "../ports.ts";
import type { CompleteSaleDeps } from "../sales/complete-sale.ts";
import { dueOf, faultOfAsked, partsOf, settleTender } from "../sales/parts.ts";
import { priceSale } from "../sales/price-sale.ts";
import { watchPending } from "../watch-pending.ts";
import type { BookQuestions } from "./book-questions.ts";
import { accountView, type AccountDeps } from "./credit-accounts.ts";
import { readHistory, shopHistory, type HistoryDeps } from "./credit-history.ts";
import type { CreditSpend } from "./credit-rows.ts";

export type SpendDeps = AccountDeps &
  Omit<HistoryDeps, "line"> &
  CompleteSaleDeps &
  Readonly<{
    line: Pick<RelayLine, "isOnline" | "send">;
    questions: BookQuestions;
    ticks: Ticks;
    emit: Emit;
    isPaying: (saleId: string) => boolean;
    saleCompleted: (recorded: Recorded<SaleCompleted>) => void;
    /** A part was taken: what is left to pay has changed. */
    publishSales: () => unknown;
  }>;

type Ended = Readonly<{ phase: CreditSpendView["phase"] }> &
  Partial<Pick<CreditSpendView, "refusal" | "available">>;

export function spendView(
  { currency }: ShopView,
  spend: CreditSpend,
  { phase, refusal, available }: Ended,
): CreditSpendView {
  const { reservationId, saleId, accountId, amountMinor } = spend;
  return {
    ...{ reservationId, saleId, accountId, phase },
    amount: money(amountMinor, currency),
    refusal: refusal ?? null,
    available: available ?? null,
  };
}

/** What became of it, for the screens. */
function tell(deps: SpendDeps, spend: CreditSpend, ended: Ended): CreditSpendView {
  const view = spendView(deps.shop, spend, ended);
  deps.emit({ event: "credit-spend-changed", view });
  return view;
}

function refusalOf(deps: SpendDeps, input: Input<"credit.pay">) {
  const { drafts, line } = deps;
  const { saleId } = input;
  const draft = drafts.current();
  if (draft.saleId !== saleId) return "sale-not-open";
  if (!deps.isSelling()) return "session-not-open";
  if (deps.isTraining()) return "training";
  if (draft.lines.length === 0) return "sale-empty";
  if (deps.isPaying(saleId)) return "payment-in-progress";
  const fault = faultOfAsked(deps, draft, input);
  if (fault !== null) return fault;
  return line.isOnline() ? null : "credit-offline";
}

function release(deps: SpendDeps, spend: CreditSpend, reason: string): CreditSpendView {
  const { db, ledger, credit } = deps;
  const { reservationId } = spend;
  db.transaction(() => {
    ledger.append({ type: "reservation-released", reservationId, reason });
    credit.removeSpend(reservationId);
  }).immediate();
  return tell(deps, spend, { phase: "released", refusal: reason });
}

/** The relay holds the amount: the sale's entry spends it, or one of a part of it. */
function complete(deps: SpendDeps, spend: CreditSpend): void {
  const { db, shop, drafts, credit, ledger } = deps;
  const { reservationId, saleId, accountId, userId, amountMinor } = spend;
  const draft = drafts.byId(saleId);
  const priced = draft && priceSale(shop, draft);
  const due = priced && dueOf(shop, priced, partsOf(ledger, saleId));
  if (draft === undefined || priced === undefined || (due?.leftMinor ?? 0) < amountMinor) {
    release(deps, spend, "sale-differs");
    return;
  }
  const tender = { tender: "store-credit" as const, amountMinor, accountId, reservationId };
  const recorded = db
    .transaction(() => {
      credit.removeSpend(reservationId);
      const partId = PaymentId.parse(reservationId);
      return settleTender(deps, { draft, priced, userId, partId, tender });
    })
    .immediate();
  tell(deps, spend, { phase: "spent" });
  if (recorded === null) deps.publishSales();
  else deps.saleCompleted(recorded);
}

function pay(deps: SpendDeps, who: Who, input: Input<"credit.pay">): Outcome<"credit.pay"> {
  const { db, credit, line } = deps;
  const refusal = refusalOf(deps, input);
  if (refusal !== null) return refuse(refusal);
  const { saleId, accountId, total, amount = total } = input;
  const reservationId = PaymentId.parse(deps.newId("pay"));
  const { userId } = who;
  const spend = { reservationId, saleId, accountId, userId, amountMinor: amount.minor };
  db.transaction(() => credit.addSpend(spend)).immediate();
  const id = `reserve-${reservationId}`;
  if (line.send({ type: "reserve-credit", id, reservationId, accountId, amount })) {
    return ok(tell(deps, spend, { phase: "asked" }));
  }
  // Nothing left the till, so nothing can be held.
  db.transaction(() => credit.removeSpend(reservationId)).immediate();
  return refuse("credit-offline");
}

/** What the relay answered. An answer to what was given up meanwhile changes nothing. */
function hear(deps: SpendDeps, answer: ReservationAnswer): void {
  const { db, credit } = deps;
  if (answer.type === "credit-history") {
    deps.emit({ event: "credit-history-told", view: shopHistory(deps, answer) });
    return;
  }
  if (answer.type === "credit-read") {
    const { accountId, balance, available } = answer;
    if (balance?.currency === deps.shop.currency) credit.learn(accountId);
    const view = { ...accountView(credit, accountId), balance, available };
    deps.emit({ event: "credit-changed", view });
    return;
  }
  const spend = credit.byId(answer.reservationId);
  if (spend === undefined) return;
  if (answer.type === "credit-held") {
    complete(deps, spend);
    return;
  }
  db.transaction(() => credit.removeSpend(spend.reservationId)).immediate();
  const { refusal, available } = answer;
  tell(deps, spend, { phase: "refused", refusal, available });
}

export type CreditSpends = ReturnType<typeof createCreditSpends>;

/**
 * Paying by store credit. The row is on the disk before the relay is asked, and locks the sale; the
 * entry that spends is written only for what the relay holds; everything else ends in an entry that
 * lets go. So two tills never spend one credit, and no crash leaves any of it held.
 */
export function createCreditSpends(deps: SpendDeps) {
  const { credit, questions, ticks } = deps;
  const pending = watchPending({
    ticks,
    rows: credit.spends,
    idOf: ({ reservationId }) => reservationId,
    letGo: (spend, reason) => release(deps, spend, reason),
  });

  return {
    pay(who: Who, input: Input<"credit.pay">): Outcome<"credit.pay"> {
      const outcome = pay(deps, who, input);
      if (outcome.ok) pending.asked(outcome.value.reservationId);
      return outcome;
    },
    hear: (answer: ReservationAnswer) => hear(deps, answer),
    cancel({ saleId }: Input<"credit.cancel">): Outcome<"credit.cancel"> {
      const spend = credit.ofSale(saleId);
      if (spend === undefined) return refuse("payment-not-open");
      return ok(release(deps, spend, "cancelled"));
    },
    read({ accountId }: Input<"credit.read">): Outcome<"credit.read"> {
      const id = `read-${accountId}`.slice(0, 80);
      const isSent = questions.send({ type: "read-credit", id, accountId });
      return isSent ? ok(accountView(credit, accountId)) : refuse("credit-offline");
    },
    history: (input: Input<"credit.history">) => readHistory({ ...deps, line: questions }, input),
    recover: pending.recover,
    offline: pending.offline,
    tick(): void {
      pending.tick();
      questions.tick();
    },
  };
}
