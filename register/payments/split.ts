import type { Input, Outcome, Who } from "../../contract/commands.ts";
import { isSameMoney, money } from "../../contract/money.ts";
import { ok, refuse } from "../../contract/result.ts";
import type { SaleView } from "../../contract/views.ts";
import { partsOf, dueOf, type Part } from "../sales/parts.ts";
import { refusalOf as refusalOfCash } from "../sales/pay-cash.ts";
import { priceSale, type DraftSale } from "../sales/price-sale.ts";
import { saleView, type DraftState } from "../sales/sale-views.ts";
import type { CardDeps } from "./card-payments.ts";
import { startVoid } from "./void-hold.ts";

export type SplitDeps = CardDeps &
  Readonly<{
    partsOf: (saleId: string) => DraftState["parts"];
    isAttempting: (saleId: string) => boolean;
    /** Witnesses the head, once it is on the disk. */
    witness: () => void;
    /** Sends what the outbox holds. */
    flush: () => void;
  }>;

type TakeCash = Input<"payments.take-cash">;

/** A part in cash: the entry alone says that it was taken, and the drawer with it. */
export function takeCash(
  deps: SplitDeps,
  who: Who,
  input: TakeCash,
): Outcome<"payments.take-cash"> {
  const { ledger, drafts, shop } = deps;
  const draft = drafts.current();
  const { saleId, partId, amount, given } = input;
  const isTaken = ledger.entriesOf(saleId).some(({ entry }) => isPart(entry, partId));
  if (isTaken) return answerAgain(deps, draft, input);
  if (ledger.isDone(partId) || deps.payments.byId(partId)) return refuse("part-used");
  const refusal = refusalOf(deps, draft, input);
  if (refusal !== null) return refuse(refusal);
  const [amountMinor, givenMinor] = [amount.minor, given.minor];
  const tender = { tender: "cash", amountMinor, givenMinor, changeMinor: givenMinor - amountMinor };
  const part = { saleId, partId, userId: who.userId, currency: shop.currency };
  deps.db
    .transaction(() =>
      ledger.append({ type: "tender-taken", ...part, tender: { ...tender, tender: "cash" } }),
    )
    .immediate();
  return told(deps);
}

function isPart(entry: Readonly<{ type: string; partId?: unknown }>, partId: string): boolean {
  return entry.type === "tender-taken" && entry.partId === partId;
}

/** The same part again is answered as the sale stands now, where it is that part. */
function answerAgain(
  deps: SplitDeps,
  draft: DraftSale,
  { saleId, partId, amount, given }: TakeCash,
): Outcome<"payments.take-cash"> {
  const part = partsOf(deps.ledger, saleId).find((one) => one.partId === partId);
  if (draft.saleId !== saleId || part?.tender.tender !== "cash") return refuse("part-used");
  const { amountMinor, givenMinor } = part.tender;
  const isSame = amountMinor === amount.minor && givenMinor === given.minor;
  return isSame ? ok(openSaleView(deps, draft)) : refuse("part-used");
}

function refusalOf(deps: SplitDeps, draft: DraftSale, input: TakeCash) {
  const { shop, ledger } = deps;
  const refusal = refusalBeforePart(deps, draft, input.saleId);
  if (refusal !== null) return refusal;
  if (deps.isTraining()) return "training";
  const due = dueOf(shop, priceSale(shop, draft), partsOf(ledger, draft.saleId));
  const { amount, given, left } = input;
  if (!isSameMoney(left, money(due.leftMinor, shop.currency))) return "price-changed";
  if (amount.currency !== shop.currency || amount.minor <= 0) return "nothing-to-charge";
  if (amount.minor >= Math.min(due.cashLeftMinor, due.leftMinor)) return "more-than-left";
  if (amount.minor % shop.cashStepMinor !== 0) return "not-a-cash-amount";
  const cash = refusalOfCash({ total: amount, given }, amount, shop.notesMinor);
  return cash;
}

