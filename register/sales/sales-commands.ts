import type { Input, Outcome } from "../../contract/commands.ts";
import type { SaleId } from "../../contract/ids.ts";
import { exponentOf } from "../../contract/money.ts";
import { ok, refuse } from "../../contract/result.ts";
import type { ProductView } from "../../contract/views.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { readCode } from "../catalog/read-code.ts";
import type { NewId } from "../ports.ts";
import { addToDraft, isDiscountTooLarge, withinLimits } from "./change-draft.ts";
import { draftChanger, type DraftDeps } from "./draft-changer.ts";
import { lineCommands } from "./line-commands.ts";
import { pieceTerms, type Asked } from "./piece-terms.ts";
import { priceSale } from "./price-sale.ts";

type Deps = DraftDeps & Readonly<{ catalog: Catalog; newId: NewId }>;

/** What a clerk does to the open sale before it is paid. Each change is one transaction. */
export function salesCommands(deps: Deps) {
  const { db, shop, drafts, emit, isPaying } = deps;
  const changer = draftChanger(deps);
  const { view, change } = changer;

  return {
    view,
    ...addingCommands(deps, changer),
    ...lineCommands(changer),
    setCustomer: ({ saleId, customer }: Input<"sales.set-customer">) =>
      change(saleId, (draft) => {
        const { customerId: _, ...bare } = draft;
        if (customer === null) return ok(bare);
        if ("name" in customer) return ok({ ...bare, customerId: drafts.customers.put(customer) });
        const known = drafts.customers.byId(customer.customerId);
        if (known.name === null) return refuse("customer-not-found", customer.customerId);
        return ok({ ...bare, customerId: customer.customerId });
      }),
    discount: ({ saleId, discount }: Input<"sales.discount">): Outcome<"sales.discount"> =>
      change(saleId, (draft) => {
        if (draft.lines.length === 0 && discount !== null) return refuse("sale-empty");
        const priced = priceSale(shop, { ...draft, discount: null });
        const left = priced.subtotalMinor - priced.discountMinor;
        if (isDiscountTooLarge(left, discount)) return refuse("discount-too-large");
        return ok({ ...draft, discount });
      }),
    clear: ({ saleId }: Input<"sales.clear">): Outcome<"sales.clear"> =>
      change(saleId, () => ok({ saleId, lines: [], discount: null })),
    undo({ saleId }: Input<"sales.undo">): Outcome<"sales.undo"> {
      if (drafts.current().saleId !== saleId) return refuse("sale-not-open");
      if (isPaying(saleId)) return refuse("payment-in-progress");
      if (!db.transaction(() => drafts.undo(saleId)).immediate()) return refuse("nothing-to-undo");
      const undone = view(drafts.current());
      emit({ event: "sale-changed", view: undone });
      return ok(undone);
    },
  };
}

function addingCommands(
  { shop, catalog, newId }: Deps,
  { change }: ReturnType<typeof draftChanger>,
) {
  const terms = { scaleLabels: shop.scaleLabels ?? [], exponent: exponentOf(shop.currency) };

  const addProduct = (saleId: SaleId, product: ProductView, asked: Asked) =>
    change(saleId, (draft) => {
      const piece = pieceTerms(product, asked);
      if (!piece.ok) return piece;
      const added = addToDraft(newId, draft, { product, piece: piece.value });
      return added.ok ? withinLimits(shop, added.value) : added;
    });

  return {
    add({ saleId, productId, quantity, ...typed }: Input<"sales.add">): Outcome<"sales.add"> {
      const product = catalog.byId(productId);
      if (product === undefined) return refuse("unknown-product", productId);
      if (typed.priceMinor !== undefined && !product.isPriceOpen) {
        return refuse("price-not-open", productId);
      }
      return addProduct(saleId, product, { quantity, ...typed });
    },
    scan({ saleId, code, quantity }: Input<"sales.scan">): Outcome<"sales.scan"> {
      const exact = catalog.byCode(code);
      if (exact !== undefined) return addProduct(saleId, exact, { quantity });
      const read = readCode(code, terms);
      if (!read.ok) return read;
      const { barcodes, pieces = 1, ...said } = read.value;
      for (const barcode of barcodes) {
        const product = catalog.byCode(barcode);
        if (product === undefined) continue;
        return addProduct(saleId, product, { ...said, quantity: quantity * pieces });
      }
      return refuse("unknown-code", code);
    },
  };
}
