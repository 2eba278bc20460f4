import { z } from "zod";
import { CustomerId, LineId, ProductId, RefundId, SaleId } from "../ids.ts";
import { Minor, MoneySchema } from "../money.ts";
import type { CustomerView, ReceiptView, SaleView } from "../views.ts";
import {
  Discount,
  MAX_NOTE,
  MAX_SCAN,
  Milli,
  overrideReasons,
  Quantity,
  Text,
  view,
} from "./command.ts";

/** Words in one line, without signs that a screen or a printer would act on. */
const Line = z
  .string()
  .trim()
  .min(1)
  .regex(/^[^\p{Cc}\u202a-\u202e\u2066-\u2069]*$/u, "no control characters");

/** The clerk must say a weight or a price; the detail is the product's id. */
const pieceRefusals = ["weight-needed", "price-needed", "wrong-unit"] as const;

/** Building the open sale, and completing it for cash. */
export const sellingCommands = {
  "sales.add": {
    input: z.strictObject({
      saleId: SaleId,
      productId: ProductId,
      quantity: Quantity,
      /** For what is weighed or measured: thousandths of its unit. */
      milli: Milli.optional(),
      /** For what has no price of its own. */
      priceMinor: Minor.min(0).optional(),
    }),
    output: view<SaleView>(),
    refusals: [
      "sale-not-open",
      "unknown-product",
      ...pieceRefusals,
      "price-not-open",
      "sale-full",
      "quantity-too-large",
      "sale-too-large",
      "payment-in-progress",
      "under-taken",
    ],
    from: ["till", "tool"],
  },
  /**
   * A code from a scanner, or typed: exact, never searched. A plain code, a label of the shop's
   * scale, a GS1 element string or a GS1 Digital Link (docs/catalog.md).
   */
  "sales.scan": {
    input: z.strictObject({ saleId: SaleId, code: z.string().max(MAX_SCAN), quantity: Quantity }),
    output: view<SaleView>(),
    refusals: [
      "sale-not-open",
      "unknown-code",
      "unreadable-code",
      "code-too-long",
      "bad-check-digit",
      ...pieceRefusals,
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
  /** Weighs a line anew; the price per unit stays. */
  "sales.set-measure": {
    input: z.strictObject({ saleId: SaleId, lineId: LineId, milli: Milli }),
    output: view<SaleView>(),
    refusals: [
      "sale-not-open",
      "line-not-found",
      "line-not-measured",
      "sale-too-large",
      "payment-in-progress",
      "under-taken",
    ],
    from: ["till"],
  },
  /** Another price, of one piece or unit, and why; `override: null` brings the catalog's back. */
  "sales.override-price": {
    input: z.strictObject({
      saleId: SaleId,
      lineId: LineId,
      override: z.strictObject({ minor: Minor.min(0), reason: z.enum(overrideReasons) }).nullable(),
    }),
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
  /** On a line, or on the whole sale (`lineId: null`); `text: null` takes it away. */
  "sales.set-note": {
    input: z.strictObject({
      saleId: SaleId,
      lineId: LineId.nullable(),
      text: Line.max(MAX_NOTE).nullable(),
    }),
    output: view<SaleView>(),
    refusals: ["sale-not-open", "line-not-found", "payment-in-progress", "under-taken"],
    from: ["till"],
  },
  /** Whom the sale is for: a known customer, or a new one; an e-mail that is known is that person. */
  "sales.set-customer": {
    input: z.strictObject({
      saleId: SaleId,
      customer: z
        .union([
          z.strictObject({ customerId: CustomerId }),
          z.strictObject({ name: Line.max(80), email: z.email().max(200).nullable() }),
        ])
        .nullable(),
    }),
    output: view<SaleView>(),
    refusals: ["sale-not-open", "customer-not-found", "payment-in-progress", "under-taken"],
    from: ["till"],
  },
  /** The first customers of whom a word of the name begins so, or who have this e-mail. */
  "customers.find": {
    input: z.strictObject({ text: Text, limit: z.int().min(1).max(50) }),
    output: view<readonly CustomerView[]>(),
    refusals: [],
    from: ["till"],
  },
  /** Name and e-mail are gone for good; sales keep the bare id. */
  "customers.erase": {
    input: z.strictObject({ customerId: CustomerId }),
    output: view<CustomerView>(),
    refusals: ["customer-not-found"],
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
   * `refundId` says that the cash is an exchange's, all that its goods were worth: it is used up by
   * the sale. Without it the cash is the customer's, and what an exchange owes is still owed.
   */
  "sales.pay-cash": {
    input: z.strictObject({
      saleId: SaleId,
      total: MoneySchema,
      given: MoneySchema,
      refundId: RefundId.optional(),
    }),
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
      "training",
      "no-exchange-money",
    ],
    from: ["till", "tool"],
  },
} as const;