/** What stands against any part of this sale, whatever its tender. */
export function refusalBeforePart(deps: SplitDeps, draft: DraftSale, saleId: string) {
  if (draft.saleId !== saleId) return "sale-not-open";
  if (!deps.isSelling()) return "session-not-open";
  if (draft.lines.length === 0) return "sale-empty";
  return deps.isPaying(saleId) ? "payment-in-progress" : null;
}

/** Of the open sale, of one set aside, or of one whose draft was lost with its file. */
export function takeBack(
  deps: SplitDeps,
  who: Who,
  { saleId, partId, reason }: Input<"payments.take-back">,
): Outcome<"payments.take-back"> {
  const part = deps.partsOf(saleId).find((one) => one.partId === partId);
  if (part === undefined || isCompleted(deps, saleId)) return refuse("part-not-found");
  if (part.tender.tender === "cash" && !deps.isSelling()) return refuse("session-not-open");
  if (deps.isAttempting(saleId) || part.isReturning) return refuse("payment-in-progress");
  if (isCaptured(deps, part)) return refuse("part-captured");
  deps.db.transaction(() => giveBack(deps, part, { saleId, who, reason })).immediate();
  return told(deps);
}

/** The goods stay here: one transaction ends the sale and begins to give back all that was taken. */
export function giveUp(
  deps: SplitDeps,
  who: Who,
  { saleId, reason }: Input<"sales.give-up">,
): Outcome<"sales.give-up"> {
  const { drafts, shop, ledger, db } = deps;
  const draft = drafts.current();
  if (draft.saleId !== saleId) return refuse("sale-not-open");
  const parts = deps.partsOf(saleId);
  if (parts.length === 0) return refuse("nothing-taken");
  if (!deps.isSelling()) return refuse("session-not-open");
  if (deps.isAttempting(saleId)) return refuse("payment-in-progress");
  if (parts.some((part) => isCaptured(deps, part))) return refuse("part-captured");
  const { totalMinor } = priceSale(shop, draft);
  const lineCount = draft.lines.length;
  db.transaction(() => {
    const { userId } = who;
    ledger.append({ type: "sale-voided", saleId, userId, reason, lineCount, totalMinor });
    for (const part of parts) {
      if (!part.isReturning) giveBack(deps, part, { saleId, who, reason });
    }
    drafts.removeCompleted(saleId);
  }).immediate();
  return told(deps);
}

function isCompleted({ ledger }: SplitDeps, saleId: string): boolean {
  return ledger.entriesOf(saleId).some(({ entry }) => entry.type === "sale-completed");
}

/** By a network that knows no hold: what it took can only be refunded. */
function isCaptured({ payments }: SplitDeps, { partId }: Part): boolean {
  return payments.byId(partId)?.phase === "captured";
}

type Back = Readonly<{ saleId: Input<"sales.give-up">["saleId"]; who: Who; reason: string }>;

function giveBack(deps: SplitDeps, part: Part, { saleId, who, reason }: Back): void {
  const payment = part.tender.tender === "card" ? deps.payments.byId(part.partId) : undefined;
  if (payment !== undefined) {
    startVoid(deps, payment, { userId: who.userId, approval: null, reason });
    return;
  }
  const { currency } = deps.shop;
  const { userId } = who;
  const { partId, tender } = part;
  deps.ledger.append({ type: "tender-returned", saleId, partId, tender, userId, currency, reason });
}

function told(deps: SplitDeps): Readonly<{ ok: true; value: SaleView }> {
  deps.trace("part-committed");
  deps.witness();
  deps.flush();
  return ok(deps.publishSales());
}

/** The open sale as screens see it. */
export function openSaleView({ shop, drafts, ...deps }: SplitDeps, draft: DraftSale): SaleView {
  const { saleId } = draft;
  const state = { canUndo: drafts.canUndo(saleId), parts: deps.partsOf(saleId) };
  return saleView(shop, draft, state);
}
