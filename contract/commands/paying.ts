import { z } from "zod";
import { PaymentId, SaleId } from "../ids.ts";
import { MoneySchema } from "../money.ts";
import type { PaymentView } from "../payment-views.ts";
import type { ReceiptView, SaleDetailView, SaleView } from "../views.ts";
import { view } from "./command.ts";
import { refundRefusals } from "./refunds.ts";

/** Card payments and refunds. */
export const payingCommands = {
  /**
   * Starts a card payment for the open sale. Its outcome comes later, as `payment-changed`; the
   * sale completes by itself when the card is approved. `total` is what the clerk saw as left to
   * pay; with `amount` the card pays that much of it, and is held until the rest is paid, too.
   */
  "payments.charge": {
    input: z.strictObject({
      saleId: SaleId,
      total: MoneySchema,
      amount: MoneySchema.exactOptional(),
    }),
    output: view<PaymentView>(),
    refusals: [
      "sale-not-open",
      "session-not-open",
      "training",
      "sale-empty",
      "payment-in-progress",
      "price-changed",
      "cards-offline",
      "no-reader",
      "reader-not-connected",
      "reader-asks-for-card",
      "nothing-to-charge",
      "more-than-left",
    ],
    from: ["till", "tool"],
  },
  /**
   * Opens a page on which the customer pays the open sale by a phone of their own. Its address comes
   * with `payment-changed`; from there on it is a payment like one by card.
   */
  "payments.start-link": {
    input: z.strictObject({ saleId: SaleId, total: MoneySchema }),
    output: view<PaymentView>(),
    refusals: [
      "sale-not-open",
      "session-not-open",
      "training",
      "sale-empty",
      "payment-in-progress",
      "price-changed",
      "cards-offline",
      "nothing-to-charge",
      "more-than-left",
    ],
    from: ["till", "tool"],
  },
  /**
   * Asks the bank of a card that holds a part of the open sale to hold what is left of it, too, so that
   * nobody needs the card again. `left` is what the clerk saw as left to pay. A no leaves the hold as
   * it was. Its outcome comes later, as `payment-changed`; until then the sale is locked.
   */
  "payments.raise": {
    input: z.strictObject({ saleId: SaleId, paymentId: PaymentId, left: MoneySchema }),
    output: view<PaymentView>(),
    refusals: [
      "sale-not-open",
      "session-not-open",
      "training",
      "sale-empty",
      "payment-in-progress",
      "price-changed",
      "cards-offline",
      "nothing-to-charge",
      "more-than-left",
      "part-not-found",
      "not-raisable",
    ],
    from: ["till", "tool"],
  },
  /** After a decline: another card, on the same attempt. */
  "payments.retry": {
    input: z.strictObject({ paymentId: PaymentId }),
    output: view<PaymentView>(),
    refusals: [
      "payment-not-found",
      "payment-not-declined",
      "cards-offline",
      "reader-not-connected",
    ],
    from: ["till", "tool"],
  },
  /** Asks for the payment's end. It is "requested" until Stripe says so; a card may be faster. */
  "payments.cancel": {
    input: z.strictObject({ paymentId: PaymentId }),
    output: view<PaymentView>(),
    refusals: ["payment-not-found", "payment-not-open", "cards-offline"],
    from: ["till", "tool"],
  },
  /** Looks an open payment up now. */
  "payments.check": {
    input: z.strictObject({ paymentId: PaymentId }),
    output: view<PaymentView>(),
    refusals: ["payment-not-found", "payment-not-open", "cards-offline"],
    from: ["till"],
  },
  /**
   * Sets a sale aside, locked, so that the next customer is served: one whose payment is UNKNOWN, or
   * whose customer pays on a page. A card that a reader waits for is no such payment.
   */
  "payments.serve-next": {
    input: z.strictObject({ paymentId: PaymentId }),
    output: view<SaleView>(),
    refusals: ["payment-not-found", "payment-not-unknown", "sale-not-open"],
    from: ["till"],
  },
  /**
   * A manager takes cash for a sale whose card payment is UNKNOWN. The payment is cancelled at
   * Stripe, a hold of it too, and never captured; what it brought all the same goes back at once.
   * The same call again is answered as before.
   */
  "payments.replace-by-cash": {
    input: z.strictObject({
      paymentId: PaymentId,
      saleId: SaleId,
      /** What the clerk saw, cash rounding included, and what was given. */
      total: MoneySchema,
      given: MoneySchema,
      reason: z.string().trim().min(1).max(200),
    }),
    output: view<ReceiptView>(),
    refusals: [
      "payment-not-found",
      "payment-not-unknown",
      "sale-not-open",
      "sale-completed",
      "session-not-open",
      "training",
      "price-changed",
      "not-enough-cash",
      "too-much-cash",
    ],
    from: ["till", "tool"],
  },
  /** Takes a sale that was set aside back, once its payment is proven dead. */
  "sales.take-up": {
    input: z.strictObject({ saleId: SaleId }),
    output: view<SaleView>(),
    refusals: ["sale-not-held", "sale-not-empty", "payment-in-progress", "training"],
    from: ["till"],
  },
  /**
   * Gives all that is left of a card sale back to its card, the tip included. `total` is the amount
   * that the clerk saw. While the relay can be reached it holds the lines first. It is "requested"
   * until Stripe says more, and may fail days later.
   */
  "payments.refund": {
    input: z.strictObject({ saleId: SaleId, total: MoneySchema }),
    output: view<SaleDetailView>(),
    refusals: refundRefusals,
    from: ["till", "tool"],
  },
} as const;
