import type { Input, Outcome, Who } from "../../contract/commands.ts";
import { ok, refuse, type Result } from "../../contract/result.ts";
import type { OtherTakenView } from "../../contract/views.ts";
import type { Recorded } from "../../ledger/ledger.ts";
import type { SaleCompleted, Tender } from "../../ledger/ledger-entry.ts";
import { practiseSale } from "../sales/complete-sale.ts";
import { faultOfAsked, partsOf, settleTender } from "../sales/parts.ts";
import { isSale } from "../sales/pay-cash.ts";
import { priceSale, type DraftSale } from "../sales/price-sale.ts";
import { receiptView, type ReceiptNames } from "../sales/sale-views.ts";
import { openSaleView, refusalBeforePart, type SplitDeps } from "./split.ts";

type Deps = SplitDeps &
  Readonly<{
    names: ReceiptNames;
    /** Witnesses the head and tells the screens, once the sale is on the disk. */
    saleCompleted: (recorded: Recorded<SaleCompleted>) => void;
  }>;

type TakeOther = Input<"payments.take-other">;

/**
 * A tender that the shop named itself: the entry alone says that it was taken, and the last one is
 * that of its sale. In training all of a sale can be paid by it, which moves nothing.
 */
export function takeOther(deps: Deps, who: Who, input: TakeOther): Outcome<"payments.take-other"> {
  const draft = deps.drafts.current();
  const again = answerAgain(deps, draft, input);
  if (again !== null) return again;
  const refusal = refusalOf(deps, draft, input);
  if (refusal !== null) return refuse(refusal, input.tender.name);
  const recorded = deps.db.transaction(() => write(deps, who, { draft, input })).immediate();
  if (recorded === null) {
    deps.trace("part-committed");
    deps.witness();
    return ok({ sale: deps.publishSales(), receipt: null });
  }
  deps.saleCompleted(recorded);
  return paid(deps, recorded);
}

type Taking = Readonly<{ draft: DraftSale; input: TakeOther }>;

function write(deps: Deps, { userId }: Who, { draft, input }: Taking) {
  const { partId } = input;
  const priced = priceSale(deps.shop, draft);
  const tender = tenderOf(input);
  if (!deps.isTraining()) return settleTender(deps, { draft, priced, userId, partId, tender });
  return practiseSale(deps, { draft, priced, userId, roundingMinor: 0, tenders: [tender] });
}

function tenderOf({ amount, tender: { name, reference } }: TakeOther): Tender {
  return { tender: "other", amountMinor: amount.minor, name, reference };
}

function paid(deps: Deps, recorded: Recorded<SaleCompleted>) {
  const sale = openSaleView(deps, deps.drafts.current());
  return ok({ sale, receipt: receiptView(deps.names, recorded) });
}

/** The answer to a call may be lost: the same call again is answered as before, once it was done. */
function answerAgain(
  deps: Deps,
  draft: DraftSale,
  input: TakeOther,
): Result<OtherTakenView, "part-used" | "sale-completed"> | null {
  const { saleId, partId } = input;
  const entries = deps.ledger.entriesOf(saleId);
  const isTaken = entries.some(({ entry: e }) => e.type === "tender-taken" && e.partId === partId);
  if (isTaken) {
    const part = partsOf(deps.ledger, saleId).find((one) => one.partId === partId);
    const isOpen = draft.saleId === saleId && isSame(part?.tender, input);
    return isOpen ? ok({ sale: openSaleView(deps, draft), receipt: null }) : refuse("part-used");
  }
  if (deps.ledger.isDone(partId) || deps.payments.byId(partId)) return refuse("part-used");
  const sale = entries.find(isSale);
  if (sale === undefined) return null;
  if (isSame(sale.entry.tenders.at(-1), input)) return paid(deps, sale);
  return refuse("sale-completed", receiptView(deps.names, sale).receiptNumber);
}

/** The tender that completed a sale stands without its `partId`: nothing but itself tells it. */
function isSame(taken: Tender | undefined, { amount, tender }: TakeOther): boolean {
  if (taken?.tender !== "other") return false;
  const { amountMinor, name, reference } = taken;
  return amountMinor === amount.minor && name === tender.name && reference === tender.reference;
}

function refusalOf(deps: Deps, draft: DraftSale, { saleId, left, amount, tender }: TakeOther) {
  const refusal = refusalBeforePart(deps, draft, saleId);
  if (refusal !== null) return refusal;
  const { otherTenders = [] } = deps.shop;
  if (!otherTenders.includes(tender.name)) return "unknown-tender";
  const fault = faultOfAsked(deps, draft, { total: left, amount });
  if (fault !== null) return fault;
  // Practice takes no part of a sale: there is nothing that could be given back.
  return deps.isTraining() && amount.minor < left.minor ? "training" : null;
}
