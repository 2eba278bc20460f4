import type { Input, Outcome, Who } from "../../contract/commands.ts";
import type { SaleId } from "../../contract/ids.ts";
import { exponentOf } from "../../contract/money.ts";
import { ok, refuse } from "../../contract/result.ts";
import type { ProductView } from "../../contract/views.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { readCode } from "../catalog/read-code.ts";
import type { NewId } from "../ports.ts";
import { addToDraft, isDiscountTooLarge, withinLimits } from "./change-draft.ts";
import { draftChanger, type ChangerDeps } from "./draft-changer.ts";
import { lineCommands } from "./line-commands.ts";
import { pieceTerms, type Asked } from "./piece-terms.ts";
import { priceSale } from "./price-sale.ts";

type Added = Asked & Readonly<{ saleId: SaleId; product: ProductView }>;
type Deps = ChangerDeps & Readonly<{ catalog: Catalog; newId: NewId }>;

/** What a clerk does to the open sale before it is paid. Each change is one transaction. */
export function salesCommands(deps: Deps) {
  const { shop, drafts } = deps;
  const changer = draftChanger(deps);
  const { change, undo } = changer;

  return {
    ...addingCommands(deps, changer),
    ...lineCommands(changer),
    setCustomer: (who: Who, { saleId, customer }: Input<"sales.set-customer">) =>
      change({ who, saleId, how: "removed" }, (draft) => {
        const { customerId: _, ...bare } = draft;
        if (customer === null) return ok(bare);
        if ("name" in customer) return ok({ ...bare, customerId: drafts.customers.put(customer) });
        const known = drafts.customers.byId(customer.customerId);
        if (known.name === null) return refuse("customer-not-found", customer.customerId);
        return ok({ ...bare, customerId: customer.customerId });
      }),
    discount: (
      who: Who,
      { saleId, discount }: Input<"sales.discount">,
    ): Outcome<"sales.discount"> =>
      change({ who, saleId, how: "removed" }, (draft) => {
        if (draft.lines.length === 0 && discount !== null) return refuse("sale-empty");
        const priced = priceSale(shop, { ...draft, discount: null });
        const left = priced.subtotalMinor - priced.discountMinor;
        if (isDiscountTooLarge(left, discount)) return refuse("discount-too-large");
        return ok({ ...draft, discount });
      }),
    clear: (who: Who, { saleId }: Input<"sales.clear">): Outcome<"sales.clear"> =>
      change({ who, saleId, how: "cleared" }, (draft) =>
        ok({ ...draft, lines: [], discount: null, notes: [] }),
      ),
    undo: (who: Who, { saleId }: Input<"sales.undo">): Outcome<"sales.undo"> =>
      undo({ who, saleId, how: "undone" }),
  };
}

function addingCommands(
  { shop, catalog, newId }: Deps,
  { change }: ReturnType<typeof draftChanger>,
) {
  const terms = { scaleLabels: shop.scaleLabels ?? [], exponent: exponentOf(shop.currency) };

  const addProduct = (who: Who, { saleId, product, ...asked }: Added) =>
    change({ who, saleId, how: "removed" }, (draft) => {
      const piece = pieceTerms(product, asked);
      if (!piece.ok) return piece;
      const added = addToDraft(newId, draft, { product, piece: piece.value });
      return added.ok ? withinLimits(shop, added.value) : added;
    });

  return {
    add(
      who: Who,
      { saleId, productId, quantity, ...typed }: Input<"sales.add">,
    ): Outcome<"sales.add"> {
      const product = catalog.byId(productId);
      if (product === undefined) return refuse("unknown-product", productId);
      if (typed.priceMinor !== undefined && !product.isPriceOpen) {
        return refuse("price-not-open", productId);
      }
      return addProduct(who, { saleId, product, quantity, ...typed });
    },
    scan(who: Who, { saleId, code, quantity }: Input<"sales.scan">): Outcome<"sales.scan"> {
      const exact = catalog.byCode(code);
      if (exact !== undefined) return addProduct(who, { saleId, product: exact, quantity });
      const read = readCode(code, terms);
      if (!read.ok) return read;
      const { barcodes, pieces = 1, ...said } = read.value;
      for (const barcode of barcodes) {
        const product = catalog.byCode(barcode);
        if (product === undefined) continue;
        return addProduct(who, { ...said, saleId, product, quantity: quantity * pieces });
      }
      return refuse("unknown-code", code);
    },
  };
}
