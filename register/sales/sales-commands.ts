import type { Input, Outcome } from "../../contract/commands.ts";
import type { SaleId } from "../../contract/ids.ts";
import { ok, refuse, type Result } from "../../contract/result.ts";
import type { ProductView, SaleView, ShopView } from "../../contract/views.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Emit, NewId } from "../ports.ts";
import {
  addToDraft,
  isDiscountTooLarge,
  withinLimits,
  withLine,
  withoutLine,
} from "./change-draft.ts";
import type { DraftSales } from "./draft-sales.ts";
import { dueOf } from "./parts.ts";
import { priceSale, type DraftLine, type DraftSale } from "./price-sale.ts";
import { saleView, type DraftState } from "./sale-views.ts";

type Deps = Readonly<{
  db: Database;
  shop: ShopView;
  catalog: Catalog;
  drafts: DraftSales;
  newId: NewId;
  emit: Emit;
  partsOf: (saleId: string) => DraftState["parts"];
  /** While a card payment is open its sale is locked, so that the amount cannot change. */
  isPaying: (saleId: string) => boolean;
}>;

/** Nothing may be changed, or not by so much: what was taken must stay less than the sale. */
type Locked = "sale-not-open" | "payment-in-progress" | "under-taken";

/** Whether a draft would come to no more than was taken of it: then nothing could complete it. */
function isUndercut({ shop, partsOf }: Pick<Deps, "shop" | "partsOf">, draft: DraftSale): boolean {
  const parts = partsOf(draft.saleId);
  return parts.length > 0 && dueOf(shop, priceSale(shop, draft), parts).cashLeftMinor <= 0;
}

/** Reads the open draft, lets `next` decide, writes once, and tells the screens. */
function draftChanger(deps: Deps) {
  const { db, shop, drafts, emit, isPaying, partsOf } = deps;
  const view = (draft: DraftSale) => {
    const { saleId } = draft;
    return saleView(shop, draft, { canUndo: drafts.canUndo(saleId), parts: partsOf(saleId) });
  };

  function change<Code extends string>(
    saleId: SaleId,
    next: (draft: DraftSale) => Result<DraftSale, Code>,
  ): Result<SaleView, Code | Locked> {
    const outcome = db
      .transaction((): Result<SaleView, Code | Locked> => {
        const draft = drafts.current();
        if (draft.saleId !== saleId) return refuse("sale-not-open");
        if (isPaying(saleId)) return refuse("payment-in-progress");
        const changed = next(draft);
        if (!changed.ok) return changed;
        if (isUndercut(deps, changed.value)) return refuse("under-taken");
        drafts.save(changed.value);
        return ok(view(changed.value));
      })
      .immediate();
    if (outcome.ok) emit({ event: "sale-changed", view: outcome.value });
    return outcome;
  }

  function changeLine<Code extends string>(
    { saleId, lineId }: Readonly<{ saleId: SaleId; lineId: string }>,
    next: (draft: DraftSale, line: DraftLine) => Result<DraftSale, Code>,
  ) {
    return change(saleId, (draft): Result<DraftSale, Code | "line-not-found"> => {
      const line = draft.lines.find((candidate) => candidate.lineId === lineId);
      return line === undefined ? refuse("line-not-found") : next(draft, line);
    });
  }

  return { view, change, changeLine };
}

/** What a clerk does to the open sale before it is paid. Each change is one transaction. */
export function salesCommands(deps: Deps) {
  const { shop, catalog, drafts, newId, emit, isPaying } = deps;
  const { view, change, changeLine } = draftChanger(deps);

  const addProduct = (saleId: SaleId, product: ProductView, quantity: number) =>
    change(saleId, (draft) => {
      const added = addToDraft(newId, draft, { product, quantity });
      return added.ok ? withinLimits(shop, added.value) : added;
    });

  return {
    view,
    add({ saleId, productId, quantity }: Input<"sales.add">): Outcome<"sales.add"> {
      const product = catalog.byId(productId);
      return product === undefined
        ? refuse("unknown-product", productId)
        : addProduct(saleId, product, quantity);
    },
    scan({ saleId, code, quantity }: Input<"sales.scan">): Outcome<"sales.scan"> {
      const product = catalog.byCode(code);
      return product === undefined
        ? refuse("unknown-code", code)
        : addProduct(saleId, product, quantity);
    },
    setQuantity: (input: Input<"sales.set-quantity">): Outcome<"sales.set-quantity"> =>
      changeLine(input, (draft, line) =>
        withinLimits(shop, withLine(draft, { ...line, quantity: input.quantity })),
      ),
    removeLine: (input: Input<"sales.remove-line">): Outcome<"sales.remove-line"> =>
      changeLine(input, (draft, line) => ok(withoutLine(draft, line.lineId))),
    discountLine: (input: Input<"sales.discount-line">): Outcome<"sales.discount-line"> =>
      changeLine(input, (draft, line) =>
        isDiscountTooLarge(line.unitMinor * line.quantity, input.discount)
          ? refuse("discount-too-large")
          : ok(withLine(draft, { ...line, discount: input.discount })),
      ),
    discount: ({ saleId, discount }: Input<"sales.discount">): Outcome<"sales.discount"> =>
      change(saleId, (draft) => {
        if (draft.lines.length === 0 && discount !== null) return refuse("sale-empty");
        const priced = priceSale(shop, { ...draft, discount: null });
        const left = priced.subtotalMinor - priced.discountMinor;
        if (isDiscountTooLarge(left, discount)) return refuse("discount-too-large");
        return ok({ ...draft, discount });
      }),
    clear: ({ saleId }: Input<"sales.clear">): Outcome<"sales.clear"> =>
      change(saleId, (draft) => ok({ ...draft, lines: [], discount: null })),
    undo({ saleId }: Input<"sales.undo">): Outcome<"sales.undo"> {
      if (drafts.current().saleId !== saleId) return refuse("sale-not-open");
      if (isPaying(saleId)) return refuse("payment-in-progress");
      const refusal = undo(deps, saleId);
      if (refusal !== null) return refuse(refusal);
      const undone = view(drafts.current());
      emit({ event: "sale-changed", view: undone });
      return ok(undone);
    },
  };
}

/** Back to the content before, in one transaction; a step that would undercut is put on again. */
function undo({ db, drafts, ...deps }: Deps, saleId: SaleId) {
  return db
    .transaction(() => {
      const before = drafts.current();
      if (!drafts.undo(saleId)) return "nothing-to-undo";
      if (!isUndercut(deps, drafts.current())) return null;
      drafts.save(before);
      return "under-taken";
    })
    .immediate();
}
