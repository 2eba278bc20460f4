import { z } from "zod";
import { PaymentId, SaleId } from "../ids.ts";
import { MoneySchema } from "../money.ts";
import type { PaymentView } from "../payment-views.ts";
import type { SaleDetailView, SaleView } from "../views.ts";
import { view } from "./command.ts";

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
      "nothing-to-charge",
      "more-than-left",
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
  /** Sets the sale of an UNKNOWN payment aside, locked, so that the next customer is served. */
  "payments.serve-next": {
    input: z.strictObject({ paymentId: PaymentId }),
    output: view<SaleView>(),
    refusals: ["payment-not-found", "payment-not-unknown", "sale-not-open"],
    from: ["till"],
  },
  /** Takes a sale that was set aside back, once its payment is proven dead. */
  "sales.take-up": {
    input: z.strictObject({ saleId: SaleId }),
    output: view<SaleView>(),
    refusals: ["sale-not-held", "sale-not-empty", "payment-in-progress", "training"],
    from: ["till"],
  },
  /**
   * Gives a sale's card payment back in full. `total` is the amount that the clerk saw. It is
   * "requested" until Stripe says more, and may fail days later.
   */
  "payments.refund": {
    input: z.strictObject({ saleId: SaleId, total: MoneySchema }),
    output: view<SaleDetailView>(),
    refusals: [
      "sale-not-found",
      "not-refundable",
      "refund-in-progress",
      "price-changed",
      "training",
    ],
    from: ["till", "tool"],
  },
} as const;
