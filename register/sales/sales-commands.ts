import type { Input, Outcome, Who } from "../../contract/commands.ts";
import type { SaleId } from "../../contract/ids.ts";
import { ok, refuse } from "../../contract/result.ts";
import type { ProductView } from "../../contract/views.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { NewId } from "../ports.ts";
import {
  addToDraft,
  isDiscountTooLarge,
  withinLimits,
  withLine,
  withoutLine,
} from "./change-draft.ts";
import { draftChanger, type ChangerDeps } from "./draft-changer.ts";
import { priceSale } from "./price-sale.ts";

type Deps = ChangerDeps & Readonly<{ catalog: Catalog; newId: NewId }>;

type Added = Readonly<{ saleId: SaleId; product: ProductView; quantity: number }>;

/** What a clerk does to the open sale before it is paid. Each change is one transaction. */
export function salesCommands(deps: Deps) {
  const { shop, catalog, newId } = deps;
  const { change, changeLine, undo } = draftChanger(deps);

  const addProduct = (who: Who, { saleId, product, quantity }: Added) =>
    change({ who, saleId, how: "removed" }, (draft) => {
      const added = addToDraft(newId, draft, { product, quantity });
      return added.ok ? withinLimits(shop, added.value) : added;
    });

  return {
    add(who: Who, { saleId, productId, quantity }: Input<"sales.add">): Outcome<"sales.add"> {
      const product = catalog.byId(productId);
      return product === undefined
        ? refuse("unknown-product", productId)
        : addProduct(who, { saleId, product, quantity });
    },
    scan(who: Who, { saleId, code, quantity }: Input<"sales.scan">): Outcome<"sales.scan"> {
      const product = catalog.byCode(code);
      return product === undefined
        ? refuse("unknown-code", code)
        : addProduct(who, { saleId, product, quantity });
    },
    setQuantity: (who: Who, input: Input<"sales.set-quantity">): Outcome<"sales.set-quantity"> =>
      changeLine({ who, ...input, how: "fewer" }, (draft, line) =>
        withinLimits(shop, withLine(draft, { ...line, quantity: input.quantity })),
      ),
    removeLine: (who: Who, input: Input<"sales.remove-line">): Outcome<"sales.remove-line"> =>
      changeLine({ who, ...input, how: "removed" }, (draft, line) =>
        ok(withoutLine(draft, line.lineId)),
      ),
    discountLine: (who: Who, input: Input<"sales.discount-line">): Outcome<"sales.discount-line"> =>
      changeLine({ who, ...input, how: "removed" }, (draft, line) =>
        isDiscountTooLarge(line.unitMinor * line.quantity, input.discount)
          ? refuse("discount-too-large")
          : ok(withLine(draft, { ...line, discount: input.discount })),
      ),
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
        ok({ ...draft, lines: [], discount: null }),
      ),
    undo: (who: Who, { saleId }: Input<"sales.undo">): Outcome<"sales.undo"> =>
      undo({ who, saleId, how: "undone" }),
  };
}
