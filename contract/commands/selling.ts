import { z } from "zod";
import { LineId, ProductId, SaleId } from "../ids.ts";
import { MoneySchema } from "../money.ts";
import type { ReceiptView, SaleView } from "../views.ts";
import { Discount, Quantity, Text, view } from "./command.ts";

/** Building the open sale, and completing it for cash. */
export const sellingCommands = {
  "sales.add": {
    input: z.strictObject({ saleId: SaleId, productId: ProductId, quantity: Quantity }),
    output: view<SaleView>(),
    refusals: [
      "sale-not-open",
      "unknown-product",
      "sale-full",
      "quantity-too-large",
      "sale-too-large",
      "payment-in-progress",
      "under-taken",
    ],
    from: ["till", "tool"],
  },
  /** A code from a scanner, or typed: exact, never searched. */
  "sales.scan": {
    input: z.strictObject({ saleId: SaleId, code: Text, quantity: Quantity }),
    output: view<SaleView>(),
    refusals: [
      "sale-not-open",
      "unknown-code",
      "sale-full",
      "quantity-too-large",
      "sale-too-large",
      "payment-in-progress",
      "under-taken",
    ],
    from: ["till", "tool"],
  },
  "sales.set-quantity": {
    input: z.strictObject({ saleId: SaleId, lineId: LineId, quantity: Quantity }),
    output: view<SaleView>(),
    refusals: [
      "sale-not-open",
      "line-not-found",
      "sale-too-large",
      "payment-in-progress",
      "under-taken",
    ],
    from: ["till"],
  },
  "sales.remove-line": {
    input: z.strictObject({ saleId: SaleId, lineId: LineId }),
    output: view<SaleView>(),
    refusals: ["sale-not-open", "line-not-found", "payment-in-progress", "under-taken"],
    from: ["till"],
  },
  /** `discount: null` takes the line's discount away. */
  "sales.discount-line": {
    input: z.strictObject({ saleId: SaleId, lineId: LineId, discount: Discount.nullable() }),
    output: view<SaleView>(),
    refusals: [
      "sale-not-open",
      "line-not-found",
      "discount-too-large",
      "payment-in-progress",
      "under-taken",
    ],
    from: ["till"],
  },
  "sales.discount": {
    input: z.strictObject({ saleId: SaleId, discount: Discount.nullable() }),
    output: view<SaleView>(),
    refusals: [
      "sale-not-open",
      "sale-empty",
      "discount-too-large",
      "payment-in-progress",
      "under-taken",
    ],
    from: ["till"],
  },
  /** Takes all lines away; `sales.undo` brings them back. */
  "sales.clear": {
    input: z.strictObject({ saleId: SaleId }),
    output: view<SaleView>(),
    refusals: ["sale-not-open", "payment-in-progress", "under-taken"],
    from: ["till"],
  },
  /** Takes back the last change of the open sale. */
  "sales.undo": {
    input: z.strictObject({ saleId: SaleId }),
    output: view<SaleView>(),
    refusals: ["sale-not-open", "nothing-to-undo", "payment-in-progress", "under-taken"],
    from: ["till"],
  },
  /**
   * Completes the sale for cash. `total` is what the clerk saw as left for cash. Asking again for a
   * sale that the same call completed answers its receipt, so a lost answer is safe to repeat.
   */
  "sales.pay-cash": {
    input: z.strictObject({ saleId: SaleId, total: MoneySchema, given: MoneySchema }),
    output: view<ReceiptView>(),
    refusals: [
      "sale-not-open",
      "session-not-open",
      "sale-completed",
      "sale-empty",
      "price-changed",
      "not-enough-cash",
      "too-much-cash",
      "payment-in-progress",
    ],
    from: ["till", "tool"],
  },
} as const;
