import type { Input, Outcome, Who } from "../../contract/commands.ts";
import { isSameMoney } from "../../contract/money.ts";
import { ok, refuse } from "../../contract/result.ts";
import type { ReceiptView, ShopView } from "../../contract/views.ts";
import type { Ledger, Recorded } from "../../ledger/ledger.ts";
import type { SaleCompleted } from "../../ledger/ledger-entry.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import type { Emit } from "../ports.ts";
import type { DraftSales } from "./draft-sales.ts";
import { priceSale, type DraftSale, type PricedSale } from "./price-sale.ts";
import { receiptView, saleView, type ReceiptNames } from "./sale-views.ts";

type Deps = Readonly<{
  db: Database;
  shop: ShopView;
  ledger: Ledger;
  drafts: DraftSales;
  names: ReceiptNames;
  emit: Emit;
  /** The head is witnessed once the sale is on the disk. */
  witness: () => void;
}>;

/** Completes the open sale for cash: the entry and the next empty draft in one transaction. */
export function payCash(
  deps: Deps,
  who: Who,
  input: Input<"sales.pay-cash">,
): Outcome<"sales.pay-cash"> {
  const { db, shop, drafts } = deps;
  const draft = drafts.current();
  if (draft.saleId !== input.saleId) return answerAgain(deps, input);
  if (draft.lines.length === 0) return refuse("sale-empty");
  const priced = priceSale(shop, draft);
  const due = { minor: priced.cashTotalMinor, currency: shop.currency };
  if (!isSameMoney(due, input.total)) return refuse("price-changed");
  const { given } = input;
  if (given.currency !== due.currency || given.minor < due.minor) return refuse("not-enough-cash");
  if (given.minor > due.minor + (shop.notesMinor.at(-1) ?? 0)) return refuse("too-much-cash");

  const sale = saleOf(deps, { who, draft, priced, givenMinor: given.minor });
  const [recorded, next] = db
    .transaction(() => [deps.ledger.append(sale), drafts.replaceCompleted(draft.saleId)] as const)
    .immediate();
  const receipt = receiptView(deps.names, recorded);
  deps.witness();
  deps.emit({ event: "sale-completed", view: receipt });
  deps.emit({ event: "sale-changed", view: saleView(shop, next, false) });
  return ok(receipt);
}

function saleOf(
  { shop, ledger }: Deps,
  paid: Readonly<{ who: Who; draft: DraftSale; priced: PricedSale; givenMinor: number }>,
): SaleCompleted {
  const { who, draft, priced, givenMinor } = paid;
  const [last] = ledger.latest("sale-completed", Number.MAX_SAFE_INTEGER, 1);
  return {
    type: "sale-completed",
    saleId: draft.saleId,
    receiptCount: (last?.entry.receiptCount ?? 0) + 1,
    userId: who.userId,
    currency: shop.currency,
    taxMode: shop.taxMode,
    lines: [...priced.lines],
    discount: draft.discount,
    totalMinor: priced.totalMinor,
    roundingMinor: priced.cashTotalMinor - priced.totalMinor,
    tenders: [
      {
        tender: "cash",
        amountMinor: priced.cashTotalMinor,
        givenMinor,
        changeMinor: givenMinor - priced.cashTotalMinor,
      },
    ],
  };
}

/** The answer to a call may be lost in a crash: the same call again gets the same receipt. */
function answerAgain(
  { ledger, names }: Deps,
  { saleId, total, given }: Input<"sales.pay-cash">,
): Outcome<"sales.pay-cash"> {
  const completed = ledger.entriesOf(saleId).find(isSale);
  if (completed === undefined) return refuse("sale-not-open");
  const receipt: ReceiptView = receiptView(names, completed);
  const [tender] = receipt.tenders;
  const isSameCall =
    tender !== undefined && isSameMoney(tender.amount, total) && isSameMoney(tender.given, given);
  return isSameCall ? ok(receipt) : refuse("sale-completed", receipt.receiptNumber);
}

export function isSale(recorded: Recorded): recorded is Recorded<SaleCompleted> {
  return recorded.entry.type === "sale-completed";
}
