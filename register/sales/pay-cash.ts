import type { Input, Outcome, Who } from "../../contract/commands.ts";
import { isSameMoney } from "../../contract/money.ts";
import { ok, refuse } from "../../contract/result.ts";
import type { Recorded } from "../../ledger/ledger.ts";
import type { SaleCompleted } from "../../ledger/ledger-entry.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import { completeSale, practiseSale, type CompleteSaleDeps } from "./complete-sale.ts";
import { dueOf, settled, type Part } from "./parts.ts";
import { priceSale } from "./price-sale.ts";
import { receiptView, type ReceiptNames } from "./sale-views.ts";

type Deps = CompleteSaleDeps &
  Readonly<{
    db: Database;
    names: ReceiptNames;
    /** A card payment that is not proven dead locks the sale against every other tender (P1). */
    isPaying: (saleId: string) => boolean;
    partsOf: (saleId: string) => readonly Part[];
    /** False while the drawer is closed and the register requires a session. */
    isSelling: () => boolean;
    /** Practice: the sale is written down, and moves nothing. */
    isTraining: () => boolean;
    /** Witnesses the head and tells the screens, once the sale is on the disk. */
    saleCompleted: (recorded: Recorded<SaleCompleted>) => void;
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
  if (!deps.isSelling()) return refuse("session-not-open");
  if (draft.lines.length === 0) return refuse("sale-empty");
  if (deps.isPaying(draft.saleId)) return refuse("payment-in-progress");
  const priced = priceSale(shop, draft);
  const parts = deps.partsOf(draft.saleId);
  const { leftMinor, cashLeftMinor } = dueOf(shop, priced, parts);
  const refusal = refusalOf(
    input,
    { minor: cashLeftMinor, currency: shop.currency },
    shop.notesMinor,
  );
  if (refusal !== null) return refuse(refusal);

  const givenMinor = input.given.minor;
  const complete = deps.isTraining() ? practiseSale : completeSale;
  const recorded = db
    .transaction(() =>
      complete(deps, {
        draft,
        priced,
        userId: who.userId,
        roundingMinor: cashLeftMinor - leftMinor,
        tenders: [
          ...settled(parts),
          {
            tender: "cash",
            amountMinor: cashLeftMinor,
            givenMinor,
            changeMinor: givenMinor - cashLeftMinor,
          },
        ],
      }),
    )
    .immediate();
  deps.saleCompleted(recorded);
  return ok(receiptView(deps.names, recorded));
}

export function refusalOf(
  { total, given }: Pick<Input<"sales.pay-cash">, "total" | "given">,
  due: Input<"sales.pay-cash">["total"],
  notesMinor: readonly number[],
) {
  if (!isSameMoney(due, total)) return "price-changed";
  if (given.currency !== due.currency || given.minor < due.minor) return "not-enough-cash";
  return given.minor > due.minor + (notesMinor.at(-1) ?? 0) ? "too-much-cash" : null;
}

/** The answer to a call may be lost in a crash: the same call again gets the same receipt. */
function answerAgain(
  { ledger, names }: Deps,
  { saleId, total, given }: Input<"sales.pay-cash">,
): Outcome<"sales.pay-cash"> {
  const completed = ledger.entriesOf(saleId).find(isSale);
  if (completed === undefined) return refuse("sale-not-open");
  const receipt = receiptView(names, completed);
  const tender = receipt.tenders.at(-1);
  const isSameCall =
    tender?.tender === "cash" &&
    isSameMoney(tender.amount, total) &&
    isSameMoney(tender.given, given);
  return isSameCall ? ok(receipt) : refuse("sale-completed", receipt.receiptNumber);
}

export function isSale(recorded: Recorded): recorded is Recorded<SaleCompleted> {
  return recorded.entry.type === "sale-completed";
}
