import { z } from "zod";
import { PaymentId, SaleId } from "../ids.ts";
import { MoneySchema } from "../money.ts";
import type { PaymentView } from "../payment-views.ts";
import type { OtherTakenView, SaleDetailView, SaleView } from "../views.ts";
import { OtherTender, view } from "./command.ts";

const Reason = z.string().trim().min(1).max(200);

/** Sales that are paid in parts, and holds that are let go of before they are captured. */
export const splittingCommands = {
  /**
   * Takes a part of the open sale in cash; `sales.pay-cash` takes the rest. `left` is what the clerk
   * saw as left to pay. The same `partId` again is answered as before, so a lost answer is safe to
   * repeat. A card's part is `payments.charge` with an amount, store credit's `credit.pay` with one.
   */
  "payments.take-cash": {
    input: z.strictObject({
      saleId: SaleId,
      partId: PaymentId,
      left: MoneySchema,
      amount: MoneySchema,
      given: MoneySchema,
    }),
    output: view<SaleView>(),
    refusals: [
      "sale-not-open",
      "session-not-open",
      "training",
      "sale-empty",
      "payment-in-progress",
      "part-used",
      "price-changed",
      "nothing-to-charge",
      "more-than-left",
      "not-a-cash-amount",
      "not-enough-cash",
      "too-much-cash",
    ],
    from: ["till", "tool"],
  },
  /**
   * Takes one of the shop's own tenders for the open sale, to the cent and without change. `left` is
   * what the clerk saw as left to pay: an amount of all of it completes the sale, less is a part of it.
   * The same again is answered as before, so a lost answer is safe to repeat.
   */
  "payments.take-other": {
    input: z.strictObject({
      saleId: SaleId,
      partId: PaymentId,
      left: MoneySchema,
      amount: MoneySchema,
      tender: OtherTender,
    }),
    output: view<OtherTakenView>(),
    refusals: [
      "sale-not-open",
      "sale-completed",
      "session-not-open",
      "training",
      "sale-empty",
      "payment-in-progress",
      "part-used",
      "unknown-tender",
      "price-changed",
      "nothing-to-charge",
      "more-than-left",
    ],
    from: ["till", "tool"],
  },
  /**
   * Gives one part back. Cash, store credit and the shop's own tenders go back at once; a card's hold
   * is let go of, and counts as taken until Stripe has shown that it is gone. One that is captured is
   * refunded, later.
   */
  "payments.take-back": {
    input: z.strictObject({ saleId: SaleId, partId: PaymentId, reason: Reason }),
    output: view<SaleView>(),
    refusals: ["part-not-found", "session-not-open", "payment-in-progress", "part-captured"],
    from: ["till", "tool"],
  },
  /**
   * Gives up a sale of which parts are taken: each goes back, and an empty sale opens at once. Holds
   * are let go of while the next customer is served.
   */
  "sales.give-up": {
    input: z.strictObject({ saleId: SaleId, reason: Reason }),
    output: view<SaleView>(),
    refusals: [
      "sale-not-open",
      "session-not-open",
      "nothing-taken",
      "payment-in-progress",
      "part-captured",
    ],
    from: ["till", "tool"],
  },
  /**
   * Lets all holds of a completed sale go, while none is captured: a sale by card alone, within the
   * register's window. It is "requested" until Stripe says that they are gone.
   */
  "payments.void": {
    input: z.strictObject({ saleId: SaleId, total: MoneySchema, reason: Reason }),
    output: view<SaleDetailView>(),
    refusals: [
      "sale-not-found",
      "not-voidable",
      "void-too-late",
      "void-in-progress",
      "price-changed",
      "cards-offline",
      "training",
    ],
    from: ["till", "tool"],
  },
  /**
   * Adds the tip that a customer wrote on the slip to a card's capture, once, while that waits in the
   * register's window. Whether it was taken says the capture, as `payment-changed`; if not, the hold
   * is captured as it is.
   */
  "payments.add-tip": {
    input: z.strictObject({ paymentId: PaymentId, tip: MoneySchema }),
    output: view<PaymentView>(),
    refusals: [
      "payment-not-found",
      "tip-not-possible",
      "tip-too-high",
      "nothing-to-charge",
      "currency-mismatch",
      "cards-offline",
    ],
    from: ["till", "tool"],
  },
  /**
   * Lets a hold go that asks for a person, so that the customer keeps the money. What is captured already
   * is accepted, and then refunded.
   */
  "payments.let-go": {
    input: z.strictObject({ paymentId: PaymentId, reason: Reason }),
    output: view<PaymentView>(),
    refusals: ["payment-not-found", "no-attention", "part-captured"],
    from: ["till", "tool"],
  },
  /**
   * Takes a hold as Stripe has it, where that is not what was asked. `amount` and `tip` are what the
   * manager saw. The sale goes on from there: an amount beside it is a part, or completes it.
   */
  "payments.accept": {
    input: z.strictObject({ paymentId: PaymentId, amount: MoneySchema, tip: MoneySchema }),
    output: view<PaymentView>(),
    refusals: ["payment-not-found", "no-attention", "price-changed", "more-than-left"],
    from: ["till", "tool"],
  },
  /** Payments that ask for a person, oldest first. */
  "payments.tasks": {
    input: z.strictObject({}),
    output: view<readonly PaymentView[]>(),
    refusals: [],
    from: ["till", "tool"],
  },
} as const;
